package io.quiesce.gc.work;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * The lists of work buffers: contents come with their buffer (W9), each buffer is in one place (W1,
 * W6), and spans leave in phase OFF only (W7).
 *
 * <p>Run: {@code mvn verify -Pstress -Dstress.only=WorkBufRaces}
 */
@SuppressWarnings(
    "this-escape") // states are prepared by their own methods; jcstress hands them out later
public final class WorkBufRaces {
  private WorkBufRaces() {}

  /** One puts a buffer, the other takes it. */
  @JCStressTest
  @State
  @Outcome(
      id = {"0, 4", "7, 4"},
      expect = ACCEPTABLE,
      desc = "Not there yet, or with its contents.")
  @Outcome(expect = FORBIDDEN, desc = "A buffer without its contents, lost or doubled.")
  public static class PutVersusGet extends WorkScenario {
    private final WorkBuf mine = bufs.getempty(m0);
    private WorkBuf taken;

    /** Fills and puts. */
    @Actor
    public void putter() {
      mine.push(7);
      bufs.putfull(mine);
    }

    /** Takes. */
    @Actor
    public void getter(II_Result r) {
      taken = bufs.trygetfull();
      r.r1 = sum(taken);
    }

    /** Places of buffers. */
    @Arbiter
    public void audit(II_Result r) {
      r.r2 = places(taken);
    }
  }

  /** Both take from a list of one. */
  @JCStressTest
  @State
  @Outcome(
      id = {"7, 0, 4", "0, 7, 4"},
      expect = ACCEPTABLE,
      desc = "One of them has it.")
  @Outcome(expect = FORBIDDEN, desc = "Both have it, or nobody.")
  public static class GetVersusGet extends WorkScenario {
    private WorkBuf left;
    private WorkBuf right;

    /** One buffer is full. */
    public GetVersusGet() {
      fill(m0, 7);
    }

    /** Takes. */
    @Actor
    public void left(III_Result r) {
      left = bufs.trygetfull();
      r.r1 = sum(left);
    }

    /** Takes. */
    @Actor
    public void right(III_Result r) {
      right = bufs.trygetfull();
      r.r2 = sum(right);
    }

    /** Places of buffers. */
    @Arbiter
    public void audit(III_Result r) {
      r.r3 = places(left, right);
    }
  }

  /** Take, take and put back while another takes: ABA on the head of the list. */
  @JCStressTest
  @State
  @Outcome(id = "7, 4", expect = ACCEPTABLE, desc = "Each pointer and each buffer in one place.")
  @Outcome(expect = FORBIDDEN, desc = "A buffer with two owners, or lost.")
  public static class Aba extends WorkScenario {
    private WorkBuf late;
    private WorkBuf kept;

    /** Three buffers are full, with 1, 2 and 4. */
    public Aba() {
      fill(m0, 1);
      fill(m0, 2);
      fill(m0, 4);
    }

    /** Takes one, perhaps late. */
    @Actor
    public void lateGetter() {
      late = bufs.trygetfull();
    }

    /** Takes two and puts the first back. */
    @Actor
    public void recycler() {
      WorkBuf first = bufs.trygetfull();
      kept = bufs.trygetfull();
      bufs.putfull(first);
    }

    /** All pointers; places of buffers. */
    @Arbiter
    public void audit(II_Result r) {
      r.r1 = sum(late) + sum(kept) + sumOfFull();
      r.r2 = places(late, kept);
    }
  }

  /** Both need an empty buffer and there is none: each carves a span, or one finds the other's. */
  @JCStressTest
  @State
  @Outcome(
      id = {"4", "8"},
      expect = ACCEPTABLE,
      desc = "One span or two, each buffer in one place.")
  @Outcome(expect = FORBIDDEN, desc = "A buffer with two owners, or lost.")
  public static class CarveVersusCarve extends WorkScenario {
    private WorkBuf left;
    private WorkBuf right;

    /** Takes. */
    @Actor
    public void left() {
      left = bufs.getempty(m0);
    }

    /** Takes. */
    @Actor
    public void right() {
      right = bufs.getempty(m1);
    }

    /** Places of buffers. */
    @Arbiter
    public void audit(I_Result r) {
      r.r1 = places(left, right);
    }
  }

  /** Spans are given back while a cycle starts and takes one of them again. */
  @JCStressTest
  @State
  @Outcome(
      id = {"4, 1", "4, 2"},
      expect = ACCEPTABLE,
      desc = "One is in use; none, or one that was not freed in time, is free.")
  @Outcome(expect = FORBIDDEN, desc = "A span freed while in use, or inside the cycle.")
  public static class FreeVersusStart extends WorkScenario {
    private WorkBuf taken;

    /** Two spans may be freed. */
    public FreeVersusStart() {
      WorkBuf[] all = new WorkBuf[5];
      for (int i = 0; i < all.length; i++) {
        all[i] = bufs.getempty(m0);
      }
      for (WorkBuf b : all) {
        bufs.putempty(b);
      }
      bufs.prepareFreeWorkbufs();
    }

    /** Frees what it may. */
    @Actor
    public void sweeper() {
      boolean more = bufs.freeSomeWbufs(m0, false);
      if (more) {
        throw new IllegalStateException("two spans were more than 64");
      }
    }

    /** Starts a cycle and takes a buffer. */
    @Actor
    public void collector() {
      gate.startMark();
      taken = bufs.getempty(m1);
    }

    /** Places of buffers; spans that the page heap knows, which must be those listed. */
    @Arbiter
    public void audit(II_Result r) {
      r.r1 = places(taken);
      int spans = bufs.busySpans().size() + bufs.freeSpans().size();
      boolean agree = heap.snapshot().inWorkBufs() == (long) spans * SPAN_BYTES;
      r.r2 = agree && bufs.busySpans().size() == 1 ? spans : -spans;
    }
  }

  /** Two drain the last buffer, which makes another: none goes away before all is done. */
  @JCStressTest
  @State
  @Outcome(
      id = {"7, 0", "0, 7", "5, 2", "2, 5"},
      expect = ACCEPTABLE,
      desc = "All pointers were drained, by one or by both.")
  @Outcome(expect = FORBIDDEN, desc = "A pointer was lost or drained twice.")
  public static class DrainVersusDrain extends WorkScenario {
    private final Drainers drainers = new Drainers(2, () -> false);

    /** One buffer with 5, whose scan finds 2. */
    public DrainVersusDrain() {
      fill(m0, 5);
    }

    private int drain() {
      int sum = 0;
      for (WorkBuf b = bufs.getfull(drainers); b != null; b = bufs.getfull(drainers)) {
        long pointer = b.pop();
        sum += (int) pointer;
        if (pointer == 5) {
          b.push(2);
          bufs.putfull(b);
        } else {
          bufs.putempty(b);
        }
      }
      return sum;
    }

    /** Drains. */
    @Actor
    public void left(II_Result r) {
      r.r1 = drain();
    }

    /** Drains. */
    @Actor
    public void right(II_Result r) {
      r.r2 = drain();
    }
  }

  /** Two drain a buffer each: who is told that nothing is left sees what the other has drained. */
  @JCStressTest
  @State
  @Outcome(id = "7, 7", expect = ACCEPTABLE, desc = "Both see all.")
  @Outcome(expect = FORBIDDEN, desc = "One goes on without what the other has marked.")
  public static class DrainBeforeAllDone extends WorkScenario {
    private final Drainers drainers = new Drainers(2, () -> false);
    private final int[] drained = new int[2];

    /** Two buffers. */
    public DrainBeforeAllDone() {
      fill(m0, 5);
      fill(m0, 2);
    }

    private int drain(int who) {
      for (WorkBuf b = bufs.getfull(drainers); b != null; b = bufs.getfull(drainers)) {
        drained[who] += (int) b.pop();
      }
      return drained[0] + drained[1];
    }

    /** Drains. */
    @Actor
    public void left(II_Result r) {
      r.r1 = drain(0);
    }

    /** Drains. */
    @Actor
    public void right(II_Result r) {
      r.r2 = drain(1);
    }
  }
}
