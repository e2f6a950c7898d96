package io.quiesce.hunt.worker;

import io.quiesce.hunt.finding.Evidence;
import io.quiesce.hunt.finding.FindingKind;
import io.quiesce.hunt.finding.Place;
import java.util.List;

/**
 * Something that must not be.
 *
 * @param kind what sort of thing
 * @param broken the outcome or the message
 * @param places the accesses
 * @param replay the name of the execution, or empty
 * @param recording the execution, or the calls of a Lincheck scenario, or empty
 * @param evidence what shows it
 */
public record Found(
    FindingKind kind,
    String broken,
    List<Place> places,
    String replay,
    String recording,
    Evidence evidence) {
  /** Copies the list. */
  public Found {
    places = List.copyOf(places);
  }
}
