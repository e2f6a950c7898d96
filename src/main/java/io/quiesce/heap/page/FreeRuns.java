package io.quiesce.heap.page;

/**
 * Finds runs of free pages within one {@link Chunk}, by word operations (Go: {@code
 * pallocBits.summarize}, {@code pallocBits.find}, {@code pallocData.findScavengeCandidate}).
 *
 * <p>All that is found is a guess under concurrency: the bits are read word by word.
 */
final class FreeRuns {
  /** No run: less than any bit, also those of earlier chunks. */
  static final int NO_RUN = Integer.MIN_VALUE;

  private static final int WORD = Long.SIZE;

  private FreeRuns() {}

  /** The chunk's leaf summary, computed from its bits. */
  static long summarize(Chunk chunk) {
    int start = -1;
    int max = 0;
    int run = 0;
    for (int i = 0; i < Chunk.WORDS; i++) {
      long taken = chunk.taken(i);
      if (taken == 0) {
        run += WORD;
        continue;
      }
      int low = Long.numberOfTrailingZeros(taken);
      int high = Long.numberOfLeadingZeros(taken);
      run += low;
      if (start < 0) {
        start = run;
      }
      max = Math.max(max, run);
      if (WORD - Long.bitCount(taken) - low - high > max) {
        max = longestWithin(~taken, max);
      }
      run = high;
    }
    return start < 0
        ? Summary.of(Chunk.PAGES, Chunk.PAGES, Chunk.PAGES)
        : Summary.of(start, Math.max(max, run), run);
  }

  /**
   * The first run of {@code n} free pages, when the {@code carry} pages before the chunk are free
   * too.
   *
   * @return its first bit, which is negative if it begins before the chunk, or {@link #NO_RUN}
   */
  static int find(Chunk chunk, int n, int carry) {
    int run = carry;
    for (int i = 0; i < Chunk.WORDS; i++) {
      long taken = chunk.taken(i);
      if (run + Long.numberOfTrailingZeros(taken) >= n) {
        return i * WORD - run;
      }
      if (taken == 0) {
        run += WORD;
        continue;
      }
      if (n < WORD) {
        long starts = starts(~taken, n);
        if (starts != 0) {
          return i * WORD + Long.numberOfTrailingZeros(starts);
        }
      }
      run = Long.numberOfLeadingZeros(taken);
    }
    return NO_RUN;
  }

  /** Free pages at the end of the chunk. */
  static int trailing(Chunk chunk) {
    int run = 0;
    for (int i = Chunk.WORDS - 1; i >= 0; i--) {
      long taken = chunk.taken(i);
      if (taken != 0) {
        return run + Long.numberOfLeadingZeros(taken);
      }
      run += WORD;
    }
    return run;
  }

  /**
   * The end of the highest run of free pages that are not scavenged, below bit {@code hi}.
   *
   * @return the bit after its last page, or 0 if there is none
   */
  static int endOfUnscavenged(Chunk chunk, int hi) {
    for (int i = (hi - 1) / WORD; i >= 0 && hi > 0; i--) {
      long wanted = unscavenged(chunk, i) & below(hi - i * WORD);
      if (wanted != 0) {
        return i * WORD + WORD - Long.numberOfLeadingZeros(wanted);
      }
    }
    return 0;
  }

  /**
   * The start of the run of free pages that are not scavenged and end at bit {@code hi}, going back
   * at most {@code limit} pages.
   */
  static int startOfUnscavenged(Chunk chunk, int hi, int limit) {
    int lo = hi;
    while (lo > 0 && hi - lo < limit) {
      int i = (lo - 1) / WORD;
      int inWord = lo - i * WORD;
      int run = Long.numberOfLeadingZeros(~(unscavenged(chunk, i) << (WORD - inWord)));
      lo -= Math.min(run, inWord);
      if (run < inWord) {
        break;
      }
    }
    return Math.max(lo, hi - limit);
  }

  private static long unscavenged(Chunk chunk, int i) {
    return ~(chunk.taken(i) | chunk.scavenged(i));
  }

  private static long below(int bit) {
    return bit >= WORD ? -1L : (1L << bit) - 1;
  }

  /** The longest run of ones in {@code free}, or {@code atLeast}, below 64, if that is more. */
  private static int longestWithin(long free, int atLeast) {
    int longest = atLeast;
    for (long s = starts(free, longest + 1); s != 0; s &= s >>> 1) {
      longest++;
    }
    return longest;
  }

  /** The bits of {@code free} at which a run of {@code n} ones begins; {@code n} is 1 to 64. */
  static long starts(long free, int n) {
    long starts = free;
    // Invariant: starts holds the bits at which a run of `have` ones begins.
    for (int have = 1; have < n && starts != 0; ) {
      int step = Math.min(have, n - have);
      starts &= starts >>> step;
      have += step;
    }
    return starts;
  }
}
