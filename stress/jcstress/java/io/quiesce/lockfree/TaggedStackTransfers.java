package io.quiesce.lockfree;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.atomic.AtomicIntegerArray;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Each id that is pushed is taken exactly once (I1, W6), with what its pusher wrote (I3, W9), also
 * when an id comes back while a pop is under way (ABA).
 *
 * <p>Run: {@code mvn verify -Pstress -Dstress.only=TaggedStackTransfers}
 */
@SuppressWarnings(
    "this-escape") // states are prepared by their own methods; jcstress hands them out later
public final class TaggedStackTransfers {
  private TaggedStackTransfers() {}

  /** A stack over four ids, a plain payload for each, and a count of how often each was taken. */
  static class Scenario {
    private final AtomicIntegerArray links = new AtomicIntegerArray(4);
    final TaggedStack stack =
        new TaggedStack(
            new TaggedStack.Links() {
              @Override
              public int next(int id) {
                return links.getOpaque(id);
              }

              @Override
              public void setNext(int id, int next) {
                links.setOpaque(id, next);
              }
            });
    final int[] payload = new int[4];

    final void push(int id) {
      payload[id] = id + 10;
      stack.push(id);
    }

    /** The payload of the id on top, -1 if there is none. */
    final int popPayload() {
      int id = stack.pop();
      return id == TaggedStack.NIL ? -1 : payload[id];
    }

    /** The chain from {@code id} as decimal digits, each id plus one, from the top; 0 if empty. */
    final int digits(int id) {
      int digits = 0;
      for (int at = id; at != TaggedStack.NIL; at = links.get(at)) {
        digits = digits * 10 + at + 1;
      }
      return digits;
    }
  }

  /** Publication from push to pop. */
  @JCStressTest
  @State
  @Outcome(id = "10, 0", expect = ACCEPTABLE, desc = "Popped with what was written before.")
  @Outcome(id = "-1, 1", expect = ACCEPTABLE, desc = "The pop came first; the id is there.")
  @Outcome(id = "0, 0", expect = FORBIDDEN, desc = "Popped without its contents.")
  @Outcome(expect = FORBIDDEN, desc = "Lost, or taken twice.")
  public static class PushVersusPop extends Scenario {
    /** Pushes id 0. */
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
      r.r2 = digits(stack.detachAll());
    }
  }

  /** A pushed element that hands on the one below it, whose pusher the popper never met. */
  @JCStressTest
  @State
  @Outcome(id = "10, 11", expect = ACCEPTABLE, desc = "Both, the later one first or last.")
  @Outcome(id = "11, 10", expect = ACCEPTABLE, desc = "Both, the other way round.")
  @Outcome(
      id = {"10, -1", "11, -1"},
      expect = ACCEPTABLE,
      desc = "One was there in time.")
  @Outcome(
      id = {"-1, -1", "-1, 10", "-1, 11"},
      expect = ACCEPTABLE,
      desc = "Late pushes.")
  @Outcome(expect = FORBIDDEN, desc = "An element without its contents, or taken twice.")
  public static class TwoPushesVersusTwoPops extends Scenario {
    /** Pushes 0, then 1. */
    @Actor
    public void pusher() {
      push(0);
      push(1);
    }

    /** Pops twice. */
    @Actor
    public void popper(II_Result r) {
      r.r1 = popPayload();
      r.r2 = popPayload();
    }
  }

  /** Two pops of two elements: one each. */
  @JCStressTest
  @State
  @Outcome(
      id = {"10, 11", "11, 10"},
      expect = ACCEPTABLE,
      desc = "One each.")
  @Outcome(expect = FORBIDDEN, desc = "The same element twice, or none.")
  public static class PopVersusPop extends Scenario {
    /** Ids 0 and 1 are there. */
    public PopVersusPop() {
      push(0);
      push(1);
    }

    /** Pops. */
    @Actor
    public void left(II_Result r) {
      r.r1 = popPayload();
    }

    /** Pops. */
    @Actor
    public void right(II_Result r) {
      r.r2 = popPayload();
    }
  }

  /** Ids 0 on 1 on 2, a late pop, and another actor's two. */
  static class AbaScenario extends Scenario {
    int first;
    int second;
    int third;

    AbaScenario() {
      push(2);
      push(1);
      push(0);
    }

    final void popTwo() {
      second = stack.pop();
      third = stack.pop();
    }

    /** Each of 0, 1, 2 is held by one: the late popper, the recycler's second, or the stack. */
    final void accounts(II_Result r) {
      r.r1 = (1 << first) + (1 << third);
      r.r2 = 2;
      for (int id = stack.pop(); id != TaggedStack.NIL; id = stack.pop()) {
        r.r1 += 1 << id;
        r.r2++;
      }
    }
  }

  /**
   * The second actor takes 0 and 1 and puts 0 back, so that the first one's pop may find 0 on top
   * again, over another id than the one that it read.
   */
  @JCStressTest
  @State
  @Outcome(id = "7, 3", expect = ACCEPTABLE, desc = "Each of three ids is in one place.")
  @Outcome(expect = FORBIDDEN, desc = "An element was taken twice or lost.")
  public static class Aba extends AbaScenario {
    /** Pops once, perhaps late. */
    @Actor
    public void latePopper() {
      first = stack.pop();
    }

    /** Pops two and puts the first of them back. */
    @Actor
    public void recycler() {
      popTwo();
      stack.push(second);
    }

    /** Audits. */
    @Arbiter
    public void audit(II_Result r) {
      accounts(r);
    }
  }

  /** As {@link Aba}, but 0 comes back twice: a tag of one bit is then as it was. */
  @JCStressTest
  @State
  @Outcome(id = "7, 3", expect = ACCEPTABLE, desc = "Each of three ids is in one place.")
  @Outcome(expect = FORBIDDEN, desc = "An element was taken twice or lost.")
  public static class AbaTwice extends AbaScenario {
    /** Pops once, perhaps late. */
    @Actor
    public void latePopper() {
      first = stack.pop();
    }

    /** Pops two and puts the first of them back, twice. */
    @Actor
    public void recycler() {
      popTwo();
      stack.push(second);
      second = stack.pop();
      stack.push(second);
    }

    /** Audits. */
    @Arbiter
    public void audit(II_Result r) {
      accounts(r);
    }
  }

  /** Taking all against one push: the pushed id is in the chain or left. */
  @JCStressTest
  @State
  @Outcome(id = "21, 0", expect = ACCEPTABLE, desc = "Both in the chain, the pushed one on top.")
  @Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "The push came after.")
  @Outcome(expect = FORBIDDEN, desc = "Lost, or in both.")
  public static class DetachVersusPush extends Scenario {
    /** Id 0 is there. */
    public DetachVersusPush() {
      push(0);
    }

    /** Takes all. */
    @Actor
    public void detacher(II_Result r) {
      r.r1 = digits(stack.detachAll());
    }

    /** Pushes id 1. */
    @Actor
    public void pusher() {
      push(1);
    }

    /** What is left. */
    @Arbiter
    public void left(II_Result r) {
      r.r2 = digits(stack.detachAll());
    }
  }

  /** Taking all against one pop. */
  @JCStressTest
  @State
  @Outcome(id = "1, 2, 0", expect = ACCEPTABLE, desc = "The pop took the top, the rest detached.")
  @Outcome(id = "21, 0, 0", expect = ACCEPTABLE, desc = "All detached; the pop found nothing.")
  @Outcome(expect = FORBIDDEN, desc = "An id in both hands, or lost.")
  public static class DetachVersusPop extends Scenario {
    /** 1 on 0. */
    public DetachVersusPop() {
      push(0);
      push(1);
    }

    /** Takes all. */
    @Actor
    public void detacher(III_Result r) {
      r.r1 = digits(stack.detachAll());
    }

    /** Takes one. */
    @Actor
    public void popper(III_Result r) {
      r.r2 = stack.pop() + 1;
    }

    /** What is left. */
    @Arbiter
    public void left(III_Result r) {
      r.r3 = digits(stack.detachAll());
    }
  }
}
