/**
 * The memory of all nights, as facts that are only added: nights, results, sightings, checks.
 *
 * <p>A result and what it saw are one transaction, so a process that is killed at any moment loses
 * at most the job that was running. Since facts have keys and never change, merging two ledgers is
 * the union of two sets: in any order, any number of times, without duplicates.
 *
 * <p>Depends on {@code model} and {@code finding}; SQLite is behind {@link
 * io.quiesce.hunt.ledger.Ledger}.
 */
package io.quiesce.hunt.ledger;
