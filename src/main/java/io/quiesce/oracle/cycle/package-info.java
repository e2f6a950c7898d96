/**
 * The judge of whole cycles: with the world stopped, before marking and after it, what must be
 * alive is, with its contents, and what must be gone is.
 *
 * <p>It finds what is reachable in its own way: from the frames and the global variables, through
 * the types that the headers of the objects name; it uses neither pointer bits nor mark bits, and
 * compares with them afterwards.
 *
 * <p>Depends on {@code runtime} and everything below, and on {@code oracle}.
 */
package io.quiesce.oracle.cycle;
