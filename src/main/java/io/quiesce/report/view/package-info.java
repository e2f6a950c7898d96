/**
 * What a night amounts to: its parts, its matrix, the findings as they stood then, what was silent.
 *
 * <p>Immutable values, computed by {@link io.quiesce.report.view.History} from the facts of a
 * ledger. The view of a night takes into account the nights before it and no later ones, so that an
 * old page does not change.
 *
 * <p>Depends on {@code hunt}.
 */
package io.quiesce.report.view;
