package io.quiesce.trace.stack;

import io.quiesce.stack.StackAllocator;
import io.quiesce.stack.StackSizes;

/** Looks at the allocator from outside, to tell which way a call went. */
final class StackView {
  private final StackAllocator allocator;

  StackView(StackAllocator allocator) {
    this.allocator = allocator;
  }

  /**
   * What a call of one order can change.
   *
   * @param cacheBytes in the P's cache, 0 for a large stack or without a P
   * @param cacheTop the stack that the cache would give next, 0 for none
   * @param large entries of that list of stackLarge, 0 for a small stack
   */
  record Look(int cacheBytes, long cacheTop, int large) {}

  /** The state that a call by the owner of {@code pid} for {@code call}'s size can change. */
  Look look(int pid, StackCall call) {
    if (call.isLarge()) {
      return new Look(0, 0, allocator.largeSpans(call.order()).size());
    }
    if (pid < 0) {
      return new Look(0, 0, 0);
    }
    long[] cached = allocator.cachedStacks(pid, call.order());
    return new Look(cached.length * call.bytes(), cached.length == 0 ? 0 : cached[0], 0);
  }

  /**
   * Which way an allocation went.
   *
   * <p>At order 3 a refill takes one stack and hands it on, so that it leaves the same state as the
   * pool without cache; then the question whether the M may use its cache decides.
   */
  static int allocPath(StackCall call, Look before, Look after) {
    if (call.isLarge()) {
      return after.large() < before.large() ? StackCall.LARGE_3 : StackCall.LARGE_4;
    }
    if (after.cacheBytes() < before.cacheBytes()) {
      return StackCall.CACHE;
    }
    boolean single = call.order() == StackSizes.ORDERS - 1 && before.cacheBytes() == 0;
    boolean transfer = after.cacheBytes() > before.cacheBytes() || (single && call.mayUseCache());
    return transfer ? StackCall.CACHE_TRANSFER : StackCall.POOL;
  }

  /** Which way the free of our stack {@code lo} went: a cache that took it has it on top. */
  static int freePath(StackCall call, long lo, Look before, Look after) {
    if (call.isLarge()) {
      return after.large() > before.large() ? StackCall.LARGE_4 : StackCall.LARGE_3;
    }
    if (after.cacheTop() != lo) {
      return StackCall.POOL;
    }
    boolean pushed = after.cacheBytes() > before.cacheBytes();
    return pushed ? StackCall.CACHE : StackCall.CACHE_TRANSFER;
  }
}
