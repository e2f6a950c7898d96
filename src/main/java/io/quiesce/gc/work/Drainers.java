package io.quiesce.gc.work;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;

/**
 * The threads that drain what is left, all together, while the world is stopped (Go up to 1.11:
 * {@code work.nproc} and {@code work.nwait} of mark termination).
 *
 * <p>A drainer that finds no buffer counts as idle until it finds one. When all are idle, and no
 * root job is left, nobody can make work any more: the last one to become idle had found the full
 * list empty while nobody else was busy.
 *
 * <p>Orderings: a change of the count is volatile and comes after the drainer's last push and its
 * failed pop. The look whether all are idle acquires: it comes before the look at the roots, and
 * who is told that nothing is left sees what the others have done. It need not be volatile: a
 * drainer counts as idle only after its own failed pop, and whoever took a buffer from it had
 * ceased to count before.
 */
public final class Drainers {
  private final int nproc;
  private final BooleanSupplier rootsLeft;
  private final AtomicInteger nwait = new AtomicInteger();

  /**
   * All drainers busy.
   *
   * @param nproc how many there are, at least 1
   * @param rootsLeft whether a root job is still to be claimed
   */
  public Drainers(int nproc, BooleanSupplier rootsLeft) {
    if (nproc < 1) {
      throw new IllegalArgumentException("nproc=" + nproc + "; at least one drainer is needed");
    }
    this.nproc = nproc;
    this.rootsLeft = rootsLeft;
  }

  /** How many drainers there are. */
  public int nproc() {
    return nproc;
  }

  /** How many of them have found nothing; a figure, exact when nobody drains. */
  public int nwait() {
    return nwait.getOpaque();
  }

  /** One drainer more has found nothing. */
  void idle() {
    int before = nwait.getAndIncrement();
    if (before >= nproc) {
      throw new WorkBufException("getfull: nwait=" + (before + 1) + " exceeds nproc=" + nproc);
    }
  }

  /** One of them has seen something and will try to take it. */
  void busy() {
    int before = nwait.getAndDecrement();
    if (before < 1 || before > nproc) {
      throw new WorkBufException("getfull: nwait=" + before + " of nproc=" + nproc + " goes down");
    }
  }

  /** Whether no work exists any more. */
  boolean allDone() {
    // acquire, with idle(): what all the others have drained
    return nwait.getAcquire() == nproc && !rootsLeft.getAsBoolean();
  }
}
