package io.quiesce.gc.assist;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.quiesce.phase.SystemStack;
import io.quiesce.sched.G;
import io.quiesce.sched.GStatus;
import io.quiesce.sched.M;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.JJ_Result;

/**
 * The result of an assist arrives although its stack moves meanwhile (Y2, Y4), and the start of a
 * cycle forgives a debt that is being charged at that moment.
 *
 * <p>Run: {@code mvn verify -Pstress -Dstress.only=AssistResultRaces}
 */
public final class AssistResultRaces {
  private AssistResultRaces() {}

  /** Another assist's root job moves the stack of the one that finds that marking is over. */
  @JCStressTest
  @State
  @Outcome(
      id = {"1, 0, 4096", "1, 1, 8192"},
      expect = ACCEPTABLE,
      desc = "It completed marking once, on the stack where it now is.")
  @Outcome(expect = FORBIDDEN, desc = "The result was lost, or the stack was missed.")
  public static class ResultVersusMove extends AssistScenario {
    int completions;

    /** The stack is at 4096. */
    public ResultVersusMove() {
      g.stack().install(4096, 6144, 5000);
    }

    @Override
    @SystemStack
    public boolean leave(M by) {
      return true;
    }

    @Override
    public void markDone(M by) {
      completions++;
      open = false;
      assists.gcWakeAllAssists(by);
    }

    /** Assists as the last one. */
    @Actor
    public void assist(III_Result r) {
      allocate(100);
      r.r1 = completions;
      r.r3 = (int) g.stack().lo();
    }

    /** Moves the stack if it may. */
    @Actor
    public void mover(III_Result r) {
      if (g.tryScan(GStatus.WAITING)) {
        g.stack().install(8192, 10240, 9000);
        g.endScan();
        r.r2 = 1;
      }
    }
  }

  /** The owner charges its balance while a cycle starts. */
  @JCStressTest
  @State
  @Outcome(id = "-12, 0", expect = ACCEPTABLE, desc = "Charged before: forgiven.")
  @Outcome(id = "-5, -5", expect = ACCEPTABLE, desc = "Charged after, from zero.")
  @Outcome(expect = FORBIDDEN, desc = "A debt of the old cycle counts in the new one.")
  public static class ResetVersusOwner {
    final AtomicInteger cycle = new AtomicInteger(1);
    final AssistDebt debts = new AssistDebt(cycle::get);
    final G g = new G(1);

    /** A debt of 7. */
    public ResetVersusOwner() {
      debts.add(g, -7);
    }

    /** Allocates 5. */
    @Actor
    public void owner(JJ_Result r) {
      r.r1 = debts.add(g, -5);
    }

    /** Starts a cycle. */
    @Actor
    public void starter() {
      cycle.incrementAndGet();
    }

    /** What counts now. */
    @Arbiter
    public void balance(JJ_Result r) {
      r.r2 = debts.bytes(g);
    }
  }
}
