/**
 * Bugs of the corpus, hidden in a night, so that silence can be told from blindness.
 *
 * <p>Depends on {@code model} and {@code bugs}.
 */
package io.quiesce.hunt.plant;
