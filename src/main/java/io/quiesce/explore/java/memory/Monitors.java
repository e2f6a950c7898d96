package io.quiesce.explore.java.memory;

import io.quiesce.explore.java.heap.Heap;
import io.quiesce.explore.java.strand.Strand;
import io.quiesce.explore.java.strand.Strands;
import io.quiesce.explore.program.Mode;
import io.quiesce.explore.program.Rmw;

/**
 * Monitors, wait and notify.
 *
 * <p>A monitor is the first location of its object: 0 when it is free, else the number of its owner
 * plus one. Entering awaits 0 and writes the owner (acquire); leaving writes 0 (release).
 *
 * <p>The wait set of a monitor is a location that is only used with the monitor held: one bit for
 * each waiting thread. A waiting thread awaits {@link Threads#NOTIFIED} or {@link
 * Threads#INTERRUPTED} in its own word. Spurious wake-ups do not happen; a time limit may run out
 * at any moment or never, which is a choice.
 */
public final class Monitors {
  private final Strands strands;
  private final Memory memory;
  private final Threads threads;

  /** The monitors of a strands. */
  public Monitors(Strands strands, Memory memory, Threads threads) {
    this.strands = strands;
    this.memory = memory;
    this.threads = threads;
  }

  private int block(Object object) {
    return (int) memory.encode(object);
  }

  /** Enters the monitor of an object. */
  public void enter(Object object, int site) {
    int monitor = block(object);
    Strand strand = strands.current();
    if (strand.held.merge(monitor, 1, Integer::sum) == 1) {
      acquire(monitor, site);
    }
  }

  private void acquire(int monitor, int site) {
    Strand strand = strands.current();
    int line = strands.site(site);
    strands.emit(
        strand
            .op
            .update(monitor, Rmw.SET, strand.index + 1, Mode.ACQUIRE, line)
            .await(-1, 0, false));
  }

  /** Leaves the monitor of an object. */
  public void exit(Object object, int site) {
    int monitor = block(object);
    Strand strand = strands.current();
    requireHeld(strand, monitor);
    if (strand.held.merge(monitor, -1, Monitors::left) == null) {
      memory.write(monitor, 0, Mode.RELEASE, site);
    }
  }

  private static Integer left(int depth, int minusOne) {
    return depth + minusOne == 0 ? null : Integer.valueOf(depth + minusOne);
  }

  private static void requireHeld(Strand strand, int monitor) {
    if (!strand.held.containsKey(monitor)) {
      throw new IllegalMonitorStateException("current thread is not owner");
    }
  }

  private int waitSet(int monitor) {
    return memory.heap().block(new Heap.Name("wait set", 0, Strand.PERMANENT, monitor, 1));
  }

  /** {@code Object.wait}; {@code timed} if it has a limit. */
  public void await(Object object, boolean timed, int site) throws InterruptedException {
    int monitor = block(object);
    Strand strand = strands.current();
    requireHeld(strand, monitor);
    if (threads.interrupted(site)) {
      throw new InterruptedException();
    }
    int line = strands.site(site);
    boolean expires = timed && strands.emit(strand.op.choice(2, line)) == 1;
    long bit = 1L << strand.index;
    addToWaitSet(monitor, bit, site);
    memory.write(monitor, 0, Mode.RELEASE, site);
    long word = expires ? 0 : threads.awaitSignal(site);
    acquire(monitor, site);
    boolean notified = (word & Threads.NOTIFIED) != 0;
    if (!notified) {
      notified = leaveWaitSet(monitor, bit, site);
    }
    if (!notified && !expires) {
      threads.interrupted(site);
      throw new InterruptedException();
    }
  }

  private void addToWaitSet(int monitor, long bit, int site) {
    long set = readWaitSet(monitor, site);
    memory.write(waitSet(monitor), set | bit, Mode.OPAQUE, site);
  }

  private long readWaitSet(int monitor, int site) {
    return memory.read(waitSet(monitor), Mode.OPAQUE, site);
  }

  /** Gives up waiting; true if a notification came before that, which is then consumed. */
  private boolean leaveWaitSet(int monitor, long bit, int site) {
    long set = readWaitSet(monitor, site);
    if ((set & bit) != 0) {
      memory.write(waitSet(monitor), set & ~bit, Mode.OPAQUE, site);
      return false;
    }
    threads.clear(Threads.NOTIFIED, site);
    return true;
  }

  /** {@code notify}, or {@code notifyAll} with {@code all}. */
  public void signal(Object object, boolean all, int site) {
    int monitor = block(object);
    Strand strand = strands.current();
    requireHeld(strand, monitor);
    long set = readWaitSet(monitor, site);
    if (set == 0) {
      return;
    }
    long chosen = all ? set : choose(set, site);
    memory.write(waitSet(monitor), set & ~chosen, Mode.OPAQUE, site);
    for (int thread = 0; thread < Long.SIZE; thread++) {
      if ((chosen & 1L << thread) != 0) {
        threads.set(thread, Threads.NOTIFIED, Mode.OPAQUE, site);
      }
    }
  }

  private long choose(long set, int site) {
    int waiting = Long.bitCount(set);
    Strand strand = strands.current();
    long turn = waiting == 1 ? 0 : strands.emit(strand.op.choice(waiting, strands.site(site)));
    long rest = set;
    for (long i = 0; i < turn; i++) {
      rest &= rest - 1;
    }
    return Long.lowestOneBit(rest);
  }
}
