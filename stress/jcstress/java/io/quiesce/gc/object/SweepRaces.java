package io.quiesce.gc.object;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.quiesce.gc.object.span.ObjectLayout;
import io.quiesce.heap.HeapConfig;
import io.quiesce.heap.PageHeap;
import io.quiesce.phase.PhaseGate;
import io.quiesce.sched.M;
import io.quiesce.sched.Sched;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * Allocation, sweeping and lookups on the same spans: a span has one owner at a time, what is swept
 * is what was dead, and a lookup beside a free finds the object or nothing.
 *
 * <p>Objects of 16 KiB lie alone in their spans, those of 8 KiB + 1 to 9472 bytes six in one.
 *
 * <p>Run: {@code mvn verify -Pstress -Dstress.only=SweepRaces}
 */
@SuppressWarnings(
    "this-escape") // states are prepared by their own methods; jcstress hands them out later
public final class SweepRaces {
  private SweepRaces() {}

  /** The smallest heap with two Ps; M 0 has allocated objects and a sweep has begun. */
  static class Scenario {
    static final ObjectLayout ALONE = new ObjectLayout("alone", 2048);
    static final ObjectLayout SIX = new ObjectLayout("six", 1184);

    final PhaseGate gate = new PhaseGate(2);
    final PageHeap pages = new PageHeap(HeapConfig.tiny(2), gate);
    final ObjectHeap heap = new ObjectHeap(pages, AllocHook.NONE);
    final Sched sched = new Sched(2);
    final M m0 = sched.newM(0);
    final M m1 = sched.newM(1);

    /** Allocates a span of six and an object alone; marks {@code live} of the six. */
    final long[] prepare(int live) {
      long[] objects = new long[7];
      for (int i = 0; i < 6; i++) {
        objects[i] = heap.mallocgc(m0, SIX);
      }
      objects[6] = heap.mallocgc(m0, ALONE);
      startSweep(objects, live);
      return objects;
    }

    /** Runs a cycle that marks the first {@code live} of the objects, and starts the sweep. */
    final void startSweep(long[] objects, int live) {
      m0.systemstack(() -> heap.flush(m0, m0.p()));
      gate.startMark();
      for (int i = 0; i < live; i++) {
        heap.map().find(objects[i]).tryMark(i);
      }
      gate.startTermination();
      gate.finish();
      m0.systemstack(() -> heap.sweeper().start(m0));
      m0.systemstack(() -> heap.prepareForSweep(m0, m0.p()));
      m1.systemstack(() -> heap.prepareForSweep(m1, m1.p()));
    }

    /** How many objects live after everything was swept; checks that the spans agree. */
    final int live() {
      heap.sweeper().finish(m0);
      int[] counted = {0};
      heap.map().forEach(span -> counted[0] += span.allocCount());
      return counted[0] == heap.figures().objects() ? counted[0] : -1;
    }
  }

  /** One P allocates in a span that another one sweeps. */
  @JCStressTest
  @State
  @Outcome(
      id = "1, 3",
      expect = ACCEPTABLE,
      desc = "Two survive and one is born, in its own place.")
  @Outcome(expect = FORBIDDEN, desc = "The new object was freed, or lies on a living one.")
  public static class AllocationVersusSweep extends Scenario {
    private final long[] objects = prepare(2);
    private long born;

    /** Allocates; the class has one span, unswept. */
    @Actor
    public void allocator() {
      born = heap.mallocgc(m0, SIX);
    }

    /** Sweeps two spans. */
    @Actor
    public void sweeper() {
      heap.sweeper().sweepone(m1);
      heap.sweeper().sweepone(m1);
    }

    /** Whether the new object has a place of its own; how many live. */
    @Arbiter
    public void audit(II_Result r) {
      r.r1 = born != objects[0] && born != objects[1] && heap.findObject(born) == born ? 1 : 0;
      r.r2 = live();
    }
  }

  /** Two Ps allocate in one class whose only span needs sweeping. */
  @JCStressTest
  @State
  @Outcome(id = "1, 4", expect = ACCEPTABLE, desc = "Different objects; one P swept, one grew.")
  @Outcome(expect = FORBIDDEN, desc = "One place was handed out twice.")
  public static class AllocationVersusAllocation extends Scenario {
    private final long[] objects = prepare(2);
    private long left;
    private long right;

    /** Allocates. */
    @Actor
    public void left() {
      left = heap.mallocgc(m0, SIX);
    }

    /** Allocates. */
    @Actor
    public void right() {
      right = heap.mallocgc(m1, SIX);
    }

    /** Whether they are apart and on no survivor; how many live. */
    @Arbiter
    public void audit(II_Result r) {
      boolean old = left == objects[0] || right == objects[0];
      r.r1 = left != right && !old && left != 0 && right != 0 ? 1 : 0;
      r.r2 = live();
    }
  }

  /** Two sweepers and two spans, one of which is freed. */
  @JCStressTest
  @State
  @Outcome(
      id = {"6, 2", "0, 2", "2, 2", "8, 2"},
      expect = ACCEPTABLE,
      desc = "Each once.")
  @Outcome(expect = FORBIDDEN, desc = "A span was swept twice or lost.")
  public static class SweepVersusSweep extends Scenario {
    private long left;
    private long right;

    /** Nothing of the six but two, and the one alone, is dead. */
    public SweepVersusSweep() {
      prepare(2);
    }

    /** Sweeps one. */
    @Actor
    public void left() {
      left = heap.sweeper().sweepone(m0);
    }

    /** Sweeps one. */
    @Actor
    public void right() {
      right = heap.sweeper().sweepone(m1);
    }

    /** Pages freed, which are those of the object alone; how many live. */
    @Arbiter
    public void audit(II_Result r) {
      r.r1 = (int) (Math.max(0, left) + Math.max(0, right));
      r.r2 = live();
    }
  }

  /** A lookup of an object while its span is swept and freed. */
  @JCStressTest
  @State
  @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "Found before it was freed.")
  @Outcome(id = "2, 0", expect = ACCEPTABLE, desc = "Refused: it leads to no object any more.")
  @Outcome(expect = FORBIDDEN, desc = "It led to another object, or to nothing without an error.")
  public static class FindObjectVersusFree extends Scenario {
    private final long object = prepare(0)[6];

    /** Sweeps everything. */
    @Actor
    public void sweeper() {
      heap.sweeper().finish(m1);
    }

    /** Looks the object up by an interior pointer. */
    @Actor
    public void finder(II_Result r) {
      try {
        r.r1 = heap.findObject(object + 100) == object ? 1 : 3;
      } catch (BadPointerException e) {
        r.r1 = 2;
      }
    }

    /** How many live. */
    @Arbiter
    public void audit(II_Result r) {
      r.r2 = live();
    }
  }

  /** A P flushes its cached span while another one takes a span of the class. */
  @JCStressTest
  @State
  @Outcome(id = "1, 1, 3", expect = ACCEPTABLE, desc = "Both have their own; nothing is lost.")
  @Outcome(expect = FORBIDDEN, desc = "A span with two owners, or an object lost.")
  public static class FlushVersusRefill extends Scenario {
    private final long first = heap.mallocgc(m0, SIX);
    private long left;
    private long right;

    /** Flushes, then allocates. */
    @Actor
    public void flusher() {
      m0.enterSystemStack();
      heap.flush(m0, m0.p());
      m0.leaveSystemStack();
      left = heap.mallocgc(m0, SIX);
    }

    /** Allocates. */
    @Actor
    public void refiller() {
      right = heap.mallocgc(m1, SIX);
    }

    /** Whether all three are apart; how many live. */
    @Arbiter
    public void audit(III_Result r) {
      r.r1 = left != first && right != first ? 1 : 0;
      r.r2 = left != right && left != 0 && right != 0 ? 1 : 0;
      r.r3 = (int) heap.figures().objects();
    }
  }
}
