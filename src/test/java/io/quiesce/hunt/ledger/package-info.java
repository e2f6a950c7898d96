/** Tests of {@code io.quiesce.hunt.ledger}. */
package io.quiesce.hunt.ledger;
