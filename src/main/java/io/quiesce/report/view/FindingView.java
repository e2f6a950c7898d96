package io.quiesce.report.view;

import io.quiesce.hunt.finding.Check;
import io.quiesce.hunt.finding.Evidence;
import io.quiesce.hunt.finding.Finding;
import io.quiesce.hunt.finding.FindingState;
import io.quiesce.hunt.finding.Sighting;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * A finding as it stood after a night.
 *
 * @param finding what is known of it
 * @param seen its sightings in that night
 * @param checks how it was looked for in that night
 */
public record FindingView(Finding finding, List<Sighting> seen, List<Check> checks) {
  /** Copies the lists. */
  public FindingView {
    seen = List.copyOf(seen);
    checks = List.copyOf(checks);
  }

  /** Whether the night saw it, or looked for it. */
  public boolean isOfTheNight() {
    return !seen.isEmpty() || !checks.isEmpty();
  }

  /** Whether nobody knew of it before, or it was taken for gone. */
  public boolean isFresh() {
    FindingState state = finding.state();
    return state == FindingState.NEW || state == FindingState.REOPENED;
  }

  /** The sighting that shows most: one with a table of steps, the smallest; else the first. */
  public Sighting best() {
    return Stream.concat(seen.stream(), Stream.of(finding.latest(), finding.first()))
        .filter(one -> !one.evidence().steps().isEmpty())
        .min(Comparator.comparingInt(one -> one.evidence().steps().size()))
        .orElse(finding.first());
  }

  /** What {@link #best} shows. */
  public Evidence evidence() {
    return best().evidence();
  }

  /** What the night made of it, in a few words. */
  public String tonight() {
    if (!seen.isEmpty()) {
      return "seen " + seen.size() + (seen.size() == 1 ? " time" : " times");
    }
    return checks.isEmpty() ? "not looked for" : "looked for, not seen";
  }
}
