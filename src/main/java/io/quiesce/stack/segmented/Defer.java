package io.quiesce.stack.segmented;

/**
 * A deferred call (Go: {@code Defer}). The record is heap memory, but it points into the stack, so
 * {@code copystack} adjusts it.
 *
 * <p>Mutable and plain: it belongs to whoever owns the goroutine.
 */
public final class Defer {
  /** The stack pointer of the frame that deferred the call. */
  public long argp;

  /** The closure to call: an address, possibly on the stack. */
  public long fn;

  /** Makes a record for the frame at {@code argp}. */
  public Defer(long argp, long fn) {
    this.argp = argp;
    this.fn = fn;
  }
}
