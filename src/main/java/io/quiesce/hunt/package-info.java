/**
 * The hunt: runs that go on every night, and the memory of what they found.
 *
 * <p>A night ({@code night}) works off a plan ({@code plan}): scenarios by engine, JDK and seed,
 * run by {@code engine} in JVMs of their own. What comes out goes into a ledger ({@code ledger}) as
 * facts that are only ever added: results, sightings and checks. What is known of a finding ({@code
 * finding}) is computed from them, so that ledgers can be merged in any order. {@code plant} hides
 * bugs of the corpus, and a night that misses one is blind. {@code minimise} and {@code bisect}
 * make findings small and find the revision that brought them; {@code history} makes scenarios of
 * those of Lincheck.
 *
 * <p>Rules that hold across it: what did not run is never taken for what found nothing; a result is
 * in the ledger before the next one begins.
 *
 * <p>May depend on {@code bugs}, {@code oracle} and {@code explore}.
 */
package io.quiesce.hunt;
