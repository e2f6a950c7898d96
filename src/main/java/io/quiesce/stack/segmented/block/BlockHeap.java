package io.quiesce.stack.segmented.block;

import io.quiesce.phase.ExecutionContext;
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
 *       the last, clear the map and give the pages back; otherwise put it on the free list.
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
 *   <li>L2. Pages go back exactly when no piece of the span is allocated.
 *   <li>L3. Freeing anything but an allocated block of that size is an error and changes nothing.
 * </ul>
 *
 * Orderings: see {@link BlockSpan} (contents), {@link BlockMap} (lookup), {@link TreiberStack}.
 */
public final class BlockHeap {
  private static final int MAX_ORDER = 31;

  /** An allocated block. */
  public record Block(long addr, long bytes) {}

  private final PageSource pages;
  private final int unit;
  private final BlockMap map;
  private final FreePieces[] free = new FreePieces[MAX_ORDER];

  /**
   * Makes a heap without blocks.
   *
   * @param unit the smallest block in bytes, a power of two of at least 8 and at most a page
   */
  public BlockHeap(PageSource pages, int unit) {
    if (Integer.bitCount(unit) != 1 || unit < 8 || unit > PageSource.PAGE_BYTES) {
      throw new IllegalArgumentException("unit=" + unit + " must be a power of two in [8, 8192]");
    }
    this.pages = pages;
    this.unit = unit;
    map = new BlockMap(pages.base(), pages.limit());
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
      return addr;
    }
    int npages = (int) Math.max(1, bytes / PageSource.PAGE_BYTES);
    long base = pages.allocPages(ctx, npages);
    if (base == 0) {
      return 0;
    }
    BlockSpan span = new BlockSpan(base, npages, unit, bytes);
    map.put(span);
    for (long at = base + bytes; at < base + (long) npages * PageSource.PAGE_BYTES; at += bytes) {
      listOf(bytes).push(span, at);
    }
    return base;
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
    BlockSpan span = requireSpan("free", addr, bytes);
    if (!span.free(addr, bytes)) {
      throw notABlock("free", addr, bytes, span);
    }
    if (!span.release()) {
      listOf(bytes).push(span, addr);
      return;
    }
    map.remove(span);
    span.forEachPiece(
        (piece, size, allocated) -> {
          if (piece != addr) {
            listOf(size).noteStale();
          }
        });
    pages.freePages(ctx, span.base, span.npages);
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

  /** Bytes of the pages that this heap holds. For oracles, while nothing runs. */
  public long spanBytes() {
    long[] sum = new long[1];
    map.forEach(span -> sum[0] += (long) span.npages * PageSource.PAGE_BYTES);
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
        span == null
            ? "0x" + Long.toHexString(addr) + " (in no span of the heap)"
            : span.describe(addr);
    return new BlockException(
        op
            + ": "
            + what
            + " is no allocated block of "
            + bytes
            + " bytes; free each block once, with its size, to where it came from");
  }
}
