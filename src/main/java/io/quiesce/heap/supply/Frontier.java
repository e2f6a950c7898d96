package io.quiesce.heap.supply;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Up to where the heap has grown, and how many growths are under way (Go: {@code curArena}, under
 * the heap lock).
 *
 * <pre>
 *  63          48 47           0
 * +--------------+--------------+
 * |   growing    |     page     |
 * +--------------+--------------+
 * </pre>
 *
 * <p>A growth claims its address space by one compare-and-set that also counts it, publishes the
 * pages, and then ends. So a thread that found no pages knows from one word that none are about to
 * appear: nothing was growing before its scan and the word is the same after it. Only then may it
 * answer that the heap is exhausted (PG9).
 *
 * <p>The compare-and-set is volatile and {@link #end} is a release that the next {@link #seen}
 * acquires: who sees the growth ended finds its pages in the scan that follows. Weakened, a thread
 * reports exhaustion beside free pages.
 */
final class Frontier {
  private static final VarHandle WORD;
  private static final int PAGE_BITS = 48;
  private static final long PAGE_MASK = (1L << PAGE_BITS) - 1;
  private static final long GROWING = 1L << PAGE_BITS;

  static {
    try {
      WORD = MethodHandles.lookup().findVarHandle(Frontier.class, "word", long.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  @SuppressWarnings("UnusedVariable") // through WORD
  private long word;

  Frontier() {}

  /** The word, to be judged and handed to {@link #tryBegin}. */
  long seen() {
    // acquire, pairs with end(): the pages of ended growths are found; weakened: PG9
    return (long) WORD.getAcquire(this);
  }

  /** The word, after a scan, to be compared with the one seen before it. */
  long seenAfterScan() {
    // fence: the scan's loads stay before the look, whatever their mode; weakened: PG9
    VarHandle.acquireFence();
    // opaque: only compared
    return (long) WORD.getOpaque(this);
  }

  /** Claims the pages from {@code page} to {@code end}; false if the word is not {@code seen}. */
  boolean tryBegin(long seen, long end) {
    // one winner for each address; acquire half: the pages come after the claim (PG9), release half
    // idle
    return WORD.compareAndSet(this, seen, (seen & ~PAGE_MASK) + GROWING + end);
  }

  /** Ends a growth, whose pages are published. */
  void end() {
    // volatile: releases the pages, and hands on what growths that ended earlier released
    WORD.getAndAdd(this, -GROWING);
  }

  /** The first page that was never grown. */
  static long page(long word) {
    return word & PAGE_MASK;
  }

  /** Whether some growth is under way. */
  static boolean isGrowing(long word) {
    return word >>> PAGE_BITS != 0;
  }
}
