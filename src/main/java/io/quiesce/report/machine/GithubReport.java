package io.quiesce.report.machine;

import io.quiesce.hunt.finding.Place;
import io.quiesce.hunt.model.Verdict;
import io.quiesce.report.view.FindingView;
import io.quiesce.report.view.Judgement;
import io.quiesce.report.view.NightView;
import io.quiesce.report.view.Status;
import java.util.ArrayList;
import java.util.List;

/**
 * Annotations as GitHub Actions takes them from a job's standard output: an error at each access of
 * each finding that is there, and for the whole night what keeps it from being clean.
 *
 * <p>Format: "Workflow commands for GitHub Actions" of GitHub's documentation.
 */
public final class GithubReport {
  private final SourceRoots sources;

  /** With the checkout that paths belong to. */
  public GithubReport(SourceRoots sources) {
    this.sources = sources;
  }

  /** The lines. */
  public List<String> of(NightView night) {
    List<String> lines = new ArrayList<>();
    Status status = night.status();
    if (status != Status.CLEAN && status != Status.FOUND) {
      lines.add(line("error", "", 0, "The night: " + status.label(), Judgement.line(night)));
    }
    night.there().forEach(one -> finding(one, lines));
    for (Verdict verdict : List.of(Verdict.NEVER_RAN, Verdict.VACUOUS)) {
      night
          .matrix()
          .cells(verdict)
          .forEach(
              cell -> {
                String title = cell.scenario() + ": " + verdict.label();
                lines.add(line("warning", "", 0, title, cell.column() + ": " + cell.note()));
              });
    }
    return lines;
  }

  private void finding(FindingView one, List<String> lines) {
    String text = Sentence.of(one);
    String kind = one.finding().first().kind().label();
    String title = one.finding().state().label() + ": " + kind + " " + one.finding().broken();
    List<Place> places = one.finding().places();
    for (Place place : places) {
      lines.add(line("error", sources.path(place), place.line(), title, text));
    }
    if (places.isEmpty()) {
      String file = sources.ofClass(one.finding().first().scenario().name()).orElse("");
      lines.add(line("error", file, 0, title, text));
    }
  }

  static String line(String level, String file, int line, String title, String message) {
    StringBuilder text = new StringBuilder("::").append(level).append(' ');
    if (!file.isEmpty()) {
      text.append("file=").append(property(file)).append(',');
    }
    if (line > 0) {
      text.append("line=").append(line).append(',');
    }
    return text.append("title=")
        .append(property(title))
        .append("::")
        .append(data(message))
        .toString();
  }

  private static String data(String text) {
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A");
  }

  private static String property(String text) {
    return data(text).replace(":", "%3A").replace(",", "%2C");
  }
}
