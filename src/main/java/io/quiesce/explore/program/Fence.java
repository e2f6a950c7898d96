package io.quiesce.explore.program;

/** The fences of {@link java.lang.invoke.VarHandle}. */
public enum Fence implements Ordering {
  /** {@code fullFence}. */
  FULL,
  /** {@code acquireFence}. */
  ACQUIRE,
  /** {@code releaseFence}. */
  RELEASE,
  /** {@code loadLoadFence}. */
  LOAD_LOAD,
  /** {@code storeStoreFence}. */
  STORE_STORE
}
