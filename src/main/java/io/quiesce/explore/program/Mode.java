package io.quiesce.explore.program;

/**
 * The access mode of an operation, as {@link java.lang.invoke.VarHandle} names them, weakest first.
 *
 * <p>A read-modify-write carries the mode of its name: {@code getAndAdd} is volatile, {@code
 * getAndAddAcquire} acquires on its read and writes plainly, {@code getAndAddRelease} the reverse.
 * A failed compare-and-set keeps the read effects of its mode.
 */
public enum Mode implements Ordering {
  /** A plain access: no ordering, no coherence between reads. */
  PLAIN,
  /** Coherent for its variable. */
  OPAQUE,
  /** An acquire read; on a read-modify-write, its read acquires and its write is plain. */
  ACQUIRE,
  /** A release write; on a read-modify-write, its write releases and its read is plain. */
  RELEASE,
  /**
   * In the total order of volatile accesses, as {@link #VOLATILE} is, but neither acquire nor
   * release: no access mode of Java, but that of the permit of {@code LockSupport}.
   */
  TOTAL,
  /** A volatile access: acquire and release, and in the total order of volatile accesses. */
  VOLATILE;

  /** True if an access in this mode is in the total order of volatile accesses. */
  public boolean isTotal() {
    return this == TOTAL || this == VOLATILE;
  }

  /** True if a read in this mode acquires. */
  public boolean acquires() {
    return this == ACQUIRE || this == VOLATILE;
  }

  /** True if a write in this mode releases. */
  public boolean releases() {
    return this == RELEASE || this == VOLATILE;
  }

  /** True for opaque mode and everything stronger. */
  public boolean atLeastOpaque() {
    return this != PLAIN;
  }
}
