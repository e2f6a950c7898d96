package io.quiesce.stack.segmented.block;

/**
 * The memory of all segments by address: heap blocks and memory of the OS behind one interface.
 *
 * <p>Accesses are plain, eight bytes at a time, little-endian: a segment belongs to its goroutine,
 * and the goroutine to the M that runs it or has claimed it.
 */
public final class SegmentMemory {
  private static final int WORD = 8;

  private final PageSource pages;
  private final OsMemory os;

  /** Joins the two memories. */
  public SegmentMemory(PageSource pages, OsMemory os) {
    this.pages = pages;
    this.os = os;
  }

  /**
   * The eight bytes at {@code addr}.
   *
   * @throws SegmentMemoryException if there is no memory
   */
  public long getLong(long addr) {
    return OsMemory.covers(addr) ? os.getLong(addr) : pages.getLong(checked(addr));
  }

  /**
   * Stores eight bytes at {@code addr}.
   *
   * @throws SegmentMemoryException if there is no memory
   */
  public void putLong(long addr, long value) {
    if (OsMemory.covers(addr)) {
      os.putLong(addr, value);
    } else {
      pages.putLong(checked(addr), value);
    }
  }

  /** Copies {@code bytes}, a multiple of 8, upwards (Go: {@code memmove}); ranges are disjoint. */
  public void copy(long from, long to, long bytes) {
    if (!OsMemory.covers(from) && !OsMemory.covers(to)) {
      pages.copy(checked(from), checked(to), bytes);
      return;
    }
    for (long i = 0; i < bytes; i += WORD) {
      putLong(to + i, getLong(from + i));
    }
  }

  /** Zeroes {@code bytes}, a multiple of 8 (Go: {@code memclr}). */
  public void clear(long addr, long bytes) {
    for (long i = 0; i < bytes; i += WORD) {
      putLong(addr + i, 0);
    }
  }

  private long checked(long addr) {
    if (addr < pages.base() || addr >= pages.limit()) {
      throw new SegmentMemoryException(
          "access at 0x"
              + Long.toHexString(addr)
              + ": outside the heap [0x"
              + Long.toHexString(pages.base())
              + ", 0x"
              + Long.toHexString(pages.limit())
              + ") and outside the memory of the OS");
    }
    return addr;
  }
}
