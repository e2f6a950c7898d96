package io.quiesce.gc.work;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What a cycle has marked and scanned so far, as far as the Ps have told (Go: {@code
 * work.bytesMarked}, {@code gcController.heapScanWork}).
 *
 * <p>Each P adds its share when it disposes of its buffers, and its scan work also on the way. The
 * sums are exact when all Ps have done so.
 *
 * <p>Orderings: nothing is published with a sum, so reads and the reset are opaque; the reader at
 * quiescence has its own edge.
 */
public final class MarkTotals {
  private final AtomicLong bytesMarked = new AtomicLong();
  private final AtomicLong scanWork = new AtomicLong();

  /** Both zero. */
  public MarkTotals() {}

  /** Both zero again; while nobody marks. */
  public void reset() {
    bytesMarked.setOpaque(0);
    scanWork.setOpaque(0);
  }

  /** Adds marked bytes. */
  public void addBytesMarked(long bytes) {
    bytesMarked.getAndAdd(bytes);
  }

  /** Adds scan work. */
  public void addScanWork(long work) {
    scanWork.getAndAdd(work);
  }

  /** Bytes marked. */
  public long bytesMarked() {
    return bytesMarked.getOpaque();
  }

  /** Scan work done. */
  public long scanWork() {
    return scanWork.getOpaque();
  }
}
