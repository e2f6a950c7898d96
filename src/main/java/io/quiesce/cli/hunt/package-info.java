/**
 * The commands of the hunt: {@code hunt}, {@code ledger} and {@code bisect}.
 *
 * <p>Depends on {@code hunt} and {@code bugs}.
 */
package io.quiesce.cli.hunt;
