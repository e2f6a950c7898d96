/**
 * The numbered invariants as executable checks, used by every layer's tests.
 *
 * <p>{@link io.quiesce.oracle.HeapOracle} walks a heap at quiescence and reports every violation;
 * {@link io.quiesce.oracle.StackOracle} and {@link io.quiesce.oracle.GoroutineOracle} do the same
 * for stacks and for goroutines with theirs; {@link io.quiesce.oracle.ShadowOwners} notices two
 * owners at any moment. None trusts what it checks: the walks recompute figures from spans, bitmap
 * and lists, the shadow keeps its own record.
 *
 * <p>Depends on the subject ({@code phase}, {@code heap}, {@code sched}, {@code stack}); nothing of
 * the subject depends on it.
 */
package io.quiesce.oracle;
