package io.quiesce.stack.segmented.block;

import io.quiesce.heap.PageHeap;
import io.quiesce.heap.memory.HeapAddress;
import io.quiesce.heap.span.Span;
import io.quiesce.phase.ExecutionContext;
import io.quiesce.phase.GcPhase;
import io.quiesce.phase.SystemStack;
import java.util.ArrayList;
import java.util.List;

/**
 * The heap as the stacks of 2014 see it: power-of-two blocks, from half a page (or less) up, that
 * can be cut in half in place (Go 2014: {@code mallocgc}, {@code free}, {@code MHeap_SplitSpan}).
 *
 * <h2>Protocol</h2>
 *
 * <ol>
 *   <li><b>alloc.</b> Take a free piece of that size, if some span that is in use has one.
 *       Otherwise take pages, enter the span in the map, and put the pieces but the first on the
 *       free list.
 *   <li><b>split.</b> The owner turns one allocated block into two. Nothing else changes.
 *   <li><b>free.</b> Mark the piece free by compare-and-set; count it out of its span. If it was
 *       the last, clear the map and bury the span; otherwise put the piece on the free list.
 *   <li><b>Burial.</b> Inside the phase gate, free the heap span. While the gate is closed, put it
 *       on the list of the deferred and look once more: if the phase has become OFF meanwhile, the
 *       one who ended the cycle may have missed it. Who ends a cycle calls {@link #freeDeferred}.
 *       (In 2014 the world stood still while marking, and the question did not arise.)
 * </ol>
 *
 * Halves of different spans are never joined; a span is whole again when all its pieces are free.
 * Go returns the lower half of a split span at once, here it waits on the free list.
 *
 * <h2>Invariants</h2>
 *
 * <ul>
 *   <li>L1. A block is handed out at most once at a time: an allocated slot has one owner, a free
 *       one has one list entry.
 *   <li>L2. Pages go back exactly when no piece of the span is allocated, and in phase OFF (H4).
 *   <li>L3. Freeing anything but an allocated block of that size is an error and changes nothing.
 * </ul>
 *
 * Orderings: see {@link BlockSpan} (contents), {@link BlockMap} (lookup), {@link TreiberStack}. The
 * deferral is a Dekker: push, then read the phase; against: set the phase, then detach. Both sides
 * are volatile; weaker, a dead span stays on the list for a whole cycle.
 */
public final class BlockHeap {
  private static final int MAX_ORDER = 31;

  /** What the debug mode that faults on free can protect. */
  private static final int MIN_UNIT = 2048;

  /** Large object without pointers: the block is no object, the collector must not look inside. */
  private static final int SPAN_CLASS = 1;

  /** An allocated block. */
  public record Block(long addr, long bytes) {}

  private final PageHeap heap;
  private final int unit;
  private final BlockMap map;
  private final FreePieces[] free = new FreePieces[MAX_ORDER];
  private final TreiberStack<Span> deferred = new TreiberStack<>();

  /**
   * Makes an allocator without blocks.
   *
   * @param unit the smallest block in bytes, a power of two from 2048 to a page
   */
  public BlockHeap(PageHeap heap, int unit) {
    if (Integer.bitCount(unit) != 1 || unit < MIN_UNIT || unit > HeapAddress.PAGE_BYTES) {
      throw new IllegalArgumentException("unit=" + unit + "; a power of two in [2048, 8192]");
    }
    this.heap = heap;
    this.unit = unit;
    map = new BlockMap(heap.config().maxPages());
    for (int order = 0; order < MAX_ORDER; order++) {
      free[order] = new FreePieces(1L << order);
    }
  }

  /**
   * Allocates a block; its contents are undefined. Any M.
   *
   * @param bytes a power of two, at least the unit
   * @return its address, or 0 if there is no memory
   * @throws BlockException if {@code bytes} is no possible size
   */
  @SystemStack
  public long alloc(ExecutionContext ctx, long bytes) {
    ctx.requireSystemStack("BlockHeap.alloc");
    requireSize("alloc", bytes);
    long addr = listOf(bytes).take();
    if (addr != 0) {
      heap.memory().unprotect(addr, bytes);
      return addr;
    }
    int npages = (int) Math.max(1, bytes / HeapAddress.PAGE_BYTES);
    Span span = npages > heap.config().maxPages() ? null : heap.alloc(ctx, npages, SPAN_CLASS);
    return span == null ? 0 : firstOf(new BlockSpan(span, unit, bytes), bytes);
  }

  private long firstOf(BlockSpan blocks, long bytes) {
    Span span = blocks.span();
    map.put(blocks);
    for (long at = span.base() + bytes; at < span.limit(); at += bytes) {
      heap.memory().protect(at, bytes);
      listOf(bytes).push(blocks, at);
    }
    return span.base();
  }

  /**
   * Cuts an allocated block of {@code bytes} into two allocated blocks of half the size. Only its
   * owner may call.
   *
   * @throws BlockException if it is not such a block, or its half is below the unit
   */
  public void split(long addr, long bytes) {
    requireSize("split", bytes / 2);
    requireSpan("split", addr, bytes).split(addr, bytes);
  }

  /**
   * Frees a block. Any M, whoever allocated it.
   *
   * @throws BlockException if no allocated block of {@code bytes} starts there; nothing changes
   */
  @SystemStack
  public void free(ExecutionContext ctx, long addr, long bytes) {
    ctx.requireSystemStack("BlockHeap.free");
    BlockSpan blocks = requireSpan("free", addr, bytes);
    // before the piece is free: afterwards its next owner may have opened it already
    heap.memory().protect(addr, bytes);
    if (!blocks.free(addr, bytes)) {
      throw notABlock("free", addr, bytes, blocks);
    }
    if (!blocks.release()) {
      listOf(bytes).push(blocks, addr);
      return;
    }
    map.remove(blocks);
    blocks.forEachPiece(
        (piece, size, allocated) -> {
          if (piece != addr) {
            listOf(size).noteStale();
          }
        });
    bury(ctx, blocks.span());
  }

  @SystemStack
  private void bury(ExecutionContext ctx, Span span) {
    if (heap.gate().tryEnterOff(ctx)) {
      try {
        heap.freeSpan(ctx, span);
      } finally {
        heap.gate().exit(ctx);
      }
      return;
    }
    deferred.push(span);
    // volatile, after the push: the deferral's half of the Dekker; weaker: missed by freeDeferred
    if (heap.gate().phaseVolatile() == GcPhase.OFF) {
      freeDeferred(ctx);
    }
  }

  /**
   * Frees the spans that died while the gate was closed. To be called when a cycle has ended; does
   * nothing while one runs.
   */
  @SystemStack
  public void freeDeferred(ExecutionContext ctx) {
    ctx.requireSystemStack("freeDeferred");
    if (!heap.gate().tryEnterOff(ctx)) {
      return;
    }
    try {
      for (Span span : deferred.detach()) {
        heap.freeSpan(ctx, span);
      }
    } finally {
      heap.gate().exit(ctx);
    }
  }

  /** Bytes of dead spans that wait for the end of a cycle. For oracles, while nothing runs. */
  public long deferredBytes() {
    return deferred.items().stream().mapToLong(Span::bytes).sum();
  }

  /** True if {@code addr} lies in a span of this heap. */
  public boolean owns(long addr) {
    return map.get(addr) != null;
  }

  /**
   * Checks that an allocated block of {@code bytes} starts at {@code addr}.
   *
   * @param operation for the message
   * @throws BlockException if none does
   */
  public void requireBlock(String operation, long addr, long bytes) {
    requireSpan(operation, addr, bytes);
  }

  /** The allocated blocks in address order. For oracles, while nothing runs. */
  public List<Block> blocks() {
    List<Block> blocks = new ArrayList<>();
    map.forEach(
        span ->
            span.forEachPiece(
                (addr, bytes, allocated) -> {
                  if (allocated) {
                    blocks.add(new Block(addr, bytes));
                  }
                }));
    return blocks;
  }

  /** Bytes of the spans with blocks in use. For oracles, while nothing runs. */
  public long spanBytes() {
    long[] sum = new long[1];
    map.forEach(blocks -> sum[0] += blocks.span().bytes());
    return sum[0];
  }

  /** How many list entries there are for pieces of {@code bytes}, stale ones included. */
  public int freeListLength(long bytes) {
    return listOf(bytes).size();
  }

  private FreePieces listOf(long bytes) {
    return free[Long.numberOfTrailingZeros(bytes)];
  }

  private BlockSpan requireSpan(String operation, long addr, long bytes) {
    BlockSpan span = map.get(addr);
    if (span == null || !span.isAllocated(addr, bytes)) {
      throw notABlock(operation, addr, bytes, span);
    }
    return span;
  }

  private void requireSize(String operation, long bytes) {
    if (Long.bitCount(bytes) != 1 || bytes < unit || bytes >= 1L << MAX_ORDER) {
      throw new BlockException(
          operation
              + ": no block has "
              + bytes
              + " bytes; sizes are powers of two from "
              + unit
              + " to 2^30");
    }
  }

  private static BlockException notABlock(String op, long addr, long bytes, BlockSpan span) {
    String what =
        span == null ? HeapAddress.hex(addr) + " (in no span of blocks)" : span.describe(addr);
    return new BlockException(
        op
            + ": "
            + what
            + " is no allocated block of "
            + bytes
            + " bytes; free each block once, with its size, to where it came from");
  }
}
