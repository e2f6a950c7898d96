package io.quiesce.sched;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/**
 * The queue of Ms that wait for a P: each node is claimed or cancelled, once (Q1), and none is
 * overlooked by who has to see it (Q2).
 *
 * <p>Run: {@code mvn verify -Pstress -Dstress.only=WaitQueueRaces}
 */
public final class WaitQueueRaces {
  private WaitQueueRaces() {}

  /** A queue, and two Ms that may wait in it. */
  static class Scenario {
    final Sched sched = new Sched(1);
    final WaitQueue queue = new WaitQueue();
    final M m1 = sched.newM();
    final M m2 = sched.newM();

    /** The number of the M that is claimed, or 0. */
    final int claim() {
      WaitQueue.Node node = queue.claimFirst();
      return node == null ? 0 : node.m().id();
    }
  }

  /** An M enqueues and cancels, because it found another P, while a giver looks for somebody. */
  @JCStressTest
  @State
  @Outcome(id = "true, false", expect = ACCEPTABLE, desc = "Cancelled; the giver keeps its P.")
  @Outcome(id = "false, true", expect = ACCEPTABLE, desc = "Claimed; the grant is awaited.")
  @Outcome(id = "true, true", expect = FORBIDDEN, desc = "Both: the granted P is lost (Q1).")
  @Outcome(id = "false, false", expect = FORBIDDEN, desc = "Waits for a grant of nobody.")
  public static class ClaimVersusCancel extends Scenario {
    /** Waits, then does not. */
    @Actor
    public void waiter(ZZ_Result r) {
      r.r1 = queue.enqueue(m1).cancel();
    }

    /** Looks for an M that waits. */
    @Actor
    public void giver(ZZ_Result r) {
      r.r2 = queue.claimFirst() != null;
    }
  }

  /** Two givers, two nodes: each giver gets another one. */
  @JCStressTest
  @State
  @Outcome(
      id = {"1, 2", "2, 1"},
      expect = ACCEPTABLE,
      desc = "One each.")
  @Outcome(expect = FORBIDDEN, desc = "A node is claimed twice or overlooked (Q1).")
  public static class ClaimVersusClaim extends Scenario {
    /** Both wait. */
    public ClaimVersusClaim() {
      queue.enqueue(m1);
      queue.enqueue(m2);
    }

    /** Claims. */
    @Actor
    public void left(II_Result r) {
      r.r1 = claim();
    }

    /** Claims. */
    @Actor
    public void right(II_Result r) {
      r.r2 = claim();
    }
  }

  /** Two Ms enqueue themselves at once. */
  @JCStressTest
  @State
  @Outcome(
      id = {"1, 2", "2, 1"},
      expect = ACCEPTABLE,
      desc = "Both are in the queue.")
  @Outcome(expect = FORBIDDEN, desc = "A node is lost, or is there twice.")
  public static class EnqueueVersusEnqueue extends Scenario {
    /** Enqueues. */
    @Actor
    public void left() {
      queue.enqueue(m1);
    }

    /** Enqueues. */
    @Actor
    public void right() {
      queue.enqueue(m2);
    }

    /** In which order. */
    @Arbiter
    public void drain(II_Result r) {
      r.r1 = claim();
      r.r2 = claim();
    }
  }

  /**
   * An M enqueues and looks whether the world runs; whoever starts the world looks whether somebody
   * waits. One of them sees the other, or the M sleeps in a running world ({@link StopTheWorld},
   * I3).
   */
  @JCStressTest
  @State
  @Outcome(id = "false, true", expect = ACCEPTABLE, desc = "Both see each other.")
  @Outcome(id = "false, false", expect = ACCEPTABLE, desc = "The starter sees the M.")
  @Outcome(id = "true, true", expect = ACCEPTABLE, desc = "The M sees the start.")
  @Outcome(id = "true, false", expect = FORBIDDEN, desc = "Each misses the other (Dekker).")
  public static class EnqueueVersusStart extends Scenario {
    private final World world = new World();

    /** The world is stopped. */
    public EnqueueVersusStart() {
      world.tryStop(m1, "stress");
      world.stopped(new P[] {null});
    }

    /** Starts the world. */
    @Actor
    public void starter(ZZ_Result r) {
      world.tryStart();
      r.r1 = queue.isEmpty();
    }

    /** Waits for a P. */
    @Actor
    public void waiter(ZZ_Result r) {
      queue.enqueue(m2);
      r.r2 = world.isRunning();
    }
  }
}
