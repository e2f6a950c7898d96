package io.quiesce.bugs.worker;

import io.quiesce.explore.java.ClassPath;
import io.quiesce.explore.jcstress.TestCase;
import io.quiesce.explore.jcstress.TestScanner;
import io.quiesce.explore.model.Model;
import io.quiesce.explore.program.NondeterminismException;
import io.quiesce.explore.report.TextReport;
import io.quiesce.explore.report.Witness;
import io.quiesce.explore.run.Exploration;
import io.quiesce.explore.run.OutcomeRow;
import io.quiesce.explore.run.TestReport;
import io.quiesce.explore.run.Verdict;
import io.quiesce.explore.search.Options;
import io.quiesce.explore.transform.UnmodelledException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Main class: explores scenarios until one is refuted.
 *
 * <p>Each gets a short time first and ever longer ones later, so that a large scenario does not
 * starve a small one; what a search has left over is sampled.
 */
public final class ExploreWorker {
  private static final long FIRST_SLICE_MILLIS = 1_000;
  private static final int GROWTH = 3;
  private static final int SAMPLED_PART = 4;

  private final PrintStream out = System.out;
  private final ClassPath path;
  private final long deadline;
  private int proved;
  private int explored;
  private int refused;

  private ExploreWorker(ClassPath path, long budgetMillis) {
    this.path = path;
    this.deadline = System.nanoTime() + budgetMillis * 1_000_000;
  }

  /**
   * Takes the budget in milliseconds, the regular expression of tests to explore first, the
   * packages that were changed, with commas, the directory of scenarios, and the places of all
   * other classes, the bug's first.
   */
  public static void main(String[] args) {
    Path scenarios = Path.of(args[3]);
    List<Path> places = new ArrayList<>();
    Arrays.stream(args, 4, args.length).map(Path::of).forEach(places::add);
    places.add(scenarios);
    ClassPath path = new ClassPath(places);
    TestScanner scanner = new TestScanner(path);
    List<TestCase> tests = scanner.findAll(new ClassPath(List.of(scenarios)).names());
    if (tests.isEmpty()) {
      throw new IllegalStateException("no scenario below " + scenarios);
    }
    ExploreWorker worker = new ExploreWorker(path, Long.parseLong(args[0]));
    List<String> packages = Arrays.asList(args[2].split(",", -1));
    worker.run(new Tiers<>(tests, ExploreWorker::name, args[1], packages).inOrder());
    System.exit(0);
  }

  private static String name(TestCase test) {
    return test.name().replace('$', '.');
  }

  private void run(List<List<TestCase>> tiers) {
    for (List<TestCase> tier : tiers) {
      List<TestCase> open = new ArrayList<>(tier);
      for (long slice = FIRST_SLICE_MILLIS; !open.isEmpty() && left() > 0; slice *= GROWTH) {
        long millis = slice;
        open.removeIf(test -> left() > 0 && explore(test, Math.min(millis, left())));
      }
    }
    if (explored == 0) {
      throw new IllegalStateException("no scenario could be explored");
    }
    Wire.say(
        out,
        Wire.DONE,
        explored
            + " scenarios explored in turns, "
            + proved
            + " to the end"
            + (refused == 0 ? "" : ", " + refused + " not modelled"));
  }

  private long left() {
    return (deadline - System.nanoTime()) / 1_000_000;
  }

  /** Explores for a while; true if there is nothing more to see. */
  private boolean explore(TestCase test, long millis) {
    Wire.say(out, Wire.BEGIN, name(test));
    Options options = Options.of(Model.JMM).withLimits(0, Duration.ofMillis(millis));
    Exploration exploration = Exploration.of(test, path).with(options);
    try {
      TestReport report = exploration.run();
      judge(exploration, report);
      if (report.verdict() == Verdict.UNKNOWN) {
        long walks = report.result().runsIn(Duration.ofMillis(millis).dividedBy(SAMPLED_PART));
        Exploration sampling = exploration.sampling(walks, millis);
        judge(sampling, sampling.run());
      }
      explored++;
      proved += report.verdict() == Verdict.PROVED ? 1 : 0;
      return report.verdict() == Verdict.PROVED;
    } catch (UnmodelledException | NondeterminismException e) {
      out.println(name(test) + ": UNMODELLED " + e.getMessage());
      refused++;
      return true;
    }
  }

  private void judge(Exploration exploration, TestReport report) {
    if (report.verdict() != Verdict.REFUTED) {
      return;
    }
    out.print(TextReport.of(report));
    OutcomeRow row = report.firstFailure().orElseThrow();
    if (row.recording() != null) {
      exploration.replay(row.recording(), seen -> out.print(TextReport.of(Witness.of(seen))));
    }
    Wire.say(
        out,
        Wire.FOUND,
        name(report.test()),
        report.verdictLine() + (row.description().isEmpty() ? "" : ": " + row.description()),
        row.id());
    System.exit(1);
  }
}
