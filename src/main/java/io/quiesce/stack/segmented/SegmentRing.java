package io.quiesce.stack.segmented;

import java.util.Arrays;

/**
 * The fixed-size stacks that one M keeps for itself: a ring of at most 32 (Go 2014: {@code
 * m->stackcache}, {@code stackcachepos}, {@code stackcachecnt}).
 *
 * <p>The last one in is the first one out; a batch leaves at the other end, so what was used last
 * stays. Confined to its M: all accesses are plain.
 */
final class SegmentRing {
  /** Entries of a ring, {@code StackCacheSize}. */
  static final int CAPACITY = 32;

  /** Entries that move at a time, {@code StackCacheBatch}. */
  static final int BATCH = 16;

  private final long[] entries = new long[CAPACITY];
  private int pos;
  private int count;

  boolean isEmpty() {
    return count == 0;
  }

  boolean isFull() {
    return count == CAPACITY;
  }

  /** Adds a stack; the ring must not be full. */
  void push(long lo) {
    entries[pos] = lo;
    pos = (pos + 1) % CAPACITY;
    count++;
  }

  /** Takes the stack that was added last; the ring must not be empty. */
  long pop() {
    pos = (pos + CAPACITY - 1) % CAPACITY;
    count--;
    return entries[pos];
  }

  /** Adds a batch; there must be room. */
  void refill(long[] batch) {
    for (long lo : batch) {
      push(lo);
    }
  }

  /** Takes the batch that has been here longest; the ring must be full. */
  long[] release() {
    long[] batch = new long[BATCH];
    int from = pos + CAPACITY - count;
    for (int i = 0; i < BATCH; i++) {
      batch[i] = entries[(from + i) % CAPACITY];
    }
    count -= BATCH;
    return batch;
  }

  /** The entries, the oldest first. */
  long[] entries() {
    long[] all = new long[count];
    Arrays.setAll(all, i -> entries[(pos + CAPACITY - count + i) % CAPACITY]);
    return all;
  }
}
