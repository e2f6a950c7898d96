/**
 * What a night amounts to: its parts, its matrix, the findings as they stood then, what was silent.
 *
 * <p>Immutable values, computed by {@link io.quiesce.report.view.History} from the facts of a
 * ledger. The findings of a night stand as they stood after it, whatever came later; only what a
 * machine has never shown is said of all nights of the ledger.
 *
 * <p>Depends on {@code hunt}.
 */
package io.quiesce.report.view;
