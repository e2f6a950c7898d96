package io.quiesce.hunt.minimise;

import io.quiesce.explore.jcstress.TestCase;
import io.quiesce.explore.model.Model;
import io.quiesce.explore.report.Witness;
import java.util.List;

/**
 * A finding made small.
 *
 * @param test the scenario with the actors that are needed
 * @param dropped the names of the actors that are not
 * @param model the strongest memory model under which it still fails
 * @param witness the execution with the fewest switches of threads, and of those the shortest
 * @param switches how often it goes from one thread to another
 * @param exhaustive whether all executions were looked at for it
 */
public record Minimal(
    TestCase test,
    List<String> dropped,
    Model model,
    Witness witness,
    int switches,
    boolean exhaustive) {
  /** Copies the list. */
  public Minimal {
    dropped = List.copyOf(dropped);
  }

  /** What the model says of the bug, in words. */
  public String modelLine() {
    return model == Model.SC
        ? "fails under sequential consistency: the interleaving alone is wrong"
        : "fails under " + model.label() + ", and under nothing stronger: an ordering is missing";
  }
}
