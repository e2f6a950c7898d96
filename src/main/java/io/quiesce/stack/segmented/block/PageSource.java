package io.quiesce.stack.segmented.block;

import io.quiesce.phase.ExecutionContext;
import io.quiesce.phase.SystemStack;

/**
 * What the blocks need of a page heap: runs of pages and the memory behind them.
 *
 * <p>Addresses lie in {@code [base(), limit())}. Any thread may call; the memory of a run belongs
 * to whoever allocated it. Allocation acquires what the previous owner of the pages released (E3).
 */
public interface PageSource {
  /** Bytes of one page. */
  int PAGE_BYTES = 8192;

  /** The lowest address that a run can have; a multiple of {@link #PAGE_BYTES}. */
  long base();

  /** The first address above all runs. */
  long limit();

  /**
   * Takes {@code npages} adjacent pages for heap blocks; their contents are undefined.
   *
   * @return the address of the first, or 0 if there are none
   */
  @SystemStack
  long allocPages(ExecutionContext ctx, int npages);

  /** Gives back a whole run that {@link #allocPages} returned. */
  @SystemStack
  void freePages(ExecutionContext ctx, long base, int npages);

  /** The eight bytes at {@code addr}, little-endian, plainly. */
  long getLong(long addr);

  /** Stores eight bytes at {@code addr}, little-endian, plainly. */
  void putLong(long addr, long value);

  /** Copies {@code bytes} (a multiple of 8); the ranges may overlap. */
  void copy(long from, long to, long bytes);
}
