package io.quiesce.stack;

import io.quiesce.oracle.HeapOracle;
import io.quiesce.oracle.StackOracle;
import io.quiesce.stress.lincheck.ModelChecked;
import io.quiesce.stress.lincheck.Scenario;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;

/**
 * Large stacks against counts of stacks: each has one holder (S1, S7), and what a cycle kept back
 * is freed at its end, whoever comes late (S8, E5).
 *
 * <p>The scenarios with two stacks kept back are those in which one comes back to the top of the
 * list while a pop is under way (ABA).
 *
 * <p>Run: {@code mvn verify -Pstress -Dstress.only=LargeStackLinearizability}
 */
@ModelChecked(
    specification = LargeStackLinearizability.Model.class,
    random = false,
    cost = 5,
    judges = {HeapOracle.class, StackOracle.class, StackCrew.Start.class})
@Scenario(
    before = "alloc(0); startMark()",
    threads = {"free(0)", "endCycle(1)"},
    exhaustive = false)
@Scenario(
    before = "alloc(0)",
    threads = {"free(0)", "startMark()"},
    after = "endCycle(0)",
    exhaustive = false)
@Scenario(
    before = "alloc(0); startMark(); free(0)",
    threads = {"alloc(0)", "alloc(1)"},
    after = "free(0); free(1); endCycle(0)",
    exhaustive = false)
@Scenario(
    before = "alloc(0); startMark(); free(0)",
    threads = {"alloc(0); free(0)", "endCycle(1)"},
    exhaustive = false)
@Scenario(
    before = "alloc(0); alloc(0); startMark(); free(0); free(0)",
    threads = {"alloc(0)", "alloc(1); alloc(1); free(1)"},
    after = "alloc(0); endCycle(0)",
    exhaustive = false)
public class LargeStackLinearizability {
  private final StackCrew crew = StackCrew.Start.crew(StackConfig.DEFAULT, 32 << 10);

  /** Takes a stack. */
  @Operation
  public boolean alloc(int m) {
    return crew.alloc(m);
  }

  /** Frees the stack that the M took first; false if it has none. */
  @Operation
  public boolean free(int m) {
    return crew.free(m);
  }

  /** OFF to MARK. */
  @Operation
  public void startMark() {
    crew.gate.startMark();
  }

  /** MARK to OFF, and what waits for that, by the M. */
  @Operation
  public void endCycle(int m) {
    crew.gate.startTermination();
    crew.gate.finish();
    crew.stacks.freeStackSpans(crew.ms[m]);
  }

  /** S1 to S11 and the heap's invariants; in phase OFF nothing is deferred. */
  @Validate
  public void nothingIsLost() {
    crew.check();
  }

  /** The specification: stacks are never short, and phases concern nobody but the allocator. */
  public static final class Model {
    private final int[] held = new int[2];

    /** One more. */
    public boolean alloc(int m) {
      held[m]++;
      return true;
    }

    /** One less, if there is one. */
    public boolean free(int m) {
      if (held[m] == 0) {
        return false;
      }
      held[m]--;
      return true;
    }

    /** Invisible. */
    public void startMark() {}

    /** Invisible. */
    public void endCycle(int m) {}
  }
}
