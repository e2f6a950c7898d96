package io.quiesce.stress.explore;

import io.quiesce.explore.jcstress.Expectation;
import io.quiesce.explore.jcstress.InvalidTestException;
import io.quiesce.explore.jcstress.TestCase;
import io.quiesce.explore.model.Model;
import io.quiesce.explore.program.NondeterminismException;
import io.quiesce.explore.report.TextReport;
import io.quiesce.explore.report.Witness;
import io.quiesce.explore.run.Exploration;
import io.quiesce.explore.run.OutcomeRow;
import io.quiesce.explore.run.TestReport;
import io.quiesce.explore.search.Options;
import io.quiesce.explore.search.execution.Recording;
import io.quiesce.explore.transform.UnmodelledException;
import io.quiesce.explore.transform.classes.ClassBytes;
import io.quiesce.stress.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** One test: searched to its end if there is time, else sampled for the rest of it. */
final class ExploredTest {
  /** How many lines of a witness stand in the summary. */
  private static final int SHOWN = 60;

  private final TestCase test;
  private final Exploration exploration;
  private final Path directory;

  ExploredTest(TestCase test, ClassBytes classes, Path directory) {
    this.test = test;
    this.exploration = Exploration.of(test, classes);
    this.directory = directory;
  }

  /** Explores for about {@code share} and says what came out. */
  io.quiesce.stress.TestReport run(Duration share) throws IOException {
    long start = System.nanoTime();
    try {
      TestReport searched = search(share.multipliedBy(3).dividedBy(4));
      boolean open = searched.verdict() == io.quiesce.explore.run.Verdict.UNKNOWN;
      TestReport report = open ? sample(searched, share.dividedBy(4)) : searched;
      return graded(report, searched, since(start));
    } catch (UnmodelledException | NondeterminismException e) {
      return failed(Verdict.UNMODELLED, e, since(start));
    } catch (InvalidTestException e) {
      return failed(Verdict.ILL_FORMED, e, since(start));
    }
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private TestReport search(Duration time) {
    return exploration.with(Options.of(Model.JMM).withLimits(0, time)).run();
  }

  /** As many random executions as the search has shown to fit into {@code time}. */
  private TestReport sample(TestReport searched, Duration time) {
    return exploration.sampling(searched.result().runsIn(time), 1).run();
  }

  private io.quiesce.stress.TestReport graded(TestReport report, TestReport searched, Duration time)
      throws IOException {
    Verdict verdict = verdict(report);
    return new io.quiesce.stress.TestReport(
        ExploreSuite.NAME,
        ExploreSuite.name(test),
        verdict,
        time,
        report.sampled() ? report.executions() + searched.executions() : report.executions(),
        effort(report, searched),
        verdict.failed() ? problems(report) : List.of(),
        details(report, searched));
  }

  /** The verdict, the shortest witness, cut where it is very long, and where all of it is. */
  private List<String> problems(TestReport report) throws IOException {
    List<String> lines = witness(report);
    Path file = directory.resolve(ExploreSuite.name(test) + ".txt");
    List<String> all = new ArrayList<>(List.of(TextReport.of(report).split("\\R")));
    all.addAll(lines);
    Files.write(file, all);
    List<String> problems = new ArrayList<>(List.of(report.verdictLine()));
    problems.addAll(lines.subList(0, Math.min(SHOWN, lines.size())));
    problems.add("witness: " + file + ", " + lines.size() + " lines");
    return problems;
  }

  private static Verdict verdict(TestReport report) {
    return switch (report.verdict()) {
      case PROVED -> Verdict.OK;
      case UNKNOWN -> Verdict.UNKNOWN;
      case REFUTED -> failure(report.firstFailure().orElseThrow());
    };
  }

  private static Verdict failure(OutcomeRow row) {
    if (row.unlisted()) {
      return Verdict.UNLISTED;
    } else if (row.expect() == Expectation.FORBIDDEN) {
      return Verdict.FORBIDDEN;
    }
    return row.outcome().startsWith("ERROR") ? Verdict.ERROR : Verdict.STUCK;
  }

  private static String effort(TestReport report, TestReport searched) {
    String line = searched.verdictLine().replaceFirst("^(PROVED|UNKNOWN) +", "");
    return report.sampled()
        ? line + "; then sampled " + count(report) + " executions"
        : line.replaceFirst("^REFUTED.*", count(report) + " executions");
  }

  private static String count(TestReport report) {
    return String.format(Locale.ROOT, "%,d", report.executions());
  }

  private static Map<String, Object> details(TestReport report, TestReport searched) {
    Map<String, Object> details = new LinkedHashMap<>();
    details.put("exhaustive", searched.result().isExhaustive());
    details.put("estimate", Math.round(searched.result().whole()));
    details.put("model", report.model().label());
    details.put("blocked", searched.result().wasted());
    details.put("line", report.verdictLine());
    details.put("unreached", report.unreached().stream().map(unreached -> unreached.id()).toList());
    return details;
  }

  private List<String> witness(TestReport report) {
    List<String> lines = new ArrayList<>();
    Recording recording = report.firstFailure().orElseThrow().recording();
    exploration.replay(
        recording, seen -> TextReport.of(Witness.of(seen)).lines().forEach(lines::add));
    return lines;
  }

  private io.quiesce.stress.TestReport failed(Verdict verdict, Exception why, Duration time) {
    return new io.quiesce.stress.TestReport(
        ExploreSuite.NAME,
        ExploreSuite.name(test),
        verdict,
        time,
        0,
        "no verdict",
        List.of(String.valueOf(why.getMessage())),
        Map.of());
  }
}
