package io.quiesce.stack.segmented;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * A goroutine as far as its stack goes (Go 2014: {@code struct G}).
 *
 * <p>The top segment is {@code [lo(), hi())}: {@code stackguard} is {@link
 * SegmentConfig#STACK_GUARD} above lo, {@code stackbase} is the address of its {@link Stktop},
 * which ends at hi. Older segments hang on the record.
 *
 * <p>All fields but two are plain and belong to the owner: the M that runs the goroutine, or the
 * one that took it to COPYSTACK, or the list that holds it dead. Ownership passes through the
 * status: stored with release by the old owner, taken by a compare-and-set with acquire (E9).
 */
public final class SegmentedG {
  /** The value of stackguard0 that asks the goroutine to yield; above every real address. */
  public static final long STACK_PREEMPT = -1314;

  private static final VarHandle STATUS;
  private static final VarHandle GUARD0;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      STATUS = lookup.findVarHandle(SegmentedG.class, "status", GStatus.class);
      GUARD0 = lookup.findVarHandle(SegmentedG.class, "stackguard0", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final long goid;
  private final Gobuf sched = new Gobuf();
  private final Deque<Defer> defers = new ArrayDeque<>();

  @SuppressWarnings("UnusedVariable") // through STATUS
  private GStatus status = GStatus.IDLE;

  @SuppressWarnings("UnusedVariable") // through GUARD0
  private long stackguard0;

  private long stack0;
  private long stackguard;
  private long stackbase;
  private long stacksize;
  private boolean ispanic;
  private int panicwrap;

  /** Makes a goroutine without a stack. */
  public SegmentedG(long goid) {
    this.goid = goid;
  }

  /** Its number. */
  public long goid() {
    return goid;
  }

  /** Its registers while it does not run, and in this model also while it does. */
  public Gobuf sched() {
    return sched;
  }

  /** Its deferred calls, the last one deferred first. */
  public Deque<Defer> defers() {
    return defers;
  }

  /** True if it has at least one segment. */
  public boolean hasStack() {
    return stackbase != 0;
  }

  /** The lowest address of its first segment; 0 without a stack. */
  public long stack0() {
    return stack0;
  }

  /** The lowest address of its top segment. */
  public long lo() {
    return stackguard - SegmentConfig.STACK_GUARD;
  }

  /** The end of its top segment. */
  public long hi() {
    return stackbase + Stktop.BYTES;
  }

  /** Bytes of its top segment, by addresses. */
  public long segmentSize() {
    return hasStack() ? hi() - lo() : 0;
  }

  /** The guard of its top segment. */
  public long stackguard() {
    return stackguard;
  }

  /** The record of its top segment; 0 without a stack. */
  public long stackbase() {
    return stackbase;
  }

  /** Bytes of all its segments; a size to allocate while it travels to the scheduler stack (O1). */
  public long stacksize() {
    return stacksize;
  }

  /** Adds to {@link #stacksize}; negative when a segment was freed or shrunk. */
  public void addStacksize(long bytes) {
    stacksize += bytes;
  }

  /**
   * Stores {@link #stacksize}: only to carry a size to the scheduler stack, and to take it back.
   */
  public void carryStacksize(long bytes) {
    stacksize = bytes;
  }

  /** Makes {@code [lo, hi)} its first and only segment. */
  public void setFirstSegment(long lo, long hi) {
    stack0 = lo;
    enterSegment(lo, hi - Stktop.BYTES);
  }

  /** Makes the segment of the record at {@code top}, from {@code lo}, its top segment. */
  public void enterSegment(long lo, long top) {
    stackguard = lo + SegmentConfig.STACK_GUARD;
    stackbase = top;
    restoreGuard();
  }

  /** The first segment now starts at {@code lo}: it moved or lost its lower half. */
  public void moveStack0(long lo) {
    stack0 = lo;
  }

  /** Forgets its stack. */
  public void clearStack() {
    stack0 = 0;
    stackguard = 0;
    stackbase = 0;
    restoreGuard();
  }

  /** What the function prologue compares with: the guard, or {@link #STACK_PREEMPT}. */
  public long stackguard0() {
    // opaque: the request is advice; the prologue reads once and uses that value throughout
    return (long) GUARD0.getOpaque(this);
  }

  /** Asks the goroutine to yield at its next call. Any thread; may be lost when the stack moves. */
  public void requestPreempt() {
    GUARD0.setOpaque(this, STACK_PREEMPT);
  }

  /** Puts the real guard back; overwrites a request. */
  public void restoreGuard() {
    GUARD0.setOpaque(this, stackguard);
  }

  /** True if the next segment is for a deferred call that runs because of a panic. */
  public boolean ispanic() {
    return ispanic;
  }

  /** Says whether the next segment is for a deferred call that runs because of a panic. */
  public void setIspanic(boolean panic) {
    ispanic = panic;
  }

  /** By how many bytes a panic wrapper moved the arguments. */
  public int panicwrap() {
    return panicwrap;
  }

  /** Sets {@link #panicwrap()}. */
  public void setPanicwrap(int bytes) {
    panicwrap = bytes;
  }

  /** What it does. */
  public GStatus status() {
    // acquire: who finds it DEAD or WAITING sees the stack that its last owner left (E9)
    return (GStatus) STATUS.getAcquire(this);
  }

  /** Takes it from one status to another; false if it is not in {@code from}. */
  public boolean tryStatus(GStatus from, GStatus to) {
    // acquire takes the stack over, release hands it on; weaker: the new owner reads stale fields
    return STATUS.compareAndSet(this, from, to);
  }

  /**
   * Takes it from one status to another.
   *
   * @throws SegmentException if it is not in {@code from}
   */
  public void requireStatus(String operation, GStatus from, GStatus to) {
    if (!tryStatus(from, to)) {
      throw new SegmentException(operation + " needs status " + from + ", but this is " + this);
    }
  }

  @Override
  public String toString() {
    return "goroutine "
        + goid
        + " ("
        + status()
        + ", segment [0x"
        + Long.toHexString(hasStack() ? lo() : 0)
        + ", 0x"
        + Long.toHexString(hasStack() ? hi() : 0)
        + "), stacksize "
        + stacksize
        + ")";
  }
}
