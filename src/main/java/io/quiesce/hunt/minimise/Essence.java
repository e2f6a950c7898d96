package io.quiesce.hunt.minimise;

import io.quiesce.explore.jcstress.TestCase;
import io.quiesce.explore.model.Model;
import io.quiesce.explore.report.Step;
import io.quiesce.explore.report.Witness;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What makes a finding that finding, beside what is broken.
 *
 * @param test the scenario with the actors that are needed
 * @param model the strongest model under which it fails
 * @param inTurns whether it fails even if its actors run one after the other
 * @param otherFailures whether it fails in other ways as well
 * @param passes whether nothing is wrong with some of its executions
 * @param accesses those to blame, without values
 */
record Essence(
    TestCase test,
    Model model,
    boolean inTurns,
    boolean otherFailures,
    boolean passes,
    Set<String> accesses) {
  Essence {
    accesses = Set.copyOf(accesses);
  }

  static Essence of(TestCase test, Model model, boolean inTurns, Shortest shortest) {
    Set<String> accesses = withoutValues(shortest.witness().toBlame());
    return new Essence(test, model, inTurns, shortest.hasOthers(), shortest.hasPasses(), accesses);
  }

  /** Whether the accesses to blame occur. */
  boolean isBlamedBy(Witness witness) {
    return withoutValues(witness.steps()).containsAll(accesses);
  }

  private static Set<String> withoutValues(List<Step> steps) {
    return steps.stream().map(Step::withoutValues).collect(Collectors.toSet());
  }

  /** Of the same scenario when the class around it has another name. */
  Essence renamed(String className, String from, String to) {
    TestCase other =
        new TestCase(
            className,
            test.actors(),
            test.arbiter(),
            test.state(),
            test.result(),
            test.termination(),
            test.outcomes());
    String word = "\\b" + from + "\\b";
    return new Essence(
        other,
        model,
        inTurns,
        otherFailures,
        passes,
        accesses.stream().map(a -> a.replaceAll(word, to)).collect(Collectors.toSet()));
  }
}
