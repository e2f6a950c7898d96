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
 * @param weak the accesses, with mode and line, that must be as weak as they are: it still fails
 *     with all others volatile, and with one of these volatile as well it does not
 * @param switches how often it goes from one thread to another
 * @param exhaustive whether all executions were looked at for it; else it may be smaller still, and
 *     fail under more than is said
 */
public record Minimal(
    TestCase test,
    List<String> dropped,
    Model model,
    Witness witness,
    List<String> weak,
    int switches,
    boolean exhaustive) {
  /** Copies the lists. */
  public Minimal {
    dropped = List.copyOf(dropped);
    weak = List.copyOf(weak);
  }

  /** What the model says of the bug, in words. */
  public String modelLine() {
    return model == Model.SC
        ? "fails under sequential consistency: the interleaving alone is wrong"
        : "fails under "
            + model.label()
            + ", and under nothing stronger"
            + proviso()
            + ": an ordering is missing";
  }

  /** What the modes of its accesses have to do with it, in words. */
  public String modesLine() {
    return weak.isEmpty()
        ? "fails with every access volatile: no mode is too weak"
        : "fails with every access volatile but " + String.join(", ", weak) + proviso();
  }

  private String proviso() {
    return exhaustive ? "" : " (as far as was seen in time)";
  }
}
