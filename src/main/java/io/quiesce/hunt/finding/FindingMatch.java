package io.quiesce.hunt.finding;

import io.quiesce.hunt.model.Scenario;
import java.util.List;

/**
 * Whether what a run of a finding's scenario shows is that finding: the same signature, or the same
 * thing broken by accesses that have moved since.
 */
public final class FindingMatch {
  private FindingMatch() {}

  /** Whether it is. */
  public static boolean is(Finding finding, FindingKind kind, String broken, List<Place> places) {
    Sighting first = finding.first();
    Scenario scenario = first.scenario();
    return Signature.of(kind, scenario, broken, places).equals(finding.signature())
        || Signature.of(kind, scenario, broken, List.of())
            .equals(Signature.of(first.kind(), scenario, first.broken(), List.of()));
  }
}
