package io.quiesce.hunt.finding;

import io.quiesce.hunt.model.Engine;
import java.util.List;
import java.util.SortedSet;

/**
 * What is known of a finding, computed from all its sightings and checks.
 *
 * @param signature its name
 * @param first the first sighting of all: kind, scenario, what is broken, places, evidence
 * @param latest the last sighting: the replay id that nights try
 * @param state where it is in its life
 * @param misses for how many nights in a row it was looked for and not seen
 * @param count how often it was seen
 * @param firstNight the id of the first night that saw it
 * @param lastNight the id of the last night that saw it
 * @param engines all engines that saw it
 * @param jdks all JDKs on which it was seen, sorted
 * @param nights how many nights saw it
 */
public record Finding(
    String signature,
    Sighting first,
    Sighting latest,
    FindingState state,
    int misses,
    int count,
    String firstNight,
    String lastNight,
    SortedSet<Engine> engines,
    SortedSet<String> jdks,
    int nights) {
  /** What is broken, in one line. */
  public String broken() {
    return first.broken();
  }

  /** The accesses. */
  public List<Place> places() {
    return first.places();
  }

  /** The state for people: {@code not reproduced (3 nights)}. */
  public String stateLine() {
    return state == FindingState.NOT_REPRODUCED
        ? state.label() + " (" + misses + (misses == 1 ? " night)" : " nights)")
        : state.label();
  }
}
