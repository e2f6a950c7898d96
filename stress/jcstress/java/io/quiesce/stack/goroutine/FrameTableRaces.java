package io.quiesce.stack.goroutine;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * Layouts are added while others look theirs up: who was given a number finds its layout, in
 * whichever array.
 *
 * <p>Run: {@code mvn verify -Pstress -Dstress.only=FrameTableRaces}
 */
public final class FrameTableRaces {
  private FrameTableRaces() {}

  /** A table of one layout, and another one. */
  static class Scenario {
    final FrameLayout layout = new FrameLayout("one", 1);
    final FrameLayout other = new FrameLayout("other", 2);
    final FrameTable table = new FrameTable();
    final int number = table.add(layout);
  }

  /** Two are added at once: each has a number of its own. */
  @JCStressTest
  @State
  @Outcome(id = "3", expect = ACCEPTABLE, desc = "Each number leads to its layout.")
  @Outcome(expect = FORBIDDEN, desc = "A number leads nowhere, or to the other's layout.")
  public static class AddVersusAdd extends Scenario {
    private int left;
    private int right;

    /** Adds. */
    @Actor
    public void left() {
      left = table.add(layout);
    }

    /** Adds. */
    @Actor
    public void right() {
      right = table.add(other);
    }

    /** How many of the three numbers lead to their layout. */
    @Arbiter
    public void audit(I_Result r) {
      r.r1 = table.get(number) == layout ? 1 : 0;
      r.r1 += table.get(left) == layout ? 1 : 0;
      r.r1 += table.get(right) == other ? 1 : 0;
    }
  }

  /** One is added while an older number is looked up. */
  @JCStressTest
  @State
  @Outcome(id = "1", expect = ACCEPTABLE, desc = "Found, in the old array or the new one.")
  @Outcome(id = "0", expect = FORBIDDEN, desc = "The new array is seen before it was filled.")
  public static class AddVersusGet extends Scenario {
    /** Adds. */
    @Actor
    public void adder() {
      table.add(other);
    }

    /** Looks the older number up. */
    @Actor
    public void reader(I_Result r) {
      r.r1 = table.get(number) == layout ? 1 : 0;
    }
  }
}
