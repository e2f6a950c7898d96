package io.quiesce.stack.segmented.block;

import io.quiesce.heap.memory.Memory;

/**
 * The memory of all segments by address: heap blocks and memory of the OS behind one interface.
 *
 * <p>Accesses are plain, eight bytes at a time, little-endian: a segment belongs to its goroutine,
 * and the goroutine to the M that runs it or has claimed it.
 */
public final class SegmentMemory {
  private static final int WORD = 8;

  private final Memory heap;
  private final OsMemory os;

  /** Joins the two memories. */
  public SegmentMemory(Memory heap, OsMemory os) {
    this.heap = heap;
    this.os = os;
  }

  /**
   * The eight bytes at {@code addr}.
   *
   * @throws SegmentMemoryException if nothing is mapped there; the heap's memory has its own errors
   */
  public long getLong(long addr) {
    return OsMemory.covers(addr) ? os.getLong(addr) : heap.getLong(addr);
  }

  /**
   * Stores eight bytes at {@code addr}.
   *
   * @throws SegmentMemoryException if nothing is mapped there; the heap's memory has its own errors
   */
  public void putLong(long addr, long value) {
    if (OsMemory.covers(addr)) {
      os.putLong(addr, value);
    } else {
      heap.putLong(addr, value);
    }
  }

  /** Copies {@code bytes}, a multiple of 8, upwards (Go: {@code memmove}); ranges are disjoint. */
  public void copy(long from, long to, long bytes) {
    if (!OsMemory.covers(from) && !OsMemory.covers(to)) {
      heap.copy(from, to, bytes);
      return;
    }
    for (long i = 0; i < bytes; i += WORD) {
      putLong(to + i, getLong(from + i));
    }
  }

  /** Zeroes {@code bytes}, a multiple of 8 (Go: {@code memclr}). */
  public void clear(long addr, long bytes) {
    if (!OsMemory.covers(addr)) {
      heap.fill(addr, bytes, (byte) 0);
      return;
    }
    for (long i = 0; i < bytes; i += WORD) {
      putLong(addr + i, 0);
    }
  }
}
