package io.quiesce.stack.segmented.block;

import io.quiesce.heap.memory.HeapAddress;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Consumer;

/**
 * Finds the span of an address: a slot per page, in chunks that are made when first used.
 *
 * <p>Slots are stored with release and read with acquire: whoever finds a span finds its pieces
 * (E1, E2). A slot has one writer at a time, the owner of its page.
 */
final class BlockMap {
  private static final int CHUNK_PAGES = 512;

  private final AtomicReferenceArray<AtomicReferenceArray<BlockSpan>> chunks;

  BlockMap(long pages) {
    chunks = new AtomicReferenceArray<>((int) ((pages + CHUNK_PAGES - 1) / CHUNK_PAGES));
  }

  /** The span of {@code addr}, or null. */
  BlockSpan get(long addr) {
    long page = HeapAddress.page(addr);
    if (page < 0 || page / CHUNK_PAGES >= chunks.length()) {
      return null;
    }
    // acquire, pairs with chunk() and set(); weaker: a span is seen without its pieces
    AtomicReferenceArray<BlockSpan> chunk = chunks.getAcquire((int) (page / CHUNK_PAGES));
    return chunk == null ? null : chunk.getAcquire((int) (page % CHUNK_PAGES));
  }

  /** Enters a span under all its pages. */
  void put(BlockSpan span) {
    set(span, span);
  }

  /** Clears the slots of a dead span, before its pages go back. */
  void remove(BlockSpan span) {
    set(span, null);
  }

  private void set(BlockSpan span, BlockSpan value) {
    long first = span.span().firstPage();
    for (long page = first; page < first + span.span().npages(); page++) {
      // release, pairs with get()
      chunk((int) (page / CHUNK_PAGES)).setRelease((int) (page % CHUNK_PAGES), value);
    }
  }

  /** Visits each span once. For oracles, while nothing runs. */
  void forEach(Consumer<BlockSpan> visitor) {
    BlockSpan last = null;
    for (int c = 0; c < chunks.length(); c++) {
      // opaque, as below: who looks while nothing runs is ordered behind all stores
      AtomicReferenceArray<BlockSpan> chunk = chunks.getOpaque(c);
      for (int i = 0; chunk != null && i < CHUNK_PAGES; i++) {
        BlockSpan span = chunk.getOpaque(i);
        if (span != null && span != last) {
          visitor.accept(span);
          last = span;
        }
      }
    }
  }

  private AtomicReferenceArray<BlockSpan> chunk(int c) {
    AtomicReferenceArray<BlockSpan> chunk = chunks.getAcquire(c);
    if (chunk != null) {
      return chunk;
    }
    AtomicReferenceArray<BlockSpan> fresh = new AtomicReferenceArray<>(CHUNK_PAGES);
    // both ways: published to readers, and the loser of the race uses the winner's chunk
    AtomicReferenceArray<BlockSpan> witness = chunks.compareAndExchange(c, null, fresh);
    return witness == null ? fresh : witness;
  }
}
