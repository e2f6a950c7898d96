/**
 * The models as incremental checks, for the search.
 *
 * <p>A {@link io.quiesce.explore.model.check.Checker} decides whether a consistent graph stays
 * consistent when one event is added at the end of a thread. It gives the same answers as the
 * axioms in {@code explore.model}, which are the definition; a property test compares them.
 *
 * <p>Depends on {@code explore.graph} and {@code explore.program}.
 */
package io.quiesce.explore.model.check;
