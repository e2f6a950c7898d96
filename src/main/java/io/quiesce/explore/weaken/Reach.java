package io.quiesce.explore.weaken;

import io.quiesce.explore.jcstress.TestCase;
import io.quiesce.explore.program.Kind;
import io.quiesce.explore.program.Op;
import io.quiesce.explore.program.Ordering;
import io.quiesce.explore.run.Exploration;
import io.quiesce.explore.run.TestReport;
import io.quiesce.explore.search.execution.Execution;
import java.time.Duration;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Predicate;

/** Which accesses a test comes by, in the executions that are visited. */
final class Reach {
  private static final int SAMPLED_PART = 2;

  private final Predicate<String> lines;
  private final Set<Weakening> weakenings = new LinkedHashSet<>();

  /** An access without its values: a field's site may both read and write. */
  private record Shape(int site, Kind kind, Ordering ordering) {}

  /** What was seen, so that a line is described once. */
  private final Set<Shape> seen = new HashSet<>();

  private TestReport report;

  private Reach(Predicate<String> lines) {
    this.lines = lines;
  }

  /**
   * Explores a test as it is.
   *
   * @param lines the accesses that matter, as they are described
   */
  static Reach of(Exploration exploration, Predicate<String> lines) {
    Reach reach = new Reach(lines);
    reach.report = exploration.visiting(reach::look).run();
    return reach;
  }

  private void look(Execution execution) {
    for (int e = 0; e < execution.graph().size(); e++) {
      Op op = execution.graph().op(e);
      if (op.site() != 0 && seen.add(new Shape(op.site(), op.kind(), op.ordering()))) {
        String line = execution.program().describeSite(op.site());
        if (isAtomic(line) && lines.test(line)) {
          weakenings.addAll(Weakening.of(op, line));
        }
      }
    }
  }

  /** Monitors and permits have no other mode; a volatile field has nothing in brackets. */
  private static boolean isAtomic(String line) {
    return !line.contains("(") || line.contains("(VarHandle.") || line.contains("(Atomic");
  }

  /** Everything about the test itself. */
  TestReport report() {
    return report;
  }

  /** The test. */
  TestCase test() {
    return report.test();
  }

  /** What could be weaker in it. */
  Set<Weakening> weakenings() {
    return weakenings;
  }

  /** How many random executions of the test take half of {@code limit}. */
  long walks(Duration limit) {
    return report.result().runsIn(limit.dividedBy(SAMPLED_PART));
  }

  /** How long the test takes, in nanoseconds. */
  long nanos() {
    return report.result().nanos();
  }
}
