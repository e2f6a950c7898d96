package io.quiesce.stack.segmented.block;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * The free pieces of one size whose spans still have allocated pieces.
 *
 * <p>Each free piece is pushed once when it is freed, so holding its entry is the right to take it.
 * An entry whose span died is stale: it is dropped when it is met, and when {@link #PRUNE_AT} of
 * them have been reported the list is detached and the good ones put back. Meanwhile another M may
 * find the list empty and allocate a new span, which costs memory for a moment and nothing else.
 */
final class FreePieces {
  private static final int PRUNE_AT = 64;

  private record Entry(BlockSpan span, long addr) {}

  private final long bytes;
  private final TreiberStack<Entry> entries = new TreiberStack<>();
  private final AtomicInteger stale = new AtomicInteger();

  FreePieces(long bytes) {
    this.bytes = bytes;
  }

  /** Adds a piece that is free and on no list. */
  void push(BlockSpan span, long addr) {
    entries.push(new Entry(span, addr));
  }

  /** Allocates a piece; 0 when there is none. */
  long take() {
    Entry e = entries.pop();
    while (e != null) {
      if (e.span().take(e.addr(), bytes)) {
        return e.addr();
      }
      e = entries.pop();
    }
    return 0;
  }

  /** One entry's span died. */
  void noteStale() {
    // atomicity only: one M prunes per PRUNE_AT reports; the count is a hint
    if (stale.incrementAndGet() % PRUNE_AT == 0) {
      for (Entry e : entries.detach()) {
        if (!e.span().isDead()) {
          entries.push(e);
        }
      }
    }
  }

  /** How many entries there are, stale ones included. */
  int size() {
    return entries.items().size();
  }
}
