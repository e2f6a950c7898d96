package io.quiesce.heap.page;

import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Who owns each page, kept apart from the allocator: two owners of one page, or a free by someone
 * else, fail at once (PG3). Owners also sign the memory of their pages, with plain writes.
 */
final class Ownership {
  private final AtomicIntegerArray owners;
  private final int[] memory;

  Ownership(int pages) {
    owners = new AtomicIntegerArray(pages);
    memory = new int[pages];
  }

  void take(int owner, long page, int n) {
    for (int p = (int) page; p < page + n; p++) {
      int other = owners.compareAndExchange(p, 0, owner);
      if (other != 0) {
        throw new AssertionError(
            "PG3: page " + p + " was given to " + owner + " while " + other + " owns it");
      }
      memory[p] = owner;
    }
  }

  void give(int owner, long page, int n) {
    for (int p = (int) page; p < page + n; p++) {
      if (memory[p] != owner) {
        throw new AssertionError("E3: " + memory[p] + " wrote to page " + p + " of " + owner);
      }
      if (!owners.compareAndSet(p, owner, 0)) {
        throw new AssertionError("page " + p + " is not owned by " + owner);
      }
    }
  }

  boolean isOwned(int page) {
    return owners.get(page) != 0;
  }
}
