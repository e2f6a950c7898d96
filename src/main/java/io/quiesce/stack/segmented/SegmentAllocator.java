package io.quiesce.stack.segmented;

import io.quiesce.heap.PageHeap;
import io.quiesce.heap.memory.HeapAddress;
import io.quiesce.phase.SystemStack;
import io.quiesce.stack.segmented.block.BlockHeap;
import io.quiesce.stack.segmented.block.OsMemory;
import io.quiesce.stack.segmented.block.SegmentMemory;
import io.quiesce.stack.segmented.block.SegmentMemoryException;
import java.util.List;

/**
 * Allocates and frees segments (Go 2014: {@code stackalloc} and {@code stackfree}).
 *
 * <h2>Protocol</h2>
 *
 * <ol>
 *   <li><b>stackalloc(gp, n).</b> On the system stack; n a power of two. The fixed size comes from
 *       the ring of the M, which is refilled when empty; inside malloc nothing else can be had.
 *       Other sizes come from the heap. Then n is added to gp.stacksize, and the Stktop at the top
 *       of the block is zeroed and gets the origin flag. Go charges first; but there a failure ends
 *       the process, and here it must leave nothing behind.
 *   <li><b>stackfree(gp, lo, top).</b> n is the distance from lo to the end of the record. The flag
 *       is read (O7) and the block is checked against the origin that it names. Then n is taken off
 *       gp.stacksize, and the block goes back to the heap or into the ring, from which a batch is
 *       released first if it is full.
 *   <li><b>Debug mode.</b> Each segment is mapped and unmapped by itself; the flag stays false.
 * </ol>
 *
 * <p>Invariants O1, O2, O3, O5, O7 of the package. Orderings: all fields used here belong to the M
 * or to the goroutine that it owns and are plain; blocks change hands in {@link BlockHeap} and
 * {@link FixedStacks}.
 */
public final class SegmentAllocator {
  private final SegmentConfig config;
  private final OsMemory os;
  private final SegmentMemory memory;
  private final Stktop stktop;
  private final BlockHeap blocks;
  private final FixedStacks fixed;

  /** Makes an allocator over a heap and an OS of its own. */
  public SegmentAllocator(SegmentConfig config, PageHeap heap) {
    this.config = config;
    os = new OsMemory(config.osBytes());
    memory = new SegmentMemory(heap.memory(), os);
    stktop = new Stktop(memory);
    this.blocks = new BlockHeap(heap, config.fixedStack());
    fixed = new FixedStacks(os, config.fixedStack());
  }

  /**
   * Allocates a segment of {@code n} bytes for {@code gp} and charges it.
   *
   * @return its lowest address
   * @throws SegmentException if n is no power of two, below the fixed size, or not the fixed size
   *     inside malloc
   * @throws SegmentMemoryException if there is no memory
   */
  @SystemStack
  public long stackalloc(SegmentedM m, SegmentedG gp, long n) {
    m.ctx().requireSystemStack("stackalloc");
    requireSize(m, gp, n);
    boolean malloced = !config.fromSystem() && n != config.fixedStack();
    long lo = config.fromSystem() ? map(n) : malloced ? allocBlock(m, n) : popFixed(m);
    gp.addStacksize(n);
    stktop.init(lo + n - Stktop.BYTES, malloced);
    return lo;
  }

  private void requireSize(SegmentedM m, SegmentedG gp, long n) {
    if (Long.bitCount(n) != 1 || n < config.fixedStack() || n > 1 << 30) {
      throw new SegmentException(
          "stackalloc: "
              + n
              + " bytes for "
              + gp
              + "; sizes are powers of two from "
              + config.fixedStack()
              + " to 2^30");
    }
    if (m.mallocing() && n != config.fixedStack() && !config.fromSystem()) {
      throw new SegmentException(
          "stackalloc: in malloc, size=" + config.fixedStack() + " want " + n + " for " + gp);
    }
  }

  private long map(long n) {
    long lo = os.sysAlloc(mappedSize(n));
    if (lo == 0) {
      throw new SegmentMemoryException(
          "stackalloc: no " + n + " bytes left beside " + os.stacksSys() + " mapped");
    }
    return lo;
  }

  @SystemStack
  private long allocBlock(SegmentedM m, long n) {
    long lo = blocks.alloc(m.ctx(), n);
    if (lo == 0) {
      throw new SegmentMemoryException("stackalloc: the heap has no block of " + n + " bytes left");
    }
    return lo;
  }

  private long popFixed(SegmentedM m) {
    if (m.ring().isEmpty()) {
      fixed.refill(m.ring());
    }
    long lo = m.ring().pop();
    fixed.handOut(lo);
    m.addStackinuse(1);
    return lo;
  }

  /**
   * Frees the segment from {@code lo} to the end of the record at {@code top}, and takes its size
   * off {@code gp}.
   *
   * @throws SegmentException if that is no segment by its size, or gp has not that much stack
   * @throws io.quiesce.stack.segmented.block.BlockException if the origin that the record names has
   *     not handed out such a block
   */
  @SystemStack
  public void stackfree(SegmentedM m, SegmentedG gp, long lo, long top) {
    m.ctx().requireSystemStack("stackfree");
    long n = top + Stktop.BYTES - lo;
    // the record is read while the segment is still ours (O7); it alone decides the path (O3)
    boolean malloced = stktop.malloced(top);
    requireFreeable(gp, lo, n, malloced);
    gp.addStacksize(-n);
    if (config.fromSystem()) {
      os.sysFree(lo);
    } else if (malloced) {
      blocks.free(m.ctx(), lo, n);
    } else {
      pushFixed(m, lo);
    }
  }

  private void requireFreeable(SegmentedG gp, long lo, long n, boolean malloced) {
    if (Long.bitCount(n) != 1 || gp.stacksize() < n) {
      throw new SegmentException(
          "stackfree: [0x" + Long.toHexString(lo) + ", +" + n + ") is no segment of " + gp);
    }
    if (config.fromSystem()) {
      if (os.mappedBytes(lo) != mappedSize(n)) {
        throw new SegmentMemoryException(
            "stackfree: 0x" + Long.toHexString(lo) + " is no mapping for " + n + " bytes");
      }
    } else if (malloced) {
      blocks.requireBlock("stackfree", lo, n);
    } else {
      if (n != config.fixedStack()) {
        throw new SegmentException(
            "stackfree: bad fixed size " + n + " at 0x" + Long.toHexString(lo) + " of " + gp);
      }
      fixed.requireHandedOut(lo);
    }
  }

  private void pushFixed(SegmentedM m, long lo) {
    if (m.ring().isFull()) {
      fixed.release(m.ring());
    }
    fixed.takeBack(lo);
    m.ring().push(lo);
    m.addStackinuse(-1);
  }

  private static int mappedSize(long n) {
    return (int) Math.max(n, HeapAddress.PAGE_BYTES);
  }

  /** The parameters. */
  public SegmentConfig config() {
    return config;
  }

  /** The memory of all segments. */
  public SegmentMemory memory() {
    return memory;
  }

  /** The records in that memory. */
  public Stktop stktop() {
    return stktop;
  }

  /** The heap blocks. */
  public BlockHeap blocks() {
    return blocks;
  }

  /** The memory of the OS. */
  public OsMemory os() {
    return os;
  }

  /** True if {@code lo} is a fixed stack from a batch that is handed out. For oracles. */
  public boolean isFixedInUse(long lo) {
    return fixed.isHandedOut(lo);
  }

  /** The batches of the global list, the last one released first. For oracles. */
  public List<long[]> batches() {
    return fixed.batches();
  }

  /** The addresses of all batches that were mapped. For oracles. */
  public List<Long> mappedBatches() {
    return fixed.mapped();
  }
}
