package io.quiesce.stack;

import io.quiesce.phase.SystemStack;
import io.quiesce.sched.M;
import io.quiesce.sched.OwnershipException;
import io.quiesce.sched.P;

/**
 * The stack caches of all Ps, one for each P and order, in front of the pools (Go: {@code
 * stackcacherefill}, {@code stackcacherelease}, {@code stackcache_clear}).
 *
 * <p>Every method works on a cache whose P the M owns, on the system stack; so it is alone with the
 * cache from beginning to end (S9). Stacks move one at a time, so after each step the cache is
 * whole, also when the page heap runs out in the middle of a refill.
 */
final class StackCaches {
  private final StackPool[] pools;
  private final StackCache[] caches;

  /** Empty caches for {@code procs} Ps. */
  StackCaches(int procs, StackPool[] pools) {
    this.pools = pools;
    caches = new StackCache[procs * StackSizes.ORDERS];
    for (int i = 0; i < caches.length; i++) {
      caches[i] = new StackCache(i % StackSizes.ORDERS);
    }
  }

  /** Takes a stack from the cache of the M's P; 0 if it is empty and nothing is left to refill. */
  @SystemStack
  long take(M m, int order) {
    StackCache cache = cache(m.pid(), order);
    if (cache.isEmpty()) {
      refill(m, cache, order);
      if (cache.isEmpty()) {
        return 0;
      }
    }
    return cache.pop();
  }

  /** Puts a stack into the cache of the M's P. */
  @SystemStack
  void put(M m, long lo, int order) {
    StackCache cache = cache(m.pid(), order);
    if (cache.isFull()) {
      release(m, order);
    }
    cache.push(lo);
  }

  /** As {@link StackAllocator#stackcacherefill}; false if nothing was left. */
  @SystemStack
  boolean refill(M m, int order) {
    StackCache cache = cache(m.pid(), order);
    if (!cache.isEmpty()) {
      throw new StackStateException(
          String.format(
              "stackcacherefill of order %d of %s: it holds %d bytes, and must be empty",
              order, m.p(), cache.bytes()));
    }
    refill(m, cache, order);
    return !cache.isEmpty();
  }

  @SystemStack
  private void refill(M m, StackCache cache, int order) {
    while (cache.bytes() < StackSizes.CACHE_HALF) {
      long lo = pools[order].take(m);
      if (lo == 0) {
        return;
      }
      cache.push(lo);
    }
  }

  /** As {@link StackAllocator#stackcacherelease}. */
  @SystemStack
  void release(M m, int order) {
    StackCache cache = cache(m.pid(), order);
    while (cache.bytes() > StackSizes.CACHE_HALF) {
      pools[order].put(m, cache.pop());
    }
  }

  /** As {@link StackAllocator#stackcacheClear(M, P, int)}. */
  @SystemStack
  void clear(M m, P p, int order) {
    StackSizes.requireOrder("stackcacheClear", order);
    if (!p.isOwnedBy(m)) {
      throw new OwnershipException(
          "stackcacheClear of " + p + " by " + m + ": run it, or claim it while it is idle");
    }
    StackCache cache = cache(p.id(), order);
    while (!cache.isEmpty()) {
      pools[order].put(m, cache.pop());
    }
  }

  /** The cache of one order of one P. */
  StackCache cache(int pid, int order) {
    return caches[pid * StackSizes.ORDERS + order];
  }

  /** Throws unless the M runs a P and there is such an order. */
  static void requireOwn(String operation, M m, int order) {
    StackSizes.requireOrder(operation, order);
    if (m.p() == null) {
      throw new OwnershipException(operation + ": " + m + " runs no P, so it has no cache");
    }
  }
}
