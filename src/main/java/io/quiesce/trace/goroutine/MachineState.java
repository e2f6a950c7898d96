package io.quiesce.trace.goroutine;

import io.quiesce.trace.read.TraceEvent;

/** What one M has begun and not finished yet, by its events. Mutable; of one checker. */
final class MachineState {
  /** Address and size of the last stack that this M allocated. */
  long allocatedLo;

  long allocatedBytes;

  /** The GROW or SHRINK whose COPYSTACK must come, or null. */
  TraceEvent resizing;

  /** The dead goroutine that GFGET gave and that the next NEWG names anew, or null. */
  Goroutine reused;

  /** The stack whose SFREE must come next, if {@link #freeing}. */
  long freeLo;

  long freeBytes;
  boolean freeing;

  /** The {@code seq} of the last event of the M. */
  long lastSeq = -1;

  void mustFree(long lo, long bytes) {
    freeing = true;
    freeLo = lo;
    freeBytes = bytes;
  }

  /** The SFREE has come. */
  void freed() {
    freeing = false;
  }
}
