package io.quiesce.sched;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A goroutine (Go: {@code g} in runtime2.go): its status, its stack and what it waits for.
 *
 * <pre>
 *   31       14    13     12  11        0
 * +------------+--------+------+----------+
 * |     0      | wanted | scan |  status  |
 * +------------+--------+------+----------+
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
 * <p>A scanner that meets a goroutine in RUNNING sets the wanted bit (Go: {@code preemptStop}) and
 * asks it to yield. Each transition keeps the bit, and one into RUNNING waits while it is set; so
 * the goroutine, once it has left RUNNING, cannot slip back before the scanner has seen it. Only
 * the return from COPYSTACK does not wait: nobody could scan there. {@link #endScan} clears both
 * bits.
 *
 * <p>So scanning, running and moving exclude each other (G7), and each hand-over carries what the
 * former owner wrote: the compare-and-set that takes the status acquires what the one that left it
 * released. Weaker than acquire and release: a moved stack is scanned at its old address.
 */
public final class G {
  private static final VarHandle STATUS;
  private static final int SCAN = 0x1000;
  private static final int WANTED = 0x2000;
  private static final int BITS = SCAN | WANTED;

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

  /** The status without the two bits. Acquire, with {@link #cas}. */
  public GStatus status() {
    return GStatus.of((int) STATUS.getAcquire(this) & ~BITS);
  }

  /** True while somebody holds the scan bit. Only its holder may conclude anything from it. */
  public boolean isScanned() {
    // opaque: the holder reads its own store
    return ((int) STATUS.getOpaque(this) & SCAN) != 0;
  }

  /**
   * {@code from} to {@code to}; waits while the scan bit is set, and into RUNNING also while a scan
   * is wanted (Go: {@code casgstatus}).
   *
   * @throws GoroutineStateException if the status is another one
   */
  public void cas(GStatus from, GStatus to) {
    // volatile: acquires the stack from the last owner, releases it to the next (G7)
    if (!STATUS.compareAndSet(this, from.code(), to.code())) {
      casWithBits(from, to);
    }
  }

  private void casWithBits(GStatus from, GStatus to) {
    boolean staysOut = to == GStatus.RUNNING && from != GStatus.COPYSTACK;
    for (int turn = 0; ; turn++) {
      // opaque: a guess that the compare-and-set below confirms
      int seen = (int) STATUS.getOpaque(this);
      if ((seen & ~BITS) != from.code()) {
        throw new GoroutineStateException(
            "cas " + from + " to " + to + ": " + this + " is " + GStatus.of(seen & ~BITS));
      }
      boolean waits = (seen & SCAN) != 0 || (staysOut && (seen & WANTED) != 0);
      // volatile, as in cas
      if (!waits && STATUS.compareAndSet(this, seen, to.code() | (seen & WANTED))) {
        return;
      }
      Backoff.pause(turn);
    }
  }

  /** Keeps the goroutine, once it has left RUNNING, from running again until it was scanned. */
  public void requestScan() {
    // atomic with the status: a transition either sees the bit and keeps it, or comes before; the
    // mode is the weakest that there is, since nothing is read or told with the bit
    STATUS.getAndBitwiseOrRelease(this, WANTED);
  }

  /** Takes {@link #requestScan} back, for a goroutine that turned out to be dead. */
  public void cancelScan() {
    // release is enough: whoever waits for the bit learns nothing from the scanner
    STATUS.getAndBitwiseAndRelease(this, ~WANTED);
  }

  /**
   * Takes the scan bit if the status is {@code expected} and the bit is free (Go: {@code
   * castogscanstatus}); then the caller owns the stack.
   */
  public boolean tryScan(GStatus expected) {
    int seen = (int) STATUS.getOpaque(this);
    // acquire is enough to read the stack as it was left; release comes with endScan
    return (seen & ~WANTED) == expected.code()
        && (int) STATUS.compareAndExchangeAcquire(this, seen, seen | SCAN) == seen;
  }

  /**
   * Gives the scan bit back; the scan is no longer wanted (Go: {@code casfrom_Gscanstatus}).
   *
   * @throws GoroutineStateException if the bit is not set
   */
  public void endScan() {
    int seen = (int) STATUS.getOpaque(this);
    if ((seen & SCAN) == 0) {
      throw new GoroutineStateException("endScan: nobody scans " + this);
    }
    // release, with the acquire of the next owner: it sees the moved stack. A request that comes
    // between the look and the store is lost; its scanner asks again while the goroutine runs
    STATUS.setRelease(this, seen & ~BITS);
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
