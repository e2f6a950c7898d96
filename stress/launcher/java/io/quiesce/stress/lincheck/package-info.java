/**
 * Runs Lincheck 3.7 under the launcher, and gives its tests their declarations.
 *
 * <p>A Lincheck test is a class with {@code @Operation} methods and the annotation {@link
 * io.quiesce.stress.lincheck.ModelChecked}, which names its sequential specification and whether it
 * promises obstruction freedom. Its {@link io.quiesce.stress.lincheck.Scenario}s are explored to
 * the end in every mode; random scenarios fill the rest of the budget. How many interleavings each
 * scenario has, and whether all were seen, is part of the report: Lincheck itself does not say.
 *
 * <p>Lincheck explores interleavings only: it says nothing of memory orderings.
 *
 * <p>Depends on {@code io.quiesce.stress} and on Lincheck, never on a class under test.
 */
package io.quiesce.stress.lincheck;
