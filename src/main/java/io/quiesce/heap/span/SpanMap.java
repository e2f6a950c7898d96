package io.quiesce.heap.span;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.Consumer;

/**
 * Finds the span of a page, for anyone at any time (Go: {@code heapArena.spans}, {@code spanOf}).
 *
 * <p>Go keeps a reference for each page. Here the reference stands at the span's first page only,
 * and each page of the span has its distance to the first: a new span then stores one reference,
 * which is the store that a generational collector makes expensive.
 *
 * <h2>Protocol</h2>
 *
 * <ol>
 *   <li><b>Set</b>, by the owner of the pages, after the span's word was published: the reference
 *       at the first page (release), then the distances (opaque).
 *   <li><b>Find</b>: the distance of the page (opaque), the reference that it leads to (acquire),
 *       the span's word (acquire), then the bounds. Without all four agreeing there is no span.
 *   <li><b>Free</b> does nothing here: dead spans stay until their first page begins another span,
 *       which may be the same object in its next life.
 * </ol>
 *
 * A distance that equals the one already there is not stored again: who sees the old store may miss
 * the new reference, but so may who reads a slot of Go's before it is overwritten; whoever obtained
 * an address inside the span through an acquire sees both.
 *
 * <h2>Invariants</h2>
 *
 * <ul>
 *   <li>H2. For a live span, find of each of its pages is that span, for everyone to whom its
 *       address was published.
 *   <li>I1. Find never answers a span that does not contain the page, and never one that was dead
 *       throughout the call.
 *   <li>H10. The in-use bit of a page is set iff a fully initialised IN_USE span begins there.
 * </ul>
 *
 * <h2>Orderings</h2>
 *
 * <table>
 *   <caption>Accesses on which the invariants rest</caption>
 *   <tr><th>access</th><th>mode</th><th>pairs with</th><th>breaks, if weakened</th></tr>
 *   <tr><td>reference store / load</td><td>release / acquire</td><td>each other</td><td>E2, H3: a
 *       span without its word and fields</td></tr>
 *   <tr><td>distance store / load</td><td>opaque</td><td>validated by word and bounds; H2 by what
 *       handed the address over</td><td>invented values</td></tr>
 *   <tr><td>arena install / load</td><td>CAS / opaque</td><td>final fields and zeros</td><td>H2: an
 *       arena replaced</td></tr>
 *   <tr><td>in-use bit</td><td>release / acquire</td><td>set, isInUse</td><td>H10: bit seen before
 *       the span</td></tr>
 * </table>
 */
public final class SpanMap {
  private static final VarHandle ARENA = MethodHandles.arrayElementVarHandle(Arena[].class);
  private static final VarHandle FIRST = MethodHandles.arrayElementVarHandle(Span[].class);
  private static final VarHandle BACK = MethodHandles.arrayElementVarHandle(int[].class);
  private static final VarHandle BITS = MethodHandles.arrayElementVarHandle(long[].class);

  /** Unused slots before the first, so that no store hits the line of the array's length. */
  private static final int PAD = 16;

  /** The slots of one arena; made once, before its pages can be allocated. */
  private static final class Arena {
    /** The reference of slot i is at {@code PAD + i}. */
    final Span[] first;

    final int[] back;
    final long[] inUse;

    Arena(int pages) {
      first = new Span[PAD + pages];
      back = new int[pages];
      inUse = new long[(pages + Long.SIZE - 1) / Long.SIZE];
    }
  }

  private final int arenaShift;
  private final int arenaPages;
  private final long maxPages;
  private final Arena[] arenas;

  /**
   * An empty map.
   *
   * @param arenaPages pages whose slots are made together; a power of two
   * @param maxPages size of the address space in pages; at least 1
   */
  public SpanMap(int arenaPages, long maxPages) {
    if (arenaPages < 1 || Integer.bitCount(arenaPages) != 1 || maxPages < 1) {
      throw new IllegalArgumentException(
          "arenaPages="
              + arenaPages
              + ", maxPages="
              + maxPages
              + "; must be a power of two and positive");
    }
    arenaShift = Integer.numberOfTrailingZeros(arenaPages);
    this.arenaPages = arenaPages;
    this.maxPages = maxPages;
    arenas = new Arena[Math.toIntExact((maxPages + arenaPages - 1) >> arenaShift)];
  }

  /** Makes the slots for these pages, unless they exist; several threads may do so at once. */
  public void prepare(long page, long npages) {
    for (long i = page >> arenaShift; i <= (page + npages - 1) >> arenaShift; i++) {
      // opaque: only compared
      if (ARENA.getOpaque(arenas, (int) i) == null) {
        // CAS: a set could drop slots in use; its order is idle, see arena()
        ARENA.compareAndSet(arenas, (int) i, null, new Arena(arenaPages));
      }
    }
  }

  /** Publishes a span; the caller owns its pages and has published its word. */
  public void set(Span span) {
    long page = span.firstPage();
    int n = span.npages();
    Span[] first = arena(page).first;
    // plain: ours with the page; a span in a later life stands there already
    if (first[PAD + slot(page)] != span) {
      // release, pairs with recordAt(): word and fields are seen with the reference; weakened: E2
      FIRST.setRelease(first, PAD + slot(page), span);
    }
    for (int done = 0; done < n; ) {
      int[] back = arena(page + done).back;
      int from = slot(page + done);
      int to = Math.min(arenaPages, from + n - done);
      for (int i = from; i < to; i++, done++) {
        // plain: the slot is ours with the page; whoever wrote it before gave the page up
        if (back[i] != done) {
          // opaque: whoever was given an address sees both; for others find() checks the bounds
          BACK.setOpaque(back, i, done);
        }
      }
    }
  }

  /**
   * The live span that contains {@code page}, or null. Live at some moment of the call; whether it
   * stays so is the caller's knowledge (ownership, or a phase that is not OFF: H4).
   */
  public Span find(long page) {
    Arena arena = arena(page);
    if (arena == null) {
      return null;
    }
    // opaque: a distance that leads to the wrong reference is found out by the checks below (I1)
    int distance = (int) BACK.getOpaque(arena.back, slot(page));
    // most look for the first page: a branch, so that these do not wait for the distance
    Span span = distance == 0 ? recordIn(arena, page) : recordAt(page - distance);
    return span != null
            && SpanWord.state(span.acquire()) != SpanWord.DEAD
            && page - span.firstPage() < span.npages()
        ? span
        : null;
  }

  /** The latest span, live or dead, that was published with {@code page} as its first; or null. */
  public Span recordAt(long page) {
    Arena arena = arena(page);
    return arena == null ? null : recordIn(arena, page);
  }

  private Span recordIn(Arena arena, long page) {
    // acquire, pairs with set(); weakened: E2
    return (Span) FIRST.getAcquire(arena.first, PAD + slot(page));
  }

  /** Sets the in-use bit of a span's first page, after {@link #set} (H10). */
  public void markInUse(Span span) {
    long page = span.firstPage();
    // release, pairs with isInUse(): who sees the bit finds the span; weakened: H10
    BITS.getAndBitwiseOrRelease(arena(page).inUse, slot(page) >>> 6, 1L << slot(page));
  }

  /** Clears the in-use bit of a span that the caller has retired, before its pages are freed. */
  public void clearInUse(Span span) {
    long page = span.firstPage();
    // release: ordered before the pages are freed, so the next owner's bit is never cleared (H10)
    BITS.getAndBitwiseAndRelease(arena(page).inUse, slot(page) >>> 6, ~(1L << slot(page)));
  }

  /** Whether an IN_USE span begins at {@code page}. */
  public boolean isInUse(long page) {
    Arena arena = arena(page);
    // acquire, pairs with markInUse(); weakened: H10
    return arena != null
        && ((long) BITS.getAcquire(arena.inUse, slot(page) >>> 6) >>> slot(page) & 1) != 0;
  }

  /** Calls {@code visitor} with each live span in address order; exact at quiescence only. */
  public void forEachLive(Consumer<Span> visitor) {
    for (long page = 0; page < maxPages; page++) {
      if (arena(page) == null) {
        page += arenaPages - slot(page) - 1;
        continue;
      }
      Span span = recordAt(page);
      if (span != null && SpanWord.state(span.acquire()) != SpanWord.DEAD) {
        visitor.accept(span);
      }
    }
  }

  private Arena arena(long page) {
    // opaque: the fields of an arena are final, and its zeros need no publication (JLS 17.4.4)
    return page < 0 || page >= maxPages
        ? null
        : (Arena) ARENA.getOpaque(arenas, (int) (page >> arenaShift));
  }

  private int slot(long page) {
    return (int) page & (arenaPages - 1);
  }
}
