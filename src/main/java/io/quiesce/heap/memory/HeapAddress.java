package io.quiesce.heap.memory;

/**
 * The map between byte addresses and page indices.
 *
 * <p>The address space begins where Go's first arena hint is on 64-bit Linux, so that addresses
 * look as they do in Go and 0 is never valid: it is nil. Pages have 8 KiB (Go: {@code _PageSize}).
 */
public final class HeapAddress {
  /** The address of page 0. */
  public static final long BASE = 0xc0_0000_0000L;

  /** log2 of {@link #PAGE_BYTES} (Go: {@code _PageShift}). */
  public static final int PAGE_SHIFT = 13;

  /** Bytes in a page. */
  public static final int PAGE_BYTES = 1 << PAGE_SHIFT;

  /** Bytes by which a heap grows, and so the unit in which memory is committed: 4 MiB. */
  public static final int CHUNK_BYTES = 1 << 22;

  private HeapAddress() {}

  /** The index of the page that holds {@code addr}; negative below {@link #BASE}. */
  public static long page(long addr) {
    return (addr - BASE) >> PAGE_SHIFT;
  }

  /** The address of the first byte of page {@code page}. */
  public static long of(long page) {
    return BASE + (page << PAGE_SHIFT);
  }

  /** Bytes in {@code npages} pages. */
  public static long bytes(long npages) {
    return npages << PAGE_SHIFT;
  }

  /** An address as it is written in messages. */
  public static String hex(long addr) {
    return "0x" + Long.toHexString(addr);
  }
}
