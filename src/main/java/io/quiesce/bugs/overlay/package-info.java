/**
 * A diff becomes classes: applied in memory to the sources that the product carries, and what
 * changed compiled into a directory that goes in front of the class path.
 *
 * <p>A diff that does not apply, or whose result does not compile, fails with its name; lines may
 * have moved, but every line of context must be there. Nothing is written but the classes.
 *
 * <p>Depends on {@code place}.
 */
package io.quiesce.bugs.overlay;
