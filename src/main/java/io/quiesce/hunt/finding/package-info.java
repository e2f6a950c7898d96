/**
 * Findings: what identifies one, what is known of it, and how its state follows from sightings and
 * checks.
 *
 * <p>Sightings and checks are facts; everything else is computed from them by {@link
 * io.quiesce.hunt.finding.FindingLife}, a pure function.
 *
 * <p>Depends on {@code model}.
 */
package io.quiesce.hunt.finding;
