package io.quiesce.stress.jcstress;

import java.util.ArrayList;
import java.util.List;
import org.openjdk.jcstress.infra.StateCase;
import org.openjdk.jcstress.infra.TestInfo;

/** What a test declares about its outcomes, and whether that can be trusted. */
final class Declaration {
  private final TestInfo test;

  Declaration(TestInfo test) {
    this.test = test;
  }

  /** What is wrong with the declaration itself, before anything has run. */
  List<String> problems() {
    List<String> problems = new ArrayList<>();
    if (test.threads() < 2 && !isTermination()) {
      problems.add("has " + test.threads() + " actor: nothing runs concurrently");
    }
    for (StateCase outcome : test.cases()) {
      if (outcome.description() == null || outcome.description().isBlank()) {
        problems.add("outcome \"" + outcome.matchPattern() + "\" has no description");
      }
    }
    return problems;
  }

  /** A test of termination has one actor and a signal. */
  private boolean isTermination() {
    return test.cases().stream().anyMatch(outcome -> outcome.matchPattern().equals("TERMINATED"));
  }

  /**
   * The declared outcome that {@code seen} belongs to, found as jcstress finds it: one that is
   * equal goes before one that matches, and the default takes the rest.
   */
  StateCase of(String seen) {
    List<StateCase> candidates = candidates(seen);
    return candidates.isEmpty() ? test.unmatched() : candidates.get(0);
  }

  /** Whether no outcome of the test, not even a default one, covers {@code seen}. */
  boolean isUnlisted(String seen) {
    return candidates(seen).isEmpty()
        && test.unmatched().description().startsWith("No default case");
  }

  /** Whether {@code seen} is covered twice with different expectations; the first would win. */
  boolean isAmbiguous(String seen) {
    return candidates(seen).stream().map(StateCase::expect).distinct().count() > 1;
  }

  private List<StateCase> candidates(String seen) {
    List<StateCase> equal = test.cases().stream().filter(c -> c.matchesExactly(seen)).toList();
    return equal.isEmpty() ? test.cases().stream().filter(c -> c.matches(seen)).toList() : equal;
  }
}
