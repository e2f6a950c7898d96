package io.quiesce.hunt.finding;

import io.quiesce.hunt.model.Scenario;
import java.time.Instant;
import java.util.List;

/**
 * A finding was seen once. A fact: never changed.
 *
 * @param signature which finding
 * @param night in which night
 * @param job the key of the job that saw it
 * @param at when
 * @param kind what sort of finding
 * @param scenario the scenario and the engine that showed it
 * @param jdk the version of the JDK
 * @param broken the invariant or the outcome
 * @param places the accesses, or the labels of the cycle; empty where the engine does not know them
 * @param replay the name of the execution, for the explorer; empty for other engines
 * @param recording the execution itself, for the explorer; for Lincheck the calls that show it;
 *     empty for other engines
 * @param hash of the classes that ran
 * @param evidence what shows it
 */
public record Sighting(
    String signature,
    String night,
    String job,
    Instant at,
    FindingKind kind,
    Scenario scenario,
    String jdk,
    String broken,
    List<Place> places,
    String replay,
    String recording,
    String hash,
    Evidence evidence) {
  /** Copies the list. */
  public Sighting {
    places = List.copyOf(places);
  }
}
