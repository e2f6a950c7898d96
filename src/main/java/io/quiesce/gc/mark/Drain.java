package io.quiesce.gc.mark;

import io.quiesce.gc.work.GcWork;
import io.quiesce.gc.work.WorkBufs;
import io.quiesce.phase.GcPhase;
import io.quiesce.phase.PhaseException;
import io.quiesce.phase.SystemStack;
import io.quiesce.sched.M;

/**
 * Blackens grey objects until there are none, for background workers and assists (Go: {@code
 * gcDrain}, {@code gcDrainN}).
 *
 * <ol>
 *   <li>Workers run root jobs first; assists run one only when they find no object.
 *   <li>Before each object, or few small ones of a worker: if no buffer waits for others, make one
 *       of the own (the balance rule), so that idle workers find something.
 *   <li>Scan work is told in portions of {@link #SLACK}: to the totals, and as credit to assists.
 *       Work that was on the P before the call is told but never credited (A3).
 * </ol>
 *
 * <p>Runs on the system stack between entering and leaving marking: the P stays, so its work is
 * exclusive. Stops early when the P is asked for, if the mode says so; what is left stays in the
 * work of the P, and is the caller's to make visible if it must be.
 *
 * <p>Orderings: those of the work, the lists and the mark bits; nothing is shared here.
 */
public final class Drain {
  /** Units of scan work that are told at once (Go: {@code gcCreditSlack}). */
  public static final int SLACK = 2000;

  /** Units between two questions whether to stop (Go: {@code drainCheckThreshold}). */
  public static final int CHECK_WORK = 100_000;

  private final Marker marker;
  private final Roots roots;
  private final WorkBufs bufs;
  private final GcWork[] works;
  private final CreditSink credit;

  /**
   * A drain.
   *
   * @param works by the number of the P
   * @param credit gets the credit of workers whose mode says so
   */
  public Drain(Marker marker, Roots roots, WorkBufs bufs, GcWork[] works, CreditSink credit) {
    this.marker = marker;
    this.roots = roots;
    this.bufs = bufs;
    this.works = works.clone();
    this.credit = credit;
  }

  /**
   * Drains as a background worker: root jobs, then grey objects, until nothing is found or the mode
   * says stop.
   *
   * @throws PhaseException if nobody marks in this phase
   */
  @SystemStack
  public void gcDrain(M m, DrainMode mode) {
    m.requireSystemStack("gcDrain");
    requireMarking("gcDrain");
    GcWork work = works[m.pid()];
    long initial = work.scanWork();
    boolean stopped = drainRoots(m, work, mode);
    long untilCheck = CHECK_WORK;
    while (!stopped && !shouldStop(m, mode)) {
      long object = next(m, work);
      if (object == 0) {
        break;
      }
      marker.scanobjects(m, work, object);
      if (work.scanWork() >= SLACK) {
        untilCheck -= work.scanWork();
        tell(m, work, mode, initial);
        initial = 0;
        if (untilCheck <= 0) {
          untilCheck += CHECK_WORK;
          stopped = mode.check().getAsBoolean();
        }
      }
    }
    if (work.scanWork() > 0) {
      tell(m, work, mode, initial);
    }
  }

  @SystemStack
  private boolean drainRoots(M m, GcWork work, DrainMode mode) {
    while (!shouldStop(m, mode)) {
      long rootWork = roots.tryRun(m, work);
      if (rootWork == Roots.NONE) {
        return false;
      }
      if (mode.flushCredit() && rootWork > 0) {
        credit.gcFlushBgCredit(m, rootWork);
      }
      if (mode.check().getAsBoolean()) {
        return true;
      }
    }
    return true;
  }

  /**
   * Drains as an assist: grey objects, and root jobs when there are none, until {@code scanWork}
   * units are done, nothing is found, or the P is asked for. The goroutine of the M is not RUNNING
   * meanwhile, so that its stack may be scanned.
   *
   * @return the units done by this call; those not told yet stay with the work of the P
   * @throws PhaseException if nobody marks in this phase
   */
  @SystemStack
  public long gcDrainN(M m, long scanWork) {
    m.requireSystemStack("gcDrainN");
    requireMarking("gcDrainN");
    GcWork work = works[m.pid()];
    // what was there before this call is not its work (A3)
    long done = -work.scanWork();
    while (done + work.scanWork() < scanWork && !m.p().preemptRequested()) {
      long object = next(m, work);
      if (object == 0) {
        long rootWork = roots.tryRun(m, work);
        if (rootWork == Roots.NONE) {
          break;
        }
        done += rootWork;
        continue;
      }
      marker.scanobject(m, work, object);
      if (work.scanWork() >= SLACK) {
        done += work.flushScanWork();
      }
    }
    return done + work.scanWork();
  }

  private long next(M m, GcWork work) {
    if (bufs.isFullEmpty()) {
      work.balance(m);
    }
    long object = work.tryGetFast();
    return object != 0 ? object : work.tryGet(m);
  }

  private static boolean shouldStop(M m, DrainMode mode) {
    return mode.untilPreempt() && m.p().preemptRequested();
  }

  /** Tells the scan work to the totals, and all but {@code initial} of it as credit. */
  @SystemStack
  private void tell(M m, GcWork work, DrainMode mode, long initial) {
    long told = work.flushScanWork();
    if (mode.flushCredit() && told > initial) {
      credit.gcFlushBgCredit(m, told - initial);
    }
  }

  private void requireMarking(String operation) {
    GcPhase phase = marker.objects().pages().gate().phase();
    if (phase == GcPhase.OFF) {
      throw new PhaseException(operation + " in phase OFF; write barriers must be on first");
    }
  }
}
