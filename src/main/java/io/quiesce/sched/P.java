package io.quiesce.sched;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A processor: the right to use the caches that carry its id (Go: {@code p} in runtime2.go).
 *
 * <pre>
 *  63        32 31      2 1     0
 * +------------+---------+-------+
 * |    tick    |  owner  | state |      state: 0 IDLE, 1 RUN, 2 CLAIMED; owner: id of an M
 * +------------+---------+-------+
 * </pre>
 *
 * <h2>Protocol</h2>
 *
 * <ol>
 *   <li><b>Take.</b> IDLE to RUN(m) or to CLAIMED(m), by compare-and-set. RUN is an M that executes
 *       code; CLAIMED is an M that serves the P on behalf of nobody: a foreign cache flush, a
 *       stopper of the world, the server of a barrier for an idle P.
 *   <li><b>Give back.</b> The owner stores IDLE. It is the only one that may change the word.
 *   <li><b>Pass on.</b> The owner stores RUN(other) for an M that waits, so nobody slips in
 *       between.
 * </ol>
 *
 * The tick grows with every change, so a word seen before a change never matches after it.
 *
 * <h2>Invariants</h2>
 *
 * <ul>
 *   <li>I1. At any instant at most one M owns the P, running or claimed (S9).
 *   <li>I2. All that an owner did to the structures of the P happened before what the next owner
 *       does (E9).
 *   <li>I3. After giving back, the former owner sees every request that was posted before its IDLE
 *       could be seen (17.7: publish IDLE, then re-read); here the request is a waiting M.
 * </ul>
 *
 * <h2>Orderings</h2>
 *
 * <table>
 *   <caption>Accesses on which the invariants rest</caption>
 *   <tr><th>access</th><th>mode</th><th>pairs with</th><th>breaks, if weakened</th></tr>
 *   <tr><td>take: CAS from IDLE</td><td>volatile</td><td>give back</td><td>plain: I1, two owners;
 *       without acquire: I2, a cache of the past is used</td></tr>
 *   <tr><td>give back: store IDLE</td><td>volatile</td><td>take; the waiter's enqueue-then-take</td>
 *       <td>release: I3, the waiter sleeps beside an idle P; plain: I2</td></tr>
 *   <tr><td>pass on: store RUN(other)</td><td>release</td><td>a reading of the tick; the receiver
 *       has its grant</td><td>I2, for an onlooker</td></tr>
 *   <tr><td>preempt flag</td><td>opaque</td><td>poll</td><td>plain: the poll loop may never see
 *       it</td></tr>
 *   <tr><td>runner: record, read</td><td>release, acquire</td><td>each other</td><td>a request is
 *       wiped out by the start that it found, or goes to a goroutine of the past</td></tr>
 *   <tr><td>visit: post, take</td><td>release, acquire</td><td>each other</td><td>a visit does not
 *       see what the coordinator did before</td></tr>
 * </table>
 */
public final class P {
  private static final VarHandle WORD;
  private static final VarHandle PREEMPT;
  private static final VarHandle RUNNER;
  private static final VarHandle VISIT;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      WORD = lookup.findVarHandle(P.class, "word", long.class);
      PREEMPT = lookup.findVarHandle(P.class, "preempt", boolean.class);
      RUNNER = lookup.findVarHandle(P.class, "runner", M.class);
      VISIT = lookup.findVarHandle(P.class, "visit", RaggedBarrier.Visit.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private static final int IDLE = 0;
  private static final int RUN = 1;
  private static final int CLAIMED = 2;
  private static final long STATE_MASK = 3;
  private static final int OWNER_SHIFT = 2;
  private static final int TICK_SHIFT = 32;

  private final int id;

  @SuppressWarnings("UnusedVariable") // through WORD
  private long word;

  @SuppressWarnings("UnusedVariable") // through PREEMPT
  private boolean preempt;

  @SuppressWarnings("UnusedVariable") // through RUNNER
  private M runner;

  @SuppressWarnings("UnusedVariable") // through VISIT
  private RaggedBarrier.Visit visit;

  /** Makes an idle P. */
  P(int id) {
    this.id = id;
  }

  /** The number under which the caches of this P are kept; 0 to procs - 1. */
  public int id() {
    return id;
  }

  /** True if nobody owns the P. Acquire: what the last owner did is seen. */
  public boolean isIdle() {
    return state((long) WORD.getAcquire(this)) == IDLE;
  }

  /** True if {@code m} owns the P, by running or by claiming it. Stable only for the owner. */
  public boolean isOwnedBy(M m) {
    // opaque: an owner reads its own store; anybody else learns no more than a hint
    long seen = (long) WORD.getOpaque(this);
    return state(seen) != IDLE && owner(seen) == m.id();
  }

  /**
   * How often the P changed hands, modulo 2^32; two equal readings: no change in between. Acquire,
   * as {@link #isIdle}.
   */
  public int tick() {
    return (int) ((long) WORD.getAcquire(this) >>> TICK_SHIFT);
  }

  /** IDLE to RUN(m); false if somebody owns the P. */
  boolean tryRun(M m) {
    return tryTake(m, RUN);
  }

  /** IDLE to CLAIMED(m); false if somebody owns the P. */
  boolean tryClaim(M m) {
    return tryTake(m, CLAIMED);
  }

  private boolean tryTake(M m, int state) {
    // opaque: a guess. IDLE is confirmed by the compare-and-set; that a waiter's second look does
    // not miss it (I3) is due to the volatile read of the world before it
    long seen = (long) WORD.getOpaque(this);
    // volatile, with giveBack: one winner (I1), which sees the caches as they were left (I2). The
    // release half is idle, for nobody learns anything from RUN or CLAIMED
    return state(seen) == IDLE && WORD.compareAndSet(this, seen, next(seen, m.id(), state));
  }

  /** RUN(m) or CLAIMED(m) to IDLE. The caller has checked that m owns the P. */
  void giveBack() {
    RUNNER.setRelease(this, null);
    // volatile: the caller looks for waiting Ms next, and must not miss one that missed IDLE (I3)
    WORD.setVolatile(this, next((long) WORD.get(this), 0, IDLE));
  }

  /** RUN(m) or CLAIMED(m) to RUN(other). The caller has checked that m owns the P. */
  void passTo(M other) {
    // release, with tick; the receiver acquires by its grant, which is released after this (I2)
    WORD.setRelease(this, next((long) WORD.get(this), other.id(), RUN));
  }

  /** Records the M that runs the P now, for {@link Sched#preempt}, and forgets old requests. */
  void startedBy(M m) {
    // opaque: a request posted for the former owner may be lost or kept; both are allowed in Go
    PREEMPT.setOpaque(this, false);
    // release: whoever finds the M here may look at its current goroutine
    RUNNER.setRelease(this, m);
  }

  /** The M that runs the P, or null; a hint for preemption. */
  M runner() {
    return (M) RUNNER.getAcquire(this);
  }

  /** Asks the M that runs the P to give it up at its next poll. */
  void requestPreempt() {
    // opaque: it only has to arrive at some time
    PREEMPT.setOpaque(this, true);
  }

  /** True if somebody asked for the P since it was taken. */
  public boolean preemptRequested() {
    return (boolean) PREEMPT.getOpaque(this);
  }

  /** Posts what the owner, present or next, has to do once; by the coordinator of a barrier. */
  void post(RaggedBarrier.Visit asked) {
    // release, with takeVisit: what the coordinator wrote before the barrier is seen in the visit
    VISIT.setRelease(this, asked);
  }

  /** True while a visit is posted and not taken. */
  boolean visitPending() {
    // opaque: whoever acts on it owns the P first, which acquires
    return VISIT.getOpaque(this) != null;
  }

  /** Takes the posted visit, or null; by the owner of the P only, so it is taken once. */
  RaggedBarrier.Visit takeVisit() {
    // acquire, with post
    RaggedBarrier.Visit asked = (RaggedBarrier.Visit) VISIT.getAcquire(this);
    if (asked != null) {
      // opaque: the acknowledgement, a release, comes after it; so does the next post
      VISIT.setOpaque(this, null);
    }
    return asked;
  }

  private static int state(long w) {
    return (int) (w & STATE_MASK);
  }

  private static int owner(long w) {
    return (int) w >>> OWNER_SHIFT;
  }

  private static long next(long seen, int owner, int state) {
    long tick = (seen >>> TICK_SHIFT) + 1;
    return (tick << TICK_SHIFT) | ((long) owner << OWNER_SHIFT) | state;
  }

  @Override
  public String toString() {
    long w = (long) WORD.getOpaque(this);
    return switch (state(w)) {
      case IDLE -> "P" + id + " (idle)";
      case RUN -> "P" + id + " (run by M" + owner(w) + ")";
      default -> "P" + id + " (claimed by M" + owner(w) + ")";
    };
  }
}
