package io.quiesce.gc.complete;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Entering, leaving and closing against each other and against a list of work (C1, C2, C3, C10).
 *
 * <p>Run: {@code mvn verify -Pstress -Dstress.only=ParticipantsRaces}
 */
public final class ParticipantsRaces {
  private ParticipantsRaces() {}

  /** An open word, and a number that stands for the full list. */
  static class Open {
    final Participants all = new Participants();
    final AtomicInteger full = new AtomicInteger();

    Open() {
      all.start(2);
    }

    /** Reads the word, then the list, then closes; 1 if closed. */
    final int closeIfDone() {
      return closeIfDone(all.word());
    }

    final int closeIfDone(long seen) {
      return Participants.isCandidate(seen) && full.get() == 0 && all.close(seen) ? 1 : 0;
    }
  }

  /** One enters while the other closes. */
  @JCStressTest
  @State
  @Outcome(
      id = {"1, 0, 1", "0, 1, 0"},
      expect = ACCEPTABLE,
      desc = "Entered, or closed.")
  @Outcome(expect = FORBIDDEN, desc = "Active after the close, or neither.")
  public static class EnterVersusClose extends Open {
    /** Enters. */
    @Actor
    public void participant(III_Result r) {
      r.r1 = all.tryEnter() ? 1 : 0;
    }

    /** Closes. */
    @Actor
    public void decider(III_Result r) {
      r.r2 = closeIfDone();
    }

    /** How many are active. */
    @Arbiter
    public void audit(III_Result r) {
      r.r3 = all.active();
    }
  }

  /** Two candidates. */
  @JCStressTest
  @State
  @Outcome(
      id = {"1, 0", "0, 1"},
      expect = ACCEPTABLE,
      desc = "One of them closed.")
  @Outcome(expect = FORBIDDEN, desc = "Both, or nobody.")
  public static class TwoCandidates extends Open {
    /** Closes. */
    @Actor
    public void left(II_Result r) {
      r.r1 = closeIfDone();
    }

    /** Closes. */
    @Actor
    public void right(II_Result r) {
      r.r2 = closeIfDone();
    }
  }

  /** A participant takes the only work, puts it back and leaves while a candidate looks (12.2). */
  @JCStressTest
  @State
  @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "Not closed, work is left.")
  @Outcome(expect = FORBIDDEN, desc = "Closed around the work.")
  public static class PassingVersusCandidate extends Open {
    /** Work is on the list. */
    public PassingVersusCandidate() {
      full.set(1);
    }

    /** Takes work and puts it back. */
    @Actor
    public void participant() {
      if (all.tryEnter()) {
        full.set(0);
        full.set(1);
        all.leave();
      }
    }

    /** Closes. */
    @Actor
    public void candidate(II_Result r) {
      r.r1 = closeIfDone();
    }

    /** What is left. */
    @Arbiter
    public void audit(II_Result r) {
      r.r2 = full.get();
    }
  }

  /** Both leave, one after it put work: the last one must see it (E7). */
  @JCStressTest
  @State
  @Outcome(id = "0, 0, 2", expect = ACCEPTABLE, desc = "Not closed; nobody is active.")
  @Outcome(expect = FORBIDDEN, desc = "Closed around the work.")
  public static class LeaveVersusPutfull extends Open {
    /** Both take part. */
    public LeaveVersusPutfull() {
      all.tryEnter();
      all.tryEnter();
    }

    /** Puts work and leaves. */
    @Actor
    public void producer(III_Result r) {
      full.set(1);
      r.r1 = closeIfDone(all.leave());
    }

    /** Leaves. */
    @Actor
    public void other(III_Result r) {
      r.r2 = closeIfDone(all.leave());
    }

    /** How many do not take part. */
    @Arbiter
    public void audit(III_Result r) {
      r.r3 = all.nwait();
    }
  }

  /** One publishes and then looks whether marking is closed; the other closes and then looks. */
  @JCStressTest
  @State
  @Outcome(
      id = {"1, 0", "0, 1", "1, 1"},
      expect = ACCEPTABLE,
      desc = "One saw the other, or both did.")
  @Outcome(expect = FORBIDDEN, desc = "Neither: what was published is found by nobody (E11).")
  public static class PublishVersusClose extends Open {
    /** Publishes, then looks. */
    @Actor
    public void publisher(II_Result r) {
      full.set(1);
      r.r1 = all.isClosed() ? 1 : 0;
    }

    /** Closes, then looks. */
    @Actor
    public void decider(II_Result r) {
      r.r2 = all.close(all.word()) ? full.get() : 0;
    }
  }

  /** Who enters sees what was prepared for the cycle. */
  @JCStressTest
  @State
  @Outcome(
      id = {"0, 0", "1, 7"},
      expect = ACCEPTABLE,
      desc = "Too early, or with what was prepared.")
  @Outcome(expect = FORBIDDEN, desc = "Entered without it.")
  public static class StartVersusEnter {
    private final Participants all = new Participants();
    private int prepared;

    /** Opens. */
    @Actor
    public void starter() {
      prepared = 7;
      all.start(2);
    }

    /** Enters. */
    @Actor
    public void participant(II_Result r) {
      if (all.tryEnter()) {
        r.r1 = 1;
        r.r2 = prepared;
      }
    }
  }
}
