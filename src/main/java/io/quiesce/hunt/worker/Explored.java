package io.quiesce.hunt.worker;

import io.quiesce.explore.jcstress.TestCase;
import io.quiesce.explore.model.Model;
import io.quiesce.explore.report.Picture;
import io.quiesce.explore.report.TextReport;
import io.quiesce.explore.report.Witness;
import io.quiesce.explore.run.Exploration;
import io.quiesce.explore.run.OutcomeRow;
import io.quiesce.explore.run.TestReport;
import io.quiesce.explore.search.Options;
import io.quiesce.explore.search.execution.Ending;
import io.quiesce.explore.search.execution.Execution;
import io.quiesce.explore.search.execution.Recording;
import io.quiesce.explore.transform.classes.ClassBytes;
import io.quiesce.hunt.finding.Evidence;
import io.quiesce.hunt.finding.FindingKind;
import io.quiesce.hunt.finding.WitnessStep;
import io.quiesce.hunt.model.Outcome;
import io.quiesce.hunt.model.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One scenario under one question. */
final class Explored {
  /** A scenario that fails in many ways has one bug more often than many. */
  private static final int MOST_FINDINGS = 3;

  /** Pictures of very long executions are of no use to anybody. */
  private static final int LONGEST_PICTURE = 400;

  /** Walks are drawn in portions, so that the time is kept. */
  private static final long FIRST_WALKS = 200;

  private static final String ERROR = "ERROR ";
  private static final int STEP_BOUND = 10_000;

  private final TestCase test;
  private final Exploration exploration;
  private final Accesses accesses;

  Explored(TestCase test, ClassBytes classes, Accesses accesses) {
    this.test = test;
    this.exploration = Exploration.of(test, classes);
    this.accesses = accesses;
  }

  Answer answer(Ask ask) {
    return switch (ask.what()) {
      case SEARCH -> search(ask);
      case WALK -> walk(ask);
      case REPLAY -> replay(ask);
    };
  }

  private Exploration bounded(Ask ask) {
    Options options =
        Options.of(Model.JMM)
            .withBounds(ask.loops(), STEP_BOUND)
            .withLimits(0, Duration.ofMillis(ask.millis()));
    return exploration.with(options);
  }

  private Answer search(Ask ask) {
    TestReport report = bounded(ask).run();
    boolean complete = report.result().isExhaustive() && !report.loadBuffering();
    return graded(report, complete);
  }

  /** Draws twice as many each time until half of the time is over. */
  private Answer walk(Ask ask) {
    long start = System.nanoTime();
    long walks = FIRST_WALKS;
    while (true) {
      TestReport report = exploration.sampling(walks, ask.seed()).run();
      long millis = (System.nanoTime() - start) / 1_000_000;
      if (report.firstFailure().isPresent() || 3 * millis > ask.millis()) {
        return graded(report, false);
      }
      walks *= 2;
    }
  }

  private Answer graded(TestReport report, boolean complete) {
    List<Outcome> outcomes =
        report.rows().stream()
            .map(row -> new Outcome(row.outcome(), row.executions(), row.expect().name()))
            .toList();
    List<Found> found =
        report.rows().stream()
            .filter(row -> row.expect().fails() && row.recording() != null)
            .limit(MOST_FINDINGS)
            .map(this::found)
            .toList();
    return new Answer(
        verdict(report), report.executions(), outcomes, complete, report.verdictLine(), found);
  }

  private static Verdict verdict(TestReport report) {
    return switch (report.verdict()) {
      case PROVED -> Verdict.PROVED;
      case REFUTED -> Verdict.FOUND;
      case UNKNOWN -> report.sampled() ? Verdict.PASSED : Verdict.BOUND;
    };
  }

  private Found found(OutcomeRow row) {
    List<Witness> witness = new ArrayList<>();
    exploration.replay(row.recording(), seen -> witness.add(Witness.of(seen)));
    return found(row.outcome(), row.description(), witness.get(0));
  }

  private Found found(String outcome, String description, Witness witness) {
    List<WitnessStep> steps =
        witness.steps().stream()
            .map(
                s ->
                    new WitnessStep(
                        s.number(),
                        s.thread(),
                        s.access(),
                        s.mode(),
                        s.line(),
                        s.readsFrom(),
                        s.missed()))
            .toList();
    String svg = steps.size() > LONGEST_PICTURE ? "" : Picture.svg(witness);
    String text = outcome + ": " + description + "\n" + TextReport.of(witness);
    boolean error = outcome.startsWith(ERROR);
    return new Found(
        error ? FindingKind.INVARIANT : FindingKind.OUTCOME,
        error ? outcome.substring(ERROR.length()) : outcome,
        accesses.of(witness),
        witness.id(),
        witness.recording(),
        new Evidence(text, svg, steps));
  }

  private Answer replay(Ask ask) {
    List<Found> found = new ArrayList<>();
    exploration.replay(new Recording(ask.recording()), seen -> judged(seen).ifPresent(found::add));
    return found.isEmpty()
        ? new Answer(Verdict.PASSED, 1, List.of(), false, "the execution is as it should be", found)
        : new Answer(Verdict.FOUND, 1, List.of(), false, "replayed", found);
  }

  /** The finding that an execution is, if it is one. */
  private Optional<Found> judged(Execution seen) {
    List<String> errors = seen.errors();
    if (!errors.isEmpty()) {
      return Optional.of(found(ERROR + String.join("; ", errors), "", Witness.of(seen)));
    } else if (seen.ending() != Ending.COMPLETE) {
      return stuck(seen);
    }
    // The witness first: asking for the outcome runs the program to its end.
    Witness witness = Witness.of(seen);
    String outcome = seen.outcome();
    return test.outcomes().grade(outcome).expect().fails()
        ? Optional.of(found(outcome, test.outcomes().grade(outcome).description(), witness))
        : Optional.empty();
  }

  /** A test of termination says itself what is to be thought of a loop that sees nothing new. */
  private Optional<Found> stuck(Execution seen) {
    boolean stale = seen.ending() == Ending.STALE;
    boolean fails =
        stale
            ? test.termination() && test.outcomes().grade(TestCase.STALE).expect().fails()
            : seen.ending().isStuck();
    String name = stale ? TestCase.STALE : seen.ending().name();
    return fails ? Optional.of(found(name, "", Witness.of(seen))) : Optional.empty();
  }
}
