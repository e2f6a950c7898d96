package io.quiesce.report.machine;

import io.quiesce.hunt.finding.Finding;
import io.quiesce.hunt.finding.Place;
import io.quiesce.report.view.FindingView;
import java.util.List;
import java.util.stream.Collectors;

/** A finding in a sentence, for readers who see nothing else. */
final class Sentence {
  private Sentence() {}

  static String of(FindingView view) {
    Finding finding = view.finding();
    List<Place> places = finding.places();
    String accesses =
        places.isEmpty()
            ? ""
            : ": " + places.stream().map(Sentence::access).collect(Collectors.joining(" against "));
    String replay = view.best().replay().isEmpty() ? "" : ", replay " + view.best().replay();
    return finding.first().kind().label()
        + " "
        + finding.broken()
        + accesses
        + " ("
        + finding.first().scenario().name()
        + ", "
        + finding.stateLine()
        + ", finding "
        + finding.signature()
        + replay
        + ")";
  }

  private static String access(Place place) {
    String mode = place.mode().isEmpty() ? "" : " " + place.mode();
    return place.access() + mode + " at " + place.at();
  }
}
