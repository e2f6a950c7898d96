/**
 * Whether the engines agree: what the hardware showed must be allowed by the model, and what the
 * model allows may never have been shown.
 *
 * <p>Depends on {@code model}, {@code finding} and {@code ledger}.
 */
package io.quiesce.hunt.agree;
