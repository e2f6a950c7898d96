package io.quiesce.stack.segmented.block;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.List;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * Each item that is pushed is taken once (T1), with what its pusher wrote before (T2). The items
 * are numbers, as addresses are, and what was written lies elsewhere: that an item was frozen with
 * its node does not help.
 *
 * <p>Run: {@code mvn verify -Pstress -Dstress.only=TreiberStackTransfers}
 */
@SuppressWarnings(
    "this-escape") // states are prepared by their own methods; jcstress hands them out later
public final class TreiberStackTransfers {
  private TreiberStackTransfers() {}

  /** A list of the items 0 and 1, and a plain payload for each. */
  static class Scenario {
    final TreiberStack<Integer> stack = new TreiberStack<>();
    final int[] payload = new int[2];

    final void push(int item) {
      payload[item] = item + 10;
      stack.push(item);
    }

    /** The payload of the item on top, -1 if there is none. */
    final int popPayload() {
      Integer item = stack.pop();
      return item == null ? -1 : payload[item];
    }
  }

  /** Publication from push to pop. */
  @JCStressTest
  @State
  @Outcome(id = "10, -1", expect = ACCEPTABLE, desc = "Popped with what was written before.")
  @Outcome(id = "-1, 10", expect = ACCEPTABLE, desc = "The pop came first; the item is there.")
  @Outcome(id = "0, -1", expect = FORBIDDEN, desc = "Popped without its contents (T2).")
  @Outcome(expect = FORBIDDEN, desc = "Lost, or taken twice (T1).")
  public static class PushVersusPop extends Scenario {
    /** Pushes item 0. */
    @Actor
    public void pusher() {
      push(0);
    }

    /** Pops. */
    @Actor
    public void popper(II_Result r) {
      r.r1 = popPayload();
    }

    /** What is left. */
    @Arbiter
    public void left(II_Result r) {
      r.r2 = popPayload();
    }
  }

  /** A push comes between a pop's read of the head and its change of it: it takes the new one. */
  @JCStressTest
  @State
  @Outcome(id = "10, 11", expect = ACCEPTABLE, desc = "The pop came first.")
  @Outcome(id = "11, 10", expect = ACCEPTABLE, desc = "The pop took the new item.")
  @Outcome(id = "0, 10", expect = FORBIDDEN, desc = "The new item without its contents (T2).")
  @Outcome(expect = FORBIDDEN, desc = "Lost, or taken twice (T1).")
  public static class PushInsidePop extends Scenario {
    /** Item 0 is there. */
    public PushInsidePop() {
      push(0);
    }

    /** Pushes item 1. */
    @Actor
    public void pusher() {
      push(1);
    }

    /** Pops. */
    @Actor
    public void popper(II_Result r) {
      r.r1 = popPayload();
    }

    /** What is left. */
    @Arbiter
    public void left(II_Result r) {
      r.r2 = popPayload();
    }
  }

  /** Somebody looks at the items while one comes. */
  @JCStressTest
  @State
  @Outcome(id = "10", expect = ACCEPTABLE, desc = "Found with what was written before.")
  @Outcome(id = "-1", expect = ACCEPTABLE, desc = "The look came first.")
  @Outcome(id = "0", expect = FORBIDDEN, desc = "Found without its contents (T2).")
  public static class PushVersusLook extends Scenario {
    /** Pushes item 0. */
    @Actor
    public void pusher() {
      push(0);
    }

    /** Looks. */
    @Actor
    public void looker(I_Result r) {
      r.r1 = -1;
      for (Integer item : stack.items()) {
        r.r1 = payload[item];
      }
    }
  }

  /** Taking all against one push. */
  @JCStressTest
  @State
  @Outcome(id = "10", expect = ACCEPTABLE, desc = "Only the older item.")
  @Outcome(id = "2110", expect = ACCEPTABLE, desc = "Both, the newer one on top.")
  @Outcome(expect = FORBIDDEN, desc = "An item is lost, or without its contents (T2).")
  public static class DetachVersusPush extends Scenario {
    /** Item 0 is there. */
    public DetachVersusPush() {
      push(0);
    }

    /** Pushes item 1. */
    @Actor
    public void pusher() {
      push(1);
    }

    /** Takes all. */
    @Actor
    public void detacher(I_Result r) {
      List<Integer> all = stack.detach();
      for (int i = 0; i < all.size(); i++) {
        r.r1 = r.r1 * 100 + all.get(i) * 10 + payload[all.get(i)];
      }
    }
  }
}
