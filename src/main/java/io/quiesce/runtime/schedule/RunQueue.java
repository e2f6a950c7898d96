package io.quiesce.runtime.schedule;

import io.quiesce.sched.G;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * The runnable goroutines of one P: a ring that its owner fills and everybody takes from (Go:
 * {@code runqput}, {@code runqget}, {@code runqgrab}).
 *
 * <ol>
 *   <li><b>Put</b>, by the owner of the P: store the slot, then the tail.
 *   <li><b>Take</b>, by anybody: read head, tail and slot, then move the head by compare-and-set;
 *       who moves it has the slot. Slots between head and tail are not written, so what was read
 *       before a head that did not move is right.
 * </ol>
 *
 * <p>Invariants: R1, each goroutine put is taken once; R2, {@code 0 <= tail - head <= SIZE}.
 *
 * <p>Orderings: the tail's store is volatile and so releases the slot to the takers' acquire of the
 * tail (weaker: a taker finds null or the goroutine of a former turn), and comes before the owner's
 * look for an idle P; the head's compare-and-set is volatile, its acquire with the owner's check of
 * room (weaker: R1, a slot is overwritten while a taker still reads it).
 */
final class RunQueue {
  /** Slots (Go: 256). */
  static final int SIZE = 256;

  private static final VarHandle HEAD;
  private static final VarHandle TAIL;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      HEAD = lookup.findVarHandle(RunQueue.class, "head", int.class);
      TAIL = lookup.findVarHandle(RunQueue.class, "tail", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final AtomicReferenceArray<G> slots = new AtomicReferenceArray<>(SIZE);

  @SuppressWarnings("UnusedVariable") // through HEAD
  private int head;

  private int tail;

  RunQueue() {}

  /** Appends {@code g}; false if the ring is full. By the owner of the P. */
  boolean put(G g) {
    // plain: the owner's own store; the former owner's came with the P
    int end = tail;
    // acquire, with the takers' compare-and-set: the slot is free
    if (end - (int) HEAD.getAcquire(this) >= SIZE) {
      return false;
    }
    // plain: nobody reads the slot before the tail covers it
    slots.setPlain(end & (SIZE - 1), g);
    // volatile: releases the slot, and the caller looks for an idle P next
    TAIL.setVolatile(this, end + 1);
    return true;
  }

  /** Takes the first goroutine; null if there is none. Anybody may. */
  G take() {
    while (true) {
      int first = (int) HEAD.getAcquire(this);
      // acquire, with put: the slot
      if (first == (int) TAIL.getAcquire(this)) {
        return null;
      }
      // opaque: if the slot is overwritten meanwhile, the head has moved
      G g = slots.getOpaque(first & (SIZE - 1));
      // volatile: one taker wins (R1), and its read of the slot stays before it
      if (HEAD.compareAndSet(this, first, first + 1)) {
        return g;
      }
    }
  }

  /** How many there are; exact for the owner while nobody takes. */
  int size() {
    int first = (int) HEAD.getAcquire(this);
    return Math.max(0, (int) TAIL.getAcquire(this) - first);
  }

  /** True if there is none. Volatile: the second look of an M that goes idle. */
  boolean isEmpty() {
    return (int) TAIL.getVolatile(this) == (int) HEAD.getVolatile(this);
  }
}
