package io.quiesce.sched;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A goroutine (Go: {@code g} in runtime2.go): its status, its stack and what it waits for.
 *
 * <pre>
 *   31       13   12  11        0
 * +------------+------+----------+
 * |     0      | scan |  status  |
 * +------------+------+----------+
 * </pre>
 *
 * <h2>Who owns the stack</h2>
 *
 * <ol>
 *   <li>RUNNING: the M that runs it. COPYSTACK: the M that moves it; a scanner stays away.
 *   <li>RUNNABLE, WAITING, SYSCALL, PREEMPTED: whoever sets the scan bit by compare-and-set, until
 *       it clears it. Nobody changes the status meanwhile: {@link #cas} waits for the bit.
 *   <li>DEAD: whoever took the goroutine from its free list.
 * </ol>
 *
 * <p>So scanning, running and moving exclude each other (G7), and each hand-over carries what the
 * former owner wrote: the compare-and-set that takes the status acquires what the one that left it
 * released. Weaker than acquire and release: a moved stack is scanned at its old address.
 */
public final class G {
  private static final VarHandle STATUS;
  private static final int SCAN = 0x1000;

  static {
    try {
      STATUS = MethodHandles.lookup().findVarHandle(G.class, "status", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private long id;
  private final UserStack stack = new UserStack();

  @SuppressWarnings("UnusedVariable") // through STATUS
  private int status = GStatus.IDLE.code();

  private Sudog waiting;
  private Object param;
  private boolean parkingOnChan;
  private boolean atUnsafePoint;
  private boolean splitForbidden;
  private boolean markWorker;
  private boolean preemptShrink;
  private long assistBytes;
  private int assistCycle;

  /** Makes an IDLE goroutine without stack. */
  public G(long id) {
    this.id = id;
  }

  /** The number of the goroutine. */
  public long id() {
    return id;
  }

  /** Gives a goroutine that comes from a free list the number of its next life; by its owner. */
  public void renumber(long newId) {
    id = newId;
  }

  /** Bounds, registers and guard of its stack. */
  public UserStack stack() {
    return stack;
  }

  /** The status without the scan bit. Acquire, with {@link #cas}. */
  public GStatus status() {
    return GStatus.of((int) STATUS.getAcquire(this) & ~SCAN);
  }

  /** True while somebody holds the scan bit. */
  public boolean isScanned() {
    return ((int) STATUS.getAcquire(this) & SCAN) != 0;
  }

  /**
   * {@code from} to {@code to}; waits while the scan bit is set (Go: {@code casgstatus}).
   *
   * @throws GoroutineStateException if the status is another one
   */
  public void cas(GStatus from, GStatus to) {
    int turn = 0;
    // volatile: acquires the stack from the last owner, releases it to the next (G7)
    while (!STATUS.compareAndSet(this, from.code(), to.code())) {
      int seen = (int) STATUS.getAcquire(this);
      if ((seen & ~SCAN) != from.code()) {
        throw new GoroutineStateException(
            "cas " + from + " to " + to + ": " + this + " is " + GStatus.of(seen & ~SCAN));
      }
      Backoff.pause(turn++);
    }
  }

  /**
   * Takes the scan bit if the status is {@code expected} and the bit is free (Go: {@code
   * castogscanstatus}); then the caller owns the stack.
   */
  public boolean tryScan(GStatus expected) {
    // acquire is enough to read the stack as it was left; release comes with endScan
    int code = expected.code();
    return (int) STATUS.compareAndExchangeAcquire(this, code, code | SCAN) == code;
  }

  /**
   * Gives the scan bit back (Go: {@code casfrom_Gscanstatus}).
   *
   * @throws GoroutineStateException if the bit is not set
   */
  public void endScan() {
    int seen = (int) STATUS.getOpaque(this);
    if ((seen & SCAN) == 0) {
      throw new GoroutineStateException("endScan: nobody scans " + this);
    }
    // release, with the acquire of the next owner: it sees the moved stack
    STATUS.setRelease(this, seen & ~SCAN);
  }

  /** The first of the wait slots of this goroutine that point into its stack, or null. */
  public Sudog waiting() {
    return waiting;
  }

  /** Sets the chain of wait slots; the owner of the stack only. */
  public void setWaiting(Sudog first) {
    waiting = first;
  }

  /** The result that code on the system stack leaves for the user stack (Y2). */
  public Object param() {
    return param;
  }

  /** Sets the result of {@link #param}. */
  public void setParam(Object value) {
    param = value;
  }

  /** True between the decision to park on a channel and the park. */
  public boolean parkingOnChan() {
    return parkingOnChan;
  }

  /** Opens or closes the window of {@link #parkingOnChan}. */
  public void setParkingOnChan(boolean parking) {
    parkingOnChan = parking;
  }

  /** True at a point where the layout of the youngest frame is not known (async safe point). */
  public boolean atUnsafePoint() {
    return atUnsafePoint;
  }

  /** Says whether the layout of the youngest frame is unknown. */
  public void setAtUnsafePoint(boolean unsafe) {
    atUnsafePoint = unsafe;
  }

  /** True while the stack must not grow (Go: {@code throwsplit}). */
  public boolean splitForbidden() {
    return splitForbidden;
  }

  /** Forbids or allows growth. */
  public void setSplitForbidden(boolean forbidden) {
    splitForbidden = forbidden;
  }

  /** True for a background mark worker, whose stack the scanner itself uses. */
  public boolean markWorker() {
    return markWorker;
  }

  /** Makes the goroutine a background mark worker. */
  public void setMarkWorker(boolean worker) {
    markWorker = worker;
  }

  /** True if a shrink was put off to the goroutine's next preemption point. */
  public boolean preemptShrink() {
    return preemptShrink;
  }

  /** Puts a shrink off, or takes that back; the owner of the stack only. */
  public void setPreemptShrink(boolean wanted) {
    preemptShrink = wanted;
  }

  /** The balance of allocation against marking (Go: {@code gcAssistBytes}); bytes, < 0 is debt. */
  public long assistBytes() {
    return assistBytes;
  }

  /** The collection cycle to which {@link #assistBytes} belongs; in another it counts as 0. */
  public int assistCycle() {
    return assistCycle;
  }

  /**
   * Sets balance and cycle. By the goroutine itself, or by who has claimed it on the queue of
   * parked assists (A1).
   */
  public void setAssist(int cycle, long bytes) {
    assistCycle = cycle;
    assistBytes = bytes;
  }

  @Override
  public String toString() {
    return "goroutine " + id;
  }
}
