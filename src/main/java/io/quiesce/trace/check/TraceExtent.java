package io.quiesce.trace.check;

import io.quiesce.trace.read.EventKind;
import io.quiesce.trace.read.TraceEvent;
import io.quiesce.trace.read.TraceReader;
import java.io.IOException;
import java.nio.file.Path;

/**
 * What a replay must make room for, found by reading the whole trace once, which also shows that
 * the file is good before any judge is asked.
 *
 * @param events events, END not counted
 * @param procs one more than the largest id of a P
 * @param heapBytes bytes of address space from the heap's first address, in whole arenas of 64 MiB
 * @param workBufEvents whether each move of a work buffer was recorded
 */
public record TraceExtent(long events, int procs, long heapBytes, boolean workBufEvents) {
  /** Where Go's heap begins on 64-bit machines (its first arena hint). */
  public static final long HEAP_BASE = 0xc000000000L;

  /** Room for 256 GiB; a trace that claims more gets its disagreement at that HEAPGROW. */
  private static final long LARGEST_HEAP = 1L << 38;

  private static final long ARENA_BYTES = 64L << 20;
  private static final int GROW_BASE = EventKind.HEAPGROW.index("base");
  private static final int GROW_BYTES = EventKind.HEAPGROW.index("bytes");

  /**
   * Reads the trace.
   *
   * @throws io.quiesce.trace.read.TraceFormatException if the file is bad
   */
  public static TraceExtent of(Path file) throws IOException {
    int procs = 1;
    long heap = 0;
    try (TraceReader reader = TraceReader.open(file)) {
      for (TraceEvent e = reader.next(); e != null; e = reader.next()) {
        procs = Math.max(procs, e.p() + 1);
        procs = Math.max(procs, (int) Math.min(mentioned(e), TraceReader.LARGEST_P + 1));
        if (e.kind() == EventKind.HEAPGROW) {
          long end = e.arg(GROW_BASE) + e.arg(GROW_BYTES) - HEAP_BASE;
          heap = end <= LARGEST_HEAP ? Math.max(heap, end) : heap;
        }
      }
      long arenas = Math.max(1, (heap + ARENA_BYTES - 1) / ARENA_BYTES);
      boolean lists = "1".equals(reader.header().meta().get("wbevents"));
      return new TraceExtent(reader.events(), procs, arenas * ARENA_BYTES, lists);
    }
  }

  /** How many Ps exist by what the arguments say. */
  private static long mentioned(TraceEvent e) {
    return switch (e.kind()) {
      case PROCS -> e.arg(EventKind.PROCS.index("new"));
      case CCLEAR -> e.arg(EventKind.CCLEAR.index("ownerP")) + 1;
      case SNAPP -> e.arg(EventKind.SNAPP.index("pid")) + 1;
      default -> 0;
    };
  }
}
