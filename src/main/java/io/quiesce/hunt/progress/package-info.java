/**
 * How a night tells how it goes: a bar on a terminal, lines elsewhere; and its clock.
 *
 * <p>Depends on {@code model} and {@code finding}.
 */
package io.quiesce.hunt.progress;
