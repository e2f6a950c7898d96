package io.quiesce.hunt.progress;

import io.quiesce.hunt.finding.Finding;
import io.quiesce.hunt.finding.Sighting;
import io.quiesce.hunt.model.JobResult;
import io.quiesce.hunt.model.Planted;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Lines, for logs: one for what matters at once, and one now and then about the rest. Thread-safe.
 */
public class LineProgress implements Progress {
  private static final Duration BETWEEN_LINES = Duration.ofSeconds(10);

  private final Consumer<String> out;
  private final Deadline deadline;
  private Duration lastLine = Duration.ZERO;
  private int round;
  private int ofRound;
  private int inRound;
  private int jobs;
  private int findings;

  /**
   * Starts the clock.
   *
   * @param out prints a line
   */
  public LineProgress(Consumer<String> out, Duration budget) {
    this.out = out;
    this.deadline = new Deadline(budget);
  }

  @Override
  public synchronized void say(String line) {
    out.accept(line);
  }

  @Override
  public synchronized void round(int number, int size) {
    round = number;
    ofRound = size;
    inRound = 0;
    say(clock(deadline.passed()) + "  round " + number + ": " + size + " jobs at most");
  }

  @Override
  public synchronized void ended(JobResult result) {
    count();
    if (deadline.passed().minus(lastLine).compareTo(BETWEEN_LINES) >= 0) {
      lastLine = deadline.passed();
      say(clock(lastLine) + "  " + status(result));
    }
  }

  /** One more job has ended. */
  final synchronized void count() {
    jobs++;
    inRound++;
  }

  /** Where the night is, with an estimate, and what ended last. */
  private String status(JobResult result) {
    return brief() + "; last: " + result.job().scenario() + ": " + result.verdict().label();
  }

  /** Where the night is, with an estimate. */
  final synchronized String brief() {
    return String.format(
        Locale.ROOT,
        "round %d, %d of %d jobs, %d findings, %s",
        round,
        inRound,
        ofRound,
        findings,
        estimate());
  }

  /** When the round may be through, and when the night is over in any case. */
  private String estimate() {
    Duration left = deadline.left();
    if (jobs == 0 || ofRound <= inRound) {
      return clock(left) + " left";
    }
    Duration round = deadline.passed().dividedBy(jobs).multipliedBy(ofRound - inRound);
    return round.compareTo(left) < 0
        ? "round through in about " + clock(round) + ", " + clock(left) + " left"
        : clock(left) + " left";
  }

  @Override
  public synchronized void found(Sighting sighting) {
    findings++;
    say(clock(deadline.passed()) + "  FOUND " + line(sighting));
  }

  /** A sighting in one line. */
  public static String line(Sighting one) {
    String places =
        one.places().stream()
            .map(place -> place.access() + " (" + place.at() + ")")
            .collect(Collectors.joining(", "));
    return one.signature()
        + "  "
        + one.scenario()
        + ": "
        + first(one.broken())
        + (places.isEmpty() ? "" : "; " + places);
  }

  private static String first(String text) {
    return text.lines().findFirst().orElse("");
  }

  @Override
  public synchronized void planted(Planted planted) {
    String how =
        planted.state() == Planted.State.FOUND ? "found, " : "NOT FOUND, the night is blind, ";
    say(
        String.format(
            Locale.ROOT,
            "%s  planted %s, %s: %s%.1f s, %s",
            clock(deadline.passed()),
            planted.bug(),
            planted.tool(),
            how,
            planted.time().toMillis() / 1e3,
            planted.note()));
  }

  @Override
  public synchronized void checked(Finding finding, boolean seen, String how) {
    findings += seen ? 1 : 0;
    String what = seen ? "is still there" : "was not seen";
    say(
        clock(deadline.passed())
            + "  "
            + finding.signature()
            + " "
            + what
            + " ("
            + how
            + "): "
            + first(finding.broken()));
  }

  /** Hours, minutes and seconds. */
  public static String clock(Duration time) {
    return time.toHours() > 0
        ? String.format(
            Locale.ROOT, "%d:%02d:%02d", time.toHours(), time.toMinutesPart(), time.toSecondsPart())
        : String.format(Locale.ROOT, "%d:%02d", time.toMinutes(), time.toSecondsPart());
  }

  @Override
  public void close() {}
}
