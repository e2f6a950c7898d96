package io.quiesce.report.view;

import io.quiesce.hunt.model.Planted;
import io.quiesce.hunt.model.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What a night amounts to, in a line; the worst first. */
public final class Judgement {
  private Judgement() {}

  /** The line. */
  public static String line(NightView night) {
    List<String> parts = new ArrayList<>();
    if (night.status() == Status.BLIND) {
      parts.add(blind(night));
    }
    long fresh = night.there().stream().filter(FindingView::isFresh).count();
    parts.add(count(night.there().size(), "finding") + " there, " + fresh + " of them new");
    long open = night.parts().stream().filter(part -> part.ended().isEmpty()).count();
    if (open > 0) {
      parts.add("NOT ENDED: it runs, or was killed");
    }
    if (night.status() == Status.EMPTY) {
      parts.add("NOTHING RAN that says anything");
    }
    parts.add(
        night.plantedFound() + " of " + count(night.planted().size(), "planted bug") + " found");
    add(parts, night, Verdict.NEVER_RAN);
    add(parts, night, Verdict.VACUOUS);
    add(parts, night, Verdict.BOUND);
    if (night.withoutResult() > 0) {
      parts.add(night.withoutResult() + " of " + night.planned() + " planned not reached");
    }
    return String.join("; ", parts) + ".";
  }

  private static String blind(NightView night) {
    String missed =
        night.planted().stream()
            .filter(one -> one.state() != Planted.State.FOUND)
            .map(one -> one.bug() + " by " + one.tool())
            .collect(Collectors.joining(", "));
    return missed.isEmpty()
        ? "BLIND: no bug was planted in a part of it, so that it found nothing means nothing"
        : "BLIND: it did not find what was planted ("
            + missed
            + "), so that it found nothing means"
            + " nothing";
  }

  private static void add(List<String> parts, NightView night, Verdict verdict) {
    int cells = night.matrix().cells(verdict).size();
    if (cells > 0) {
      parts.add(cells + " " + verdict.label());
    }
  }

  private static String count(long number, String what) {
    return number + " " + what + (number == 1 ? "" : "s");
  }
}
