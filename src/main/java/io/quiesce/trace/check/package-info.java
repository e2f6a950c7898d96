/**
 * What every judge of a trace has in common: it is fed the events in their order and keeps a tally
 * of what it compared.
 *
 * <p>Rules that hold across the package: a comparison that fails is counted, the first is kept with
 * both sides' values, and the judge goes on; a race that the format allows is counted apart and is
 * neither. Nothing here knows what is compared. Depends on {@code trace.read} only.
 */
package io.quiesce.trace.check;
