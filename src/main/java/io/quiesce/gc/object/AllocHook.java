package io.quiesce.gc.object;

import io.quiesce.sched.M;

/**
 * What the collector does in an allocation besides allocating (Go: the parts of {@code mallocgc}
 * that assist, account and start a cycle).
 */
public interface AllocHook {
  /** Does nothing. */
  AllocHook NONE = new AllocHook() {};

  /**
   * Before anything else, on the stack of the goroutine, with preemption allowed: charge the
   * goroutine, and assist if it is in debt. The M may have another P afterwards.
   *
   * @param bytes that were asked for
   */
  default void beforeAlloc(M m, long bytes) {}

  /**
   * The new object is born black, since a cycle runs (Go: {@code gcmarknewobject}). The M is inside
   * the allocator: no allocation, no preemption.
   *
   * @param elemBytes of the object's size class
   */
  default void allocatedBlack(M m, long elemBytes) {}

  /**
   * After the object exists, with preemption allowed again: charge what the size class added, and
   * start a cycle if it is time.
   *
   * @param bytes that were asked for
   * @param elemBytes of the object's size class
   * @param tookSpan whether a span was taken, so that the heap's live bytes have changed
   */
  default void afterAlloc(M m, long bytes, long elemBytes, boolean tookSpan) {}
}
