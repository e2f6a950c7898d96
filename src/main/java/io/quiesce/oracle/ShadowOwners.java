package io.quiesce.oracle;

import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * A second record of who owns each page or piece, kept by a test beside the subject: a cell goes
 * from free to an owner and back by compare-and-set, so two owners at one moment are noticed at
 * once, whoever is right (H1, PG3, S1).
 *
 * <p>Call {@link #claim} after the subject handed something out and {@link #release} before it is
 * given back. Thread-safe; a test's own, since it makes the subject slower and orders its accesses.
 */
public final class ShadowOwners {
  private static final long FREE = 0;

  private final AtomicLongArray cells;
  private final long base;
  private final int shift;

  /**
   * All cells free.
   *
   * @param base address of the first cell
   * @param bytes covered, a multiple of the cell size
   * @param cellBytes bytes per cell, a power of two: a page, or the smallest piece
   */
  public ShadowOwners(long base, long bytes, int cellBytes) {
    this.base = base;
    shift = Integer.numberOfTrailingZeros(cellBytes);
    cells = new AtomicLongArray(Math.toIntExact(bytes >> shift));
  }

  /**
   * The caller was handed the range.
   *
   * @param owner who it is, not 0; shown in messages
   * @throws OracleException if somebody owns a part of it
   */
  public void claim(long addr, long bytes, long owner) {
    swap("claim", addr, bytes, FREE, owner);
  }

  /**
   * The caller is about to give the range back.
   *
   * @throws OracleException if {@code owner} does not own all of it
   */
  public void release(long addr, long bytes, long owner) {
    swap("release", addr, bytes, owner, FREE);
  }

  private void swap(String operation, long addr, long bytes, long from, long to) {
    for (long a = addr; a < addr + bytes; a += 1L << shift) {
      long witness = cells.compareAndExchange((int) ((a - base) >> shift), from, to);
      if (witness != from) {
        throw new OracleException(
            operation + " by owner " + (from == FREE ? to : from),
            List.of(
                String.format(
                    "H1/S1: 0x%x of 0x%x..0x%x belongs to %s",
                    a, addr, addr + bytes, witness == FREE ? "nobody" : "owner " + witness)));
      }
    }
  }

  /** How many cells have an owner. */
  public int owned() {
    int owned = 0;
    for (int i = 0; i < cells.length(); i++) {
      owned += cells.get(i) == FREE ? 0 : 1;
    }
    return owned;
  }
}
