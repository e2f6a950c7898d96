package io.quiesce.lockfree;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * What those see who only look at a stack.
 *
 * <p>Run: {@code mvn verify -Pstress -Dstress.only=TaggedStackLooks}
 */
@SuppressWarnings(
    "this-escape") // states are prepared by their own methods; jcstress hands them out later
public final class TaggedStackLooks {
  private TaggedStackLooks() {}

  /** Who sees an id on top sees what its pusher wrote before. */
  @JCStressTest
  @State
  @Outcome(id = "0, 10", expect = ACCEPTABLE, desc = "On top, with what was written before.")
  @Outcome(id = "-1, 0", expect = ACCEPTABLE, desc = "Not there yet.")
  @Outcome(expect = FORBIDDEN, desc = "On top without its contents: who walks the chain is lost.")
  public static class PushVersusPeek extends TaggedStackTransfers.Scenario {
    /** Pushes id 0. */
    @Actor
    public void pusher() {
      push(0);
    }

    /** Looks. */
    @Actor
    public void visitor(II_Result r) {
      r.r1 = stack.peek();
      r.r2 = r.r1 == TaggedStack.NIL ? 0 : payload[r.r1];
    }
  }

  /**
   * Who goes to sleep and then asks whether there is work, and who pushes work and then asks
   * whether somebody sleeps, cannot both miss the other (E5). r1: 1 if the stack was empty; r2: 1
   * if somebody slept.
   */
  @JCStressTest
  @State
  @Outcome(
      id = {"0, 0", "0, 1"},
      expect = ACCEPTABLE,
      desc = "The sleeper sees the work.")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "The pusher sees the sleeper.")
  @Outcome(id = "1, 0", expect = FORBIDDEN, desc = "A lost wake-up.")
  public static class PushVersusSleep extends TaggedStackTransfers.Scenario {
    private final AtomicInteger sleeping = new AtomicInteger();

    /** Announces that it sleeps, then looks. */
    @Actor
    public void sleeper(II_Result r) {
      sleeping.set(1);
      r.r1 = stack.isEmpty() ? 1 : 0;
    }

    /** Pushes, then looks. */
    @Actor
    public void pusher(II_Result r) {
      push(0);
      r.r2 = sleeping.get();
    }
  }
}
