package io.quiesce.trace.goroutine;

/**
 * A goroutine record of Go's: kept and given a new id when a dead goroutine is used again.
 *
 * <p>Mutable: the checker is its only user.
 */
final class Goroutine {
  private long goid;
  private long lo;
  private long bytes;
  private long listedAt;

  Goroutine(long goid, long lo, long bytes) {
    this.goid = goid;
    this.lo = lo;
    this.bytes = bytes;
  }

  long goid() {
    return goid;
  }

  void rename(long id) {
    goid = id;
  }

  /** Go's address of the stack, 0 for none. */
  long lo() {
    return lo;
  }

  /** The stack's size, 0 for none. */
  long bytes() {
    return bytes;
  }

  boolean hasStack() {
    return bytes != 0;
  }

  void stack(long newLo, long newBytes) {
    lo = newLo;
    bytes = newBytes;
  }

  /** The {@code seq} at which it came to the global list. */
  long listedAt() {
    return listedAt;
  }

  void listedAt(long seq) {
    listedAt = seq;
  }
}
