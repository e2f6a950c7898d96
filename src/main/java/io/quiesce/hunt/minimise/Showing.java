package io.quiesce.hunt.minimise;

import io.quiesce.explore.jcstress.TestCase;
import io.quiesce.explore.model.Model;
import io.quiesce.explore.run.Exploration;
import io.quiesce.explore.run.TestReport;
import io.quiesce.explore.search.Options;
import io.quiesce.explore.search.execution.Ending;
import io.quiesce.explore.search.execution.Execution;
import io.quiesce.explore.transform.UnmodelledException;
import io.quiesce.explore.transform.classes.ClassBytes;
import io.quiesce.hunt.finding.Finding;
import io.quiesce.hunt.finding.FindingKind;
import io.quiesce.hunt.finding.FindingMatch;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/** Whether a program shows a finding, and how: by exploring it. */
final class Showing {
  private final Finding finding;
  private final Duration limit;
  private final UnaryOperator<String> names;

  /** Whether a search that found nothing might have, with more time. */
  private boolean cutShort;

  /**
   * Of a finding.
   *
   * @param limit time for each search
   */
  Showing(Finding finding, Duration limit) {
    this(finding, limit, UnaryOperator.identity());
  }

  private Showing(Finding finding, Duration limit, UnaryOperator<String> names) {
    this.finding = finding;
    this.limit = limit;
    this.names = names;
  }

  /** Of a program in which a class, which messages may name, is called otherwise. */
  Showing renamed(String from, String to) {
    return new Showing(finding, limit, text -> text.replace(to, from));
  }

  /** Whether a search that found nothing had not looked at everything. */
  boolean wasCutShort() {
    return cutShort;
  }

  /** The exploration of a program. */
  Exploration exploration(TestCase test, ClassBytes classes, Model model) {
    return Exploration.of(test, classes).with(Options.of(model).withLimits(0, limit));
  }

  /** Whether some execution shows it. */
  boolean fails(Exploration exploration) {
    return some(exploration, execution -> true) == Answer.YES;
  }

  /** Whether all executions were looked at and none shows it. */
  boolean neverFails(Exploration exploration) {
    return some(exploration, execution -> true) == Answer.NO;
  }

  /** Whether an execution shows it in which the actors ran one after the other. */
  boolean failsInTurns(TestCase test, ClassBytes classes) {
    return inTurns(test, classes) == Answer.YES;
  }

  /** Whether all executions were looked at and in none that shows it the actors took turns. */
  boolean neverFailsInTurns(TestCase test, ClassBytes classes) {
    return inTurns(test, classes) == Answer.NO;
  }

  private Answer inTurns(TestCase test, ClassBytes classes) {
    int actors = test.actors().size();
    return some(
        exploration(test, classes, Model.SC),
        execution -> Turns.explain(execution.graph(), actors));
  }

  private enum Answer {
    YES,
    NO,
    /** There was no time to look at everything, or it cannot be looked at. */
    UNKNOWN
  }

  private Answer some(Exploration exploration, Predicate<Execution> condition) {
    boolean[] found = new boolean[1];
    try {
      TestReport report =
          exploration
              .visiting(
                  execution -> {
                    if (isIt(execution) && condition.test(execution)) {
                      found[0] = true;
                      execution.stop();
                    }
                  })
              .run();
      if (found[0]) {
        return Answer.YES;
      }
      cutShort |= !report.result().isExhaustive();
      return report.result().isExhaustive() ? Answer.NO : Answer.UNKNOWN;
    } catch (UnmodelledException e) {
      return Answer.UNKNOWN;
    }
  }

  /** The execution that shows it with the fewest switches; whether all were looked at is noted. */
  Shortest shortest(TestCase test, ClassBytes classes, Model model) {
    Shortest shortest = new Shortest();
    TestReport report =
        exploration(test, classes, model)
            .visiting(
                execution -> {
                  if (isIt(execution)) {
                    shortest.look(execution);
                  } else if (isWrong(execution, test)) {
                    shortest.another();
                  } else if (execution.ending() == Ending.COMPLETE) {
                    shortest.pass();
                  }
                })
            .run();
    if (!report.result().isExhaustive()) {
      cutShort = true;
      // what was not looked at may
      shortest.another();
    }
    return shortest;
  }

  private boolean isIt(Execution execution) {
    List<String> errors = execution.errors();
    if (!errors.isEmpty()) {
      return is(FindingKind.INVARIANT, String.join("; ", errors))
          || errors.stream().anyMatch(error -> is(FindingKind.INVARIANT, error));
    } else if (execution.ending() == Ending.COMPLETE) {
      return finding.first().kind() == FindingKind.OUTCOME
          && is(FindingKind.OUTCOME, execution.outcome());
    }
    return execution.ending().isStuck() && is(FindingKind.OUTCOME, execution.ending().name());
  }

  private static boolean isWrong(Execution execution, TestCase test) {
    return !execution.errors().isEmpty()
        || execution.ending().isStuck()
        || (execution.ending() == Ending.COMPLETE
            && test.outcomes().grade(execution.outcome()).expect().fails());
  }

  private boolean is(FindingKind kind, String broken) {
    return FindingMatch.is(finding, kind, names.apply(broken), List.of());
  }
}
