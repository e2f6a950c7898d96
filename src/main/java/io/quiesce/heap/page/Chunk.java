package io.quiesce.heap.page;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * The bits of 512 pages: one bitmap of pages taken (1) or free (0), one of scavenged pages, and a
 * version that counts changes of the first (Go: {@code pallocData}).
 *
 * <p>A page's taken bit is changed 0 to 1 by whoever becomes its owner and 1 to 0 by the owner. Its
 * scavenged bit is changed only by the owner while the taken bit is 1, and is 0 whenever it is 1
 * outside those moments (PG7).
 *
 * <p>The version is raised <em>after</em> each group of changes. Its bits from {@link #FREED} up
 * count changes that made pages free; the lower ones count claims and may carry into the upper
 * ones, which costs a reader a needless repetition and nothing else.
 *
 * <table>
 *   <caption>Orderings</caption>
 *   <tr><th>access</th><th>mode</th><th>pairs with</th><th>breaks if weakened</th></tr>
 *   <tr><td>taken word, CAS 0 to 1</td><td>acquire (by CAS)</td><td>CAS 1 to 0</td><td>E3: the new
 *       owner's writes meet the old owner's; PG7: it misses scavenged bits</td></tr>
 *   <tr><td>taken word, CAS 1 to 0</td><td>release (by CAS)</td><td>CAS 0 to 1</td><td>the same</td>
 *       </tr>
 *   <tr><td>version, reads for a summary</td><td>volatile</td><td>version raise of another
 *       thread, after its CAS</td><td>PG5: two updaters of a leaf miss each other's bits</td></tr>
 *   <tr><td>taken word, read</td><td>acquire</td><td>both CAS</td><td>PG9: bits and counters of
 *       different moments</td></tr>
 *   <tr><td>scavenged word</td><td>opaque read, atomic change</td><td>taken word</td><td>neighbours'
 *       bits are lost</td></tr>
 * </table>
 */
final class Chunk {
  static final int PAGES = 512;
  static final int LOG_PAGES = 9;

  /** Version step of a claim. */
  static final long CLAIMED = 1;

  /** Version step of a change that made pages free. */
  static final long FREED = 1 << 16;

  static final int WORDS = PAGES / Long.SIZE;

  /**
   * Indices in {@link #words}: taken bits from 0, the version next to them because a claim changes
   * both, the scavenged bits, and room to the next chunk against false sharing. Taken words stay
   * side by side: each change of one is followed by a summary that reads all.
   */
  private static final int VERSION = WORDS;

  private static final int SCAVENGED = VERSION + 1;
  private static final int LENGTH = SCAVENGED + WORDS + 7;

  private static final VarHandle WORD = MethodHandles.arrayElementVarHandle(long[].class);

  private final long[] words = new long[LENGTH];

  /** A chunk all of whose pages are taken. */
  Chunk() {
    for (int i = 0; i < WORDS; i++) {
      words[i] = -1;
    }
  }

  /** Bits {@code lo} to {@code hi}, exclusive, of word {@code i}, as a mask. */
  private static long mask(int i, int lo, int hi) {
    int from = Math.max(lo - i * Long.SIZE, 0);
    int to = Math.min(hi - i * Long.SIZE, Long.SIZE);
    return -1L >>> (Long.SIZE - (to - from)) << from;
  }

  /** Taken bits of word {@code i}. */
  long taken(int i) {
    // acquire; pairs with the CAS in take and give. Weaker: PG9, bits and counters of different
    // moments. PG5 rests on the version, which is read before.
    return (long) WORD.getAcquire(words, i);
  }

  /** Scavenged bits of word {@code i}. */
  long scavenged(int i) {
    // opaque; for a page's owner the taken word orders it, for others it is a guess.
    return (long) WORD.getOpaque(words, SCAVENGED + i);
  }

  /** The number of changes so far; raised by {@link #changed} after each. */
  long version() {
    // volatile; pairs with changed. Weaker: a leaf's writer misses bits changed since (PG5).
    return (long) WORD.getVolatile(words, VERSION);
  }

  /** Announces that bits have changed; {@code step} is {@link #CLAIMED} or {@link #FREED}. */
  void changed(long step) {
    // volatile RMW; pairs with version. Lost or early: PG5 stale leaf, PG9 false "none".
    WORD.getAndAdd(words, VERSION, step);
  }

  /**
   * Takes free pages {@code lo} to {@code hi}, ascending, until one is not free.
   *
   * @return the end of what was taken: {@code hi} for success
   */
  int take(int lo, int hi) {
    for (int i = lo / Long.SIZE; i * Long.SIZE < hi; i++) {
      long mask = mask(i, lo, hi);
      long seen;
      do {
        seen = taken(i);
        if ((seen & mask) != 0) {
          return Math.max(lo, i * Long.SIZE);
        }
        // CAS; acquire half pairs with give: E3. Release half hands on what came with pages that
        // stay free. Or-ing without the test would seize owned pages.
      } while (!WORD.compareAndSet(words, i, seen, seen | mask));
    }
    return hi;
  }

  /**
   * Makes taken pages {@code lo} to {@code hi} free, ascending, until one is already free.
   *
   * @return the end of what was given: {@code hi} for success
   */
  int give(int lo, int hi) {
    for (int i = lo / Long.SIZE; i * Long.SIZE < hi; i++) {
      long mask = mask(i, lo, hi);
      long seen;
      do {
        seen = taken(i);
        if ((seen & mask) != mask) {
          return Math.max(lo, i * Long.SIZE);
        }
        // CAS; release half pairs with take: E3, and PG7 for the scavenged bits set before. Acquire
        // half idle.
      } while (!WORD.compareAndSet(words, i, seen, seen & ~mask));
    }
    return hi;
  }

  /**
   * Takes whatever is free in word {@code i}.
   *
   * @return the pages taken, 0 if none was free
   */
  long takeWord(int i) {
    long seen;
    do {
      seen = taken(i);
      // CAS; acquire half pairs with give: E3. Release half idle: it leaves no page free.
    } while (seen != -1 && !WORD.compareAndSet(words, i, seen, -1L));
    return ~seen;
  }

  /** Makes the owned pages {@code bits} of word {@code i} free. */
  void giveWord(int i, long bits) {
    // RMW; release half pairs with take: E3, PG7. Acquire half idle.
    WORD.getAndBitwiseAnd(words, i, ~bits);
  }

  /** The first page from {@code lo} to {@code hi} that is free; {@code hi} if none. */
  int firstFree(int lo, int hi) {
    for (int i = lo / Long.SIZE; i * Long.SIZE < hi; i++) {
      long free = ~taken(i) & mask(i, lo, hi);
      if (free != 0) {
        return i * Long.SIZE + Long.numberOfTrailingZeros(free);
      }
    }
    return hi;
  }

  /** How many of the pages {@code lo} to {@code hi} are scavenged. */
  int countScavenged(int lo, int hi) {
    int count = 0;
    for (int i = lo / Long.SIZE; i * Long.SIZE < hi; i++) {
      count += Long.bitCount(scavenged(i) & mask(i, lo, hi));
    }
    return count;
  }

  /** Clears the scavenged bits of owned pages; returns how many were set. */
  int clearScavenged(int lo, int hi) {
    int count = 0;
    for (int i = lo / Long.SIZE; i * Long.SIZE < hi; i++) {
      count += Long.bitCount(clearScavengedWord(i, mask(i, lo, hi)));
    }
    return count;
  }

  /** Clears the scavenged bits of the owned pages {@code bits} of word {@code i}; returns them. */
  long clearScavengedWord(int i, long bits) {
    long set = scavenged(i) & bits;
    if (set != 0) {
      // RMW, order by the taken word; a plain store would lose neighbours' bits (PG7).
      WORD.getAndBitwiseAndRelease(words, SCAVENGED + i, ~set);
    }
    return set;
  }

  /** Marks owned pages scavenged. */
  void setScavenged(int lo, int hi) {
    for (int i = lo / Long.SIZE; i * Long.SIZE < hi; i++) {
      setScavengedWord(i, mask(i, lo, hi));
    }
  }

  /** Marks the owned pages {@code bits} of word {@code i} scavenged. */
  void setScavengedWord(int i, long bits) {
    // RMW, order by the taken word; a plain store would lose neighbours' bits (PG7).
    WORD.getAndBitwiseOrRelease(words, SCAVENGED + i, bits);
  }
}
