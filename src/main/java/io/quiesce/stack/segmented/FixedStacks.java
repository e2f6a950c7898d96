package io.quiesce.stack.segmented;

import io.quiesce.stack.segmented.block.BlockException;
import io.quiesce.stack.segmented.block.OsMemory;
import io.quiesce.stack.segmented.block.SegmentMemoryException;
import io.quiesce.stack.segmented.block.TreiberStack;
import java.util.List;

/**
 * The fixed-size stacks that no M holds: a global list of batches, and the OS behind it (Go 2014:
 * {@code stackcache} under {@code stackcachemu}, {@code stackcacherefill}, {@code
 * stackcacherelease}).
 *
 * <h2>Protocol</h2>
 *
 * <ol>
 *   <li><b>refill.</b> Pop a batch; if there is none map a new one. Put it into the ring.
 *   <li><b>release.</b> Take the 16 oldest entries out of the ring; push them as one batch.
 *   <li><b>handOut, takeBack.</b> A mark per stack says whether it is handed out. It belongs to
 *       whoever holds the stack and is plain; a stack without the mark of a handed-out stack is
 *       refused, so no foreign or already free stack enters a ring (O3, O5).
 * </ol>
 *
 * <h2>Invariants</h2>
 *
 * <ul>
 *   <li>F1. Each stack of a batch is handed out, or in one ring, or in one batch of the list.
 *   <li>F2. Batches change hands with their contents (T2 of {@link TreiberStack}), so the last use
 *       of a stack happens before its next one, on whichever M.
 * </ul>
 */
final class FixedStacks {
  private static final byte FREE = 1;
  private static final byte HANDED_OUT = 2;

  private final OsMemory os;
  private final int fixedStack;
  private final TreiberStack<long[]> batches = new TreiberStack<>();
  private final TreiberStack<Long> mapped = new TreiberStack<>();

  FixedStacks(OsMemory os, int fixedStack) {
    this.os = os;
    this.fixedStack = fixedStack;
  }

  /** Fills an empty ring with a batch. */
  void refill(SegmentRing ring) {
    // acquire and release inside, pairs with release(): the stacks come with their last use (F2)
    long[] batch = batches.pop();
    ring.refill(batch == null ? mapBatch() : batch);
  }

  private long[] mapBatch() {
    int bytes = fixedStack * SegmentRing.BATCH;
    long base = os.sysAlloc(bytes);
    if (base == 0) {
      throw new SegmentMemoryException(
          "stackcacherefill: no " + bytes + " bytes left beside " + os.stacksSys() + " mapped");
    }
    // the order in which Go fills a node: its own memory is the last entry, so the first one popped
    long[] batch = new long[SegmentRing.BATCH];
    for (int i = 0; i < SegmentRing.BATCH; i++) {
      batch[i] = base + (long) ((i + 1) % SegmentRing.BATCH) * fixedStack;
      os.setMark(batch[i], FREE);
    }
    mapped.push(base);
    return batch;
  }

  /** Makes room for a batch in a full ring. */
  void release(SegmentRing ring) {
    batches.push(ring.release());
  }

  /** Marks a stack from a ring as handed out. */
  void handOut(long lo) {
    os.setMark(lo, HANDED_OUT);
  }

  /** Marks a stack as free, before it enters a ring. */
  void takeBack(long lo) {
    os.setMark(lo, FREE);
  }

  /** True if {@code lo} is a fixed stack that is handed out. */
  boolean isHandedOut(long lo) {
    return lo % fixedStack == 0 && os.contains(lo) && os.mark(lo) == HANDED_OUT;
  }

  /** Checks what {@link #isHandedOut} says. */
  void requireHandedOut(long lo) {
    if (!isHandedOut(lo)) {
      String what =
          !os.contains(lo)
              ? "it is no memory of the OS"
              : os.mark(lo) == FREE ? "it is free already" : "no fixed stack starts there";
      throw new BlockException(
          "stackfree: 0x"
              + Long.toHexString(lo)
              + " is no fixed stack in use: "
              + what
              + "; the malloced flag of its Stktop is wrong, or it is freed twice");
    }
  }

  /** The batches of the global list, the last one released first. */
  List<long[]> batches() {
    return batches.items();
  }

  /** The addresses of all batches that were ever mapped. */
  List<Long> mapped() {
    return mapped.items();
  }
}
