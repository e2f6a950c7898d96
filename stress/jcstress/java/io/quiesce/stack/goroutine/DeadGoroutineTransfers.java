package io.quiesce.stack.goroutine;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.quiesce.sched.G;
import java.util.List;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * The global lists of dead goroutines: each is taken once, with the stack that it was left (G2).
 *
 * <p>Run: {@code mvn verify -Pstress -Dstress.only=DeadGoroutineTransfers}
 */
@SuppressWarnings(
    "this-escape") // states are prepared by their own methods; jcstress hands them out later
public final class DeadGoroutineTransfers {
  private DeadGoroutineTransfers() {}

  /** A list with one goroutine on it, and another goroutine; their stacks start at 1 and 2. */
  static class Scenario {
    final GList list = new GList();
    private final G older = new G(1);
    private final G newer = new G(2);

    Scenario() {
      push(older, 1);
    }

    private void push(G g, int lo) {
      g.stack().install(lo, lo, lo);
      list.push(g);
    }

    final void pushNewer() {
      push(newer, 2);
    }

    /** Where the stack of the goroutine on top begins; -1 if there is none. */
    final int popStack() {
      G g = list.pop();
      return g == null ? -1 : (int) g.stack().lo();
    }
  }

  /** One comes while another is taken. */
  @JCStressTest
  @State
  @Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "The older one was taken.")
  @Outcome(id = "2, 1", expect = ACCEPTABLE, desc = "The newer one was taken.")
  @Outcome(id = "2, -1", expect = FORBIDDEN, desc = "What was below is lost (G2).")
  @Outcome(expect = FORBIDDEN, desc = "Taken without its stack, or twice (G2).")
  public static class PushVersusPop extends Scenario {
    /** Puts the newer one on the list. */
    @Actor
    public void pusher() {
      pushNewer();
    }

    /** Takes one. */
    @Actor
    public void popper(II_Result r) {
      r.r1 = popStack();
    }

    /** What is left. */
    @Arbiter
    public void left(II_Result r) {
      r.r2 = popStack();
    }
  }

  /** One comes while all are taken. */
  @JCStressTest
  @State
  @Outcome(id = "1", expect = ACCEPTABLE, desc = "The older one only.")
  @Outcome(id = "21", expect = ACCEPTABLE, desc = "Both.")
  @Outcome(expect = FORBIDDEN, desc = "One is lost, or without its stack (G2).")
  public static class PushVersusDetach extends Scenario {
    /** Puts the newer one on the list. */
    @Actor
    public void pusher() {
      pushNewer();
    }

    /** Takes all. */
    @Actor
    public void root(I_Result r) {
      List<G> all = list.detachAll();
      for (int i = 0; i < all.size(); i++) {
        r.r1 = r.r1 * 10 + (int) all.get(i).stack().lo();
      }
    }
  }
}
