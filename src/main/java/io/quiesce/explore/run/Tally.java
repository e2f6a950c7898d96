package io.quiesce.explore.run;

import io.quiesce.explore.jcstress.Expectation;
import io.quiesce.explore.jcstress.OutcomeCase;
import io.quiesce.explore.jcstress.Outcomes;
import io.quiesce.explore.jcstress.TestCase;
import io.quiesce.explore.search.execution.Ending;
import io.quiesce.explore.search.execution.Execution;
import io.quiesce.explore.search.execution.Recording;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Counts outcomes during a search. Shared by its workers, which call it one at a time. */
final class Tally {
  private final TestCase test;
  private final Map<String, Entry> entries = new TreeMap<>();

  /** One outcome. */
  private static final class Entry {
    /** What the test says of it; asked once, since executions are many and outcomes few. */
    private final boolean forbidden;

    private long count;
    private int size = Integer.MAX_VALUE;
    private String id = "";
    private Recording recording;
    private boolean failed;

    Entry(boolean forbidden) {
      this.forbidden = forbidden;
    }
  }

  Tally(TestCase test) {
    this.test = test;
  }

  /** Counts one execution, and tells whether its outcome must not be. */
  synchronized boolean add(Execution execution) {
    Ending ending = execution.ending();
    if (ending == Ending.BOUND || (ending == Ending.STALE && !test.termination())) {
      return false;
    }
    List<String> errors = execution.errors();
    boolean failed = ending.isStuck() || !errors.isEmpty();
    String outcome = failed ? failure(ending, errors) : execution.outcome();
    Entry entry = entries.computeIfAbsent(outcome, this::entry);
    entry.count++;
    entry.failed = failed && !outcome.equals(TestCase.STALE);
    if (execution.graph().size() < entry.size) {
      entry.size = execution.graph().size();
      entry.id = execution.id();
      entry.recording = execution.recording();
    }
    return entry.failed || entry.forbidden;
  }

  private Entry entry(String outcome) {
    return new Entry(test.outcomes().grade(outcome).expect().fails());
  }

  private String failure(Ending ending, List<String> errors) {
    if (!errors.isEmpty()) {
      return "ERROR " + String.join("; ", errors);
    }
    return test.termination() ? TestCase.STALE : ending.name();
  }

  /** The outcomes, failing ones first and then by the length of their shortest execution. */
  synchronized List<OutcomeRow> rows() {
    List<Map.Entry<String, Entry>> sorted = new ArrayList<>(entries.entrySet());
    sorted.sort(Comparator.comparing(e -> e.getValue().size));
    List<OutcomeRow> rows = new ArrayList<>();
    sorted.forEach(e -> rows.add(row(e.getKey(), e.getValue())));
    rows.sort(Comparator.comparing(row -> !row.expect().fails()));
    return rows;
  }

  private OutcomeRow row(String outcome, Entry entry) {
    Outcomes outcomes = test.outcomes();
    if (entry.failed) {
      return new OutcomeRow(
          outcome,
          entry.count,
          Expectation.UNKNOWN,
          "some thread fails or never ends",
          false,
          entry.id,
          entry.recording);
    }
    OutcomeCase grade = outcomes.grade(outcome);
    return new OutcomeRow(
        outcome,
        entry.count,
        grade.expect(),
        grade.description(),
        outcomes.isUnlisted(outcome),
        entry.id,
        entry.recording);
  }

  /** The names of all outcomes. */
  synchronized List<String> outcomes() {
    return List.copyOf(entries.keySet());
  }
}
