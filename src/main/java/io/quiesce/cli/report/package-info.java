/**
 * The command {@code report}: what a ledger knows, as pages and for other programs.
 *
 * <p>Depends on {@code report} and {@code hunt}.
 */
package io.quiesce.cli.report;
