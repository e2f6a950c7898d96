package io.quiesce.gc.pace;

import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Decides when a cycle starts, how large the heap may get meanwhile, how many workers mark and what
 * an allocation costs (Go: {@code gcControllerState} in mgcpacer.go).
 *
 * <ol>
 *   <li><b>Between cycles.</b> Allocation counts into {@link #allocated}; when the live heap
 *       reaches {@link #trigger} a cycle is due.
 *   <li><b>Start</b> (world stopped). The scan work is zeroed, the goal fixed, the workers planned,
 *       the first ratio computed.
 *   <li><b>During the cycle.</b> Whoever adds work or heap may call {@link #revise}; two at a time
 *       may publish in either order, and the loser's ratio is as good as one of a moment ago.
 *   <li><b>End</b> (world stopped). What survived sets the next goal, and the feedback moves the
 *       trigger.
 * </ol>
 *
 * <p>Invariants: I1, the ratio is positive and finite and both its numbers come from one revision;
 * I2, trigger is at most the goal; I3, the sum of all {@link #addScanWork} of a cycle is {@link
 * #scanWork}.
 *
 * <p>Orderings: all is opaque. The counters are sums that publish nothing else, and are set while
 * the world is stopped, whose start publishes them. The ratio is an immutable record, which is safe
 * to read through a race (JLS 17.5), and nothing else hangs on it. Trigger and goal change while
 * the world is stopped too.
 */
public final class Pacer {
  /** Room that a cycle gets at least, as in 2016. */
  private static final long LEAST_RUNWAY = 1 << 20;

  private final PacerConfig config;
  private final AtomicLong heapLive = new AtomicLong();
  private final AtomicLong heapScan = new AtomicLong();
  private final AtomicLong scanWork = new AtomicLong();
  private final AtomicLong trigger = new AtomicLong();
  private final AtomicLong goal = new AtomicLong();
  private final AtomicReference<AssistRatio> ratio = new AtomicReference<>(new AssistRatio(1, 1));
  private double triggerRatio;
  private long heapMarked;
  private long triggered;
  private long lastScan;
  private CycleStart start = new CycleStart(1, false, 0, 0);

  /** A pacer of an empty heap. */
  public Pacer(PacerConfig config) {
    this.config = config;
    triggerRatio = Math.min(TriggerFeedback.FIRST, growthGoal());
    commit();
  }

  /** Counts {@code bytes} allocated, of which {@code scannable} can hold pointers. */
  public void allocated(long bytes, long scannable) {
    heapLive.getAndAdd(bytes);
    heapScan.getAndAdd(scannable);
  }

  /** Counts scan work done in this cycle. */
  public void addScanWork(long units) {
    scanWork.getAndAdd(units);
  }

  /** Scan work done in this cycle. */
  public long scanWork() {
    return scanWork.getOpaque();
  }

  /** Bytes allocated and not known dead. */
  public long heapLive() {
    return heapLive.getOpaque();
  }

  /** The size of the heap at which a cycle is due. */
  public long trigger() {
    return trigger.getOpaque();
  }

  /** The size of the heap at which the cycle should be over. */
  public long goal() {
    return goal.getOpaque();
  }

  /** Whether the heap has reached the trigger. */
  public boolean cycleIsDue() {
    return config.gogc() >= 0 && heapLive.getOpaque() >= trigger();
  }

  /** What allocation costs now. */
  public AssistRatio ratio() {
    // opaque: the record is immutable; two readings may differ, each is whole (I1)
    return ratio.getOpaque();
  }

  /** Starts a cycle; the world is stopped. */
  public WorkerGoals startCycle(CycleStart with) {
    start = with;
    triggered = heapLive.getOpaque();
    scanWork.setOpaque(0);
    // a heap that has run past its goal, or a forced cycle: leave some room to finish in
    goal.setOpaque(Math.max(goal(), triggered + LEAST_RUNWAY));
    revise();
    return WorkerGoals.nearest(with.procs(), with.periodic());
  }

  /** Computes the ratio again from where the cycle stands; any thread. */
  public void revise() {
    CycleFigures now =
        new CycleFigures(
            config.gogc(),
            heapLive.getOpaque(),
            heapScan.getOpaque(),
            scanWork.getOpaque(),
            goal(),
            triggered,
            lastScan,
            start.maxStackScan(),
            start.globalsScan());
    ratio.setOpaque(config.revision().revise(now));
  }

  /** Ends a cycle; the world is stopped. */
  public void endCycle(CycleEnd end) {
    double growth = heapMarked == 0 ? growthGoal() : (double) heapLive.getOpaque() / heapMarked - 1;
    double assisted =
        end.nanos() <= 0 ? 0 : (double) end.assistNanos() / ((double) end.nanos() * end.procs());
    triggerRatio =
        TriggerFeedback.next(
            triggerRatio, growthGoal(), growth, WorkerGoals.UTILIZATION + assisted);
    heapMarked = end.heapMarked();
    lastScan = Math.max(0, scanWork.getOpaque() - start.globalsScan());
    heapLive.setOpaque(heapMarked);
    // what survived and can be scanned is what was scanned
    heapScan.setOpaque(Math.min(lastScan, heapMarked));
    commit();
  }

  private double growthGoal() {
    return Math.max(config.gogc(), 0) / 100.0;
  }

  private long grown() {
    return (long) (heapMarked * (1 + growthGoal()));
  }

  /** Trigger and goal of the next cycle, by what survived the last one. */
  private void commit() {
    long next = Math.max(config.heapMinimum(), (long) (heapMarked * (1 + triggerRatio)));
    trigger.setOpaque(next);
    goal.setOpaque(config.gogc() < 0 ? Long.MAX_VALUE : Math.max(next, grown()));
  }

  @Override
  public String toString() {
    return "Pacer[live "
        + heapLive
        + ", trigger "
        + trigger
        + ", goal "
        + goal
        + ", "
        + ratio
        + "]";
  }
}
