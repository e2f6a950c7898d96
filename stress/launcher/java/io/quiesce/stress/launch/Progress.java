package io.quiesce.stress.launch;

import io.quiesce.stress.TestReport;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** Prints a line a test while a run goes on: which, how it ended, how long, how long still. */
final class Progress {
  private final PrintStream out;
  private final int total;
  private final long start = System.nanoTime();
  private Duration laterSuites;
  private int done;
  private int doneOfSuite;
  private int ofSuite;
  private long suiteStart;

  /**
   * Starts the clock.
   *
   * @param total tests of all suites
   * @param budget what all suites together may take, the first guess of the time to come
   */
  Progress(PrintStream out, int total, Duration budget) {
    this.out = out;
    this.total = total;
    this.laterSuites = budget;
  }

  /** Announces a suite of {@code tests} tests that may take {@code budget}. */
  void begin(int tests, Duration budget) {
    laterSuites = laterSuites.minus(budget);
    suiteStart = System.nanoTime();
    ofSuite = tests;
    doneOfSuite = 0;
  }

  /** Prints a line that is not about one test. */
  void say(String line) {
    out.println(line);
  }

  /** Prints the line of a test that has just ended, and what is wrong with it. */
  void ended(TestReport report) {
    done++;
    doneOfSuite++;
    int width = Integer.toString(total).length();
    out.printf(
        Locale.ROOT,
        "[%" + width + "d/%d] %-8s %s: %s; %s, %.1f s (elapsed %s, about %s left)%n",
        done,
        total,
        report.suite(),
        report.test(),
        report.verdict().label(),
        report.effort(),
        report.time().toMillis() / 1e3,
        clock(Duration.ofNanos(System.nanoTime() - start)),
        clock(estimate()));
    for (String problem : report.problems()) {
      out.println("    " + problem.replace("\n", System.lineSeparator() + "    "));
    }
    out.flush();
  }

  private Duration estimate() {
    Duration suite = Duration.ofNanos(System.nanoTime() - suiteStart);
    return suite.dividedBy(doneOfSuite).multipliedBy(ofSuite - doneOfSuite).plus(laterSuites);
  }

  /** Minutes and seconds. */
  static String clock(Duration time) {
    return String.format(Locale.ROOT, "%d:%02d", time.toMinutes(), time.toSecondsPart());
  }
}
