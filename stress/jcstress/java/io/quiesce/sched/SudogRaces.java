package io.quiesce.sched;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.ZI_Result;

/**
 * An element is sent to a parked goroutine while its stack moves: it arrives once, in the new stack
 * (G5).
 *
 * <p>Run: {@code mvn verify -Pstress -Dstress.only=SudogRaces}
 */
public final class SudogRaces {
  private SudogRaces() {}

  /** A slot for an element, and two words: the one in the old stack and the one in the new. */
  static class Scenario {
    static final long OLD = 64;
    static final long NEW = 128;

    final Sudog slot = new Sudog(OLD, null);
    int inOld;
    int inNew;

    /** Sends {@code element}; false if another one was sent. */
    final boolean send(int element) {
      if (!slot.take()) {
        return false;
      }
      if (slot.elem() == OLD) {
        inOld = element;
      } else {
        inNew = element;
      }
      slot.done();
      return true;
    }
  }

  /** The stack moves. */
  @JCStressTest
  @State
  @Outcome(id = "1", expect = ACCEPTABLE, desc = "Copied with the stack, or sent to the new one.")
  @Outcome(id = "0", expect = FORBIDDEN, desc = "Left behind in the old stack (G5).")
  public static class SendVersusMove extends Scenario {
    /** Sends. */
    @Actor
    public void sender() {
      send(1);
    }

    /** Copies the old stack and adjusts the slot. */
    @Actor
    public void mover() {
      boolean held = slot.hold();
      inNew = inOld;
      if (held) {
        slot.moveBy(NEW - OLD);
        slot.letGo();
      }
    }

    /** What is in the new stack. */
    @Arbiter
    public void audit(I_Result r) {
      r.r1 = inNew;
    }
  }

  /** Two send: one of them delivers. */
  @JCStressTest
  @State
  @Outcome(
      id = {"1, 1", "2, 2"},
      expect = ACCEPTABLE,
      desc = "The element of the one that took the slot.")
  @Outcome(expect = FORBIDDEN, desc = "Delivered twice, or not at all (G5).")
  public static class SendVersusSend extends Scenario {
    private boolean first;
    private boolean second;

    /** Sends 1. */
    @Actor
    public void left() {
      first = send(1);
    }

    /** Sends 2. */
    @Actor
    public void right() {
      second = send(2);
    }

    /** The sum of those that delivered, and the element. */
    @Arbiter
    public void audit(II_Result r) {
      r.r1 = (first ? 1 : 0) + (second ? 2 : 0);
      r.r2 = inOld;
    }
  }

  /** The receiver looks whether the element is there. */
  @JCStressTest
  @State
  @Outcome(id = "false, 0", expect = ACCEPTABLE, desc = "Not yet.")
  @Outcome(id = "true, 1", expect = ACCEPTABLE, desc = "Done, and seen.")
  @Outcome(expect = FORBIDDEN, desc = "Done, but the element is not seen (G5).")
  public static class SendVersusLook extends Scenario {
    /** Sends. */
    @Actor
    public void sender() {
      send(1);
    }

    /** Reads the element if it is there. */
    @Actor
    public void receiver(ZI_Result r) {
      r.r1 = slot.isDone();
      r.r2 = r.r1 ? inOld : 0;
    }
  }
}
