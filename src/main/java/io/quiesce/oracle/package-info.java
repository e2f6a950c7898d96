/**
 * The numbered invariants as executable checks, used by every layer's tests.
 *
 * <p>{@link io.quiesce.oracle.HeapOracle} walks a heap at quiescence and reports every violation;
 * {@link io.quiesce.oracle.ShadowOwners} notices two owners at any moment. Neither trusts what it
 * checks: the walk recomputes figures from spans and bitmap, the shadow keeps its own record.
 *
 * <p>Depends on the subject ({@code phase}, {@code heap}); nothing of the subject depends on it.
 */
package io.quiesce.oracle;
