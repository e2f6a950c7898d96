/**
 * Makes a finding small and keeps it as a test: a class under {@code stress/ledger} that {@code mvn
 * verify -Pstress} runs before all others.
 *
 * <p>Depends on {@code model}, {@code finding}, {@code source} and {@code explore}.
 */
package io.quiesce.hunt.minimise;
