package io.quiesce.heap.supply;

import io.quiesce.heap.page.Claim;

/**
 * The runs that one P freed last and may want again, at most {@link #SLOTS} of them.
 *
 * <p>Go has no such thing: there a run that is not from the P's page cache goes through the heap
 * lock both ways. Without it each free and each allocation of 128 KiB and more changes the bitmap
 * and its summaries, which all Ps share.
 *
 * <p>Confined to the owner of the P: all accesses are plain, and the hand-over to a foreign flusher
 * is the caller's (E9). A run is given out again only to a request of exactly its length, newest
 * first, so runs are never split here. Its pages count as allocated in the bitmap and as idle in
 * the figures, and none of them is scavenged.
 *
 * <p>It keeps runs only once its P has asked for pages: a P that only frees, or whose spans are
 * placed explicitly, would hoard for nobody.
 */
public final class RunCache {
  /** The longest run that is kept, as many pages as a page cache holds. */
  public static final int MAX_PAGES = 64;

  /** How many runs are kept. */
  public static final int SLOTS = 8;

  /** The answer of {@link #put} when nothing had to leave. */
  static final long NOTHING = -1;

  /** Room on either side, so that caches of neighbouring Ps never share a cache line. */
  private static final int PAD = 16;

  private static final int COUNT = PAD;
  private static final int FIRST = PAD + 1;

  private static final int LENGTH_BITS = 8;
  private static final int LENGTH_MASK = (1 << LENGTH_BITS) - 1;

  /**
   * The count, then the runs as {@code page << 8 | length}, oldest first. All that changes is in
   * the padded array: a collector may move the cache objects themselves side by side.
   */
  private final long[] state = new long[FIRST + SLOTS + PAD];

  /** Written once. */
  private boolean wanted;

  RunCache() {}

  /**
   * Takes the newest run of exactly {@code n} pages.
   *
   * @return a {@link Claim} with no scavenged page, or {@link Claim#NONE}
   */
  long take(int n) {
    if (!wanted) {
      wanted = true;
    }
    for (int i = size() - 1; i >= 0; i--) {
      if (length(i) == n) {
        return page(remove(i));
      }
    }
    return Claim.NONE;
  }

  private long remove(int i) {
    long run = state[FIRST + i];
    int left = size() - 1;
    // as a rule it is the newest that leaves, and nothing moves
    if (i < left) {
      System.arraycopy(state, FIRST + i + 1, state, FIRST + i, left - i);
    }
    state[COUNT] = left;
    return run;
  }

  /** Whether a run of {@code n} pages would be kept. */
  boolean keeps(int n) {
    return wanted && n <= MAX_PAGES;
  }

  /**
   * Keeps a run that {@link #keeps} accepts.
   *
   * @return the oldest run, which had to leave, or {@link #NOTHING}
   */
  long put(long page, int n) {
    long evicted = size() == SLOTS ? remove(0) : NOTHING;
    state[FIRST + size()] = page << LENGTH_BITS | n;
    state[COUNT]++;
    return evicted;
  }

  /** Removes the oldest run, or answers {@link #NOTHING} if there is none. */
  long removeOldest() {
    return size() == 0 ? NOTHING : remove(0);
  }

  /** How many runs are kept; for oracles at quiescence. */
  public int size() {
    return (int) state[COUNT];
  }

  /** First page of run {@code i}, counted from the oldest; for oracles at quiescence. */
  public long page(int i) {
    return page(state[FIRST + i]);
  }

  /** Length of run {@code i}, counted from the oldest; for oracles at quiescence. */
  public int length(int i) {
    return length(state[FIRST + i]);
  }

  static long page(long run) {
    return run >>> LENGTH_BITS;
  }

  static int length(long run) {
    return (int) run & LENGTH_MASK;
  }
}
