/**
 * What rewritten code does to memory, as operations for the search: fields, array elements, {@code
 * VarHandle}, monitors, threads.
 *
 * <p>Rules J1 to J3 of {@code explore.java} are kept here: real memory holds initial values only,
 * what one thread alone can reach is read and written directly, final fields are frozen.
 *
 * <p>Depends on {@code explore.java.strand}, {@code explore.java.heap}, {@code explore.program} and
 * {@code explore.transform}.
 */
package io.quiesce.explore.java.memory;
