/**
 * What a night does, in which order, and which part of it a shard does.
 *
 * <p>A plan is a function of the scenarios, of the code's hashes and of what the ledger knew when
 * the night began, so that a night that was killed and goes on has the same plan.
 *
 * <p>Depends on {@code model}, {@code finding}, {@code ledger}, {@code explore} and {@code bugs}.
 */
package io.quiesce.hunt.plan;
