package io.quiesce.heap.page;

/**
 * The answer to a request for pages, packed in a long so that no object is made: the first page and
 * a count.
 *
 * <p>Layout: {@code [0][count:28][page:35]}. The count is the number of pages in the run that had
 * been scavenged (given back to the operating system), which the new owner must account for as used
 * again; for {@link PageAllocator#takeUnscavenged} it is the length of the run. 35 bits of pages of
 * 8 KiB are 256 TiB.
 */
public final class Claim {
  /** No pages were taken. */
  public static final long NONE = -1;

  private static final int PAGE_BITS = 35;

  /** Pages that can be named: indices 0 to this, exclusive. */
  static final long PAGE_LIMIT = 1L << PAGE_BITS;

  /** The longest run whose count still fits. */
  static final int COUNT_LIMIT = (1 << 28) - 1;

  private Claim() {}

  static long of(long page, int count) {
    return (long) count << PAGE_BITS | page;
  }

  /** First page of the run; undefined for {@link #NONE}. */
  public static long page(long claim) {
    return claim & (PAGE_LIMIT - 1);
  }

  /** How many pages of the run had been scavenged; undefined for {@link #NONE}. */
  public static int scavenged(long claim) {
    return (int) (claim >>> PAGE_BITS);
  }

  /** Length of a run returned by {@link PageAllocator#takeUnscavenged}. */
  public static int length(long claim) {
    return (int) (claim >>> PAGE_BITS);
  }
}
