package io.quiesce.stack.segmented;

import io.quiesce.phase.ExecutionContext;

/**
 * The part of an M that the stacks of 2014 need: its ring, its count, and what it is doing.
 *
 * <p>Belongs to the one thread that runs the M; all fields are plain. Others read the observers
 * only while the M rests.
 */
public final class SegmentedM {
  private final ExecutionContext ctx;
  private final SegmentRing ring = new SegmentRing();
  private SegmentedG curg;
  private long stackinuse;
  private int mallocing;
  private int locks;

  /** Makes the part of the M that runs as {@code ctx}. */
  public SegmentedM(ExecutionContext ctx) {
    this.ctx = ctx;
  }

  /** Which stack it is on and which P it owns. */
  public ExecutionContext ctx() {
    return ctx;
  }

  /** The goroutine that it runs, or null. */
  public SegmentedG curg() {
    return curg;
  }

  /** Records which goroutine it runs; null for none. */
  public void setCurg(SegmentedG gp) {
    curg = gp;
  }

  /**
   * Fixed stacks that were allocated through this M less those freed through it; may be negative.
   */
  public long stackinuse() {
    return stackinuse;
  }

  void addStackinuse(int delta) {
    stackinuse += delta;
  }

  SegmentRing ring() {
    return ring;
  }

  /** The fixed stacks in its ring, the oldest first. */
  public long[] ringEntries() {
    return ring.entries();
  }

  /** Enters the malloc implementation, in which only fixed stacks can be had. Nests. */
  public void enterMalloc() {
    mallocing++;
  }

  /** Leaves the malloc implementation. */
  public void leaveMalloc() {
    if (mallocing == 0) {
      throw new SegmentException("leaveMalloc: " + this + " is not inside malloc");
    }
    mallocing--;
  }

  /** True inside malloc. */
  public boolean mallocing() {
    return mallocing > 0;
  }

  /** Forbids preemption until {@link #unlock}. Nests. */
  public void lock() {
    locks++;
  }

  /** Allows preemption again. */
  public void unlock() {
    if (locks == 0) {
      throw new SegmentException("unlock: " + this + " holds no lock");
    }
    locks--;
  }

  /** True if its goroutine may be made to yield now. */
  public boolean preemptible() {
    return locks == 0 && mallocing == 0;
  }

  @Override
  public String toString() {
    return "M of " + ctx;
  }
}
