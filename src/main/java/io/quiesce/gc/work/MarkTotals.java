package io.quiesce.gc.work;

import java.util.concurrent.atomic.AtomicLong;

/**
 * What a cycle has marked and scanned so far, as far as the Ps have told (Go: {@code
 * work.bytesMarked}, {@code gcController.heapScanWork}).
 *
 * <p>Each P adds its share when it disposes of its buffers, and its scan work also on the way. The
 * sums are exact when all Ps have done so.
 */
public final class MarkTotals {
  private final AtomicLong bytesMarked = new AtomicLong();
  private final AtomicLong scanWork = new AtomicLong();

  /** Both zero. */
  public MarkTotals() {}

  /** Both zero again; while nobody marks. */
  public void reset() {
    bytesMarked.set(0);
    scanWork.set(0);
  }

  /** Adds marked bytes. */
  public void addBytesMarked(long bytes) {
    // a sum, nothing is published with it; the reader at quiescence has its own edge
    bytesMarked.getAndAdd(bytes);
  }

  /** Adds scan work. */
  public void addScanWork(long work) {
    scanWork.getAndAdd(work);
  }

  /** Bytes marked. */
  public long bytesMarked() {
    return bytesMarked.get();
  }

  /** Scan work done. */
  public long scanWork() {
    return scanWork.get();
  }
}
