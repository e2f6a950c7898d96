package io.quiesce.stack;

import io.quiesce.heap.memory.HeapAddress;
import io.quiesce.heap.memory.Memory;
import io.quiesce.heap.memory.MemoryMode;
import io.quiesce.heap.page.Claim;
import io.quiesce.heap.page.PageAllocator;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Stacks straight from the system, for debugging (Go: {@code sysAlloc(n, &memstats.stacks_sys)} in
 * {@code stackalloc} when {@code stackFromSystem} is set).
 *
 * <p>Each stack has physical pages of 4 KiB of its own, far from the heap, in no span and in none
 * of the heap's figures. A freed stack is unmapped: an access is an error. Its address may come
 * back, unless freed stacks shall fault for ever; then, as in Go, they also stay in the account.
 *
 * <p>The address space is a page allocator of its own, whose word claims and frees order one user
 * of an address before the next (E3). It grows in steps of 4 MiB, each taken by one
 * compare-and-set.
 */
final class SystemStacks {
  /** The address of the first stack: where Linux maps, far above the heap. */
  static final long BASE = 0x7f00_0000_0000L;

  private static final int PAGE_SHIFT = 12;
  private static final int CHUNK_PAGES = HeapAddress.CHUNK_BYTES >> PAGE_SHIFT;

  private final long maxBytes;
  private final boolean faultOnFree;
  private final PageAllocator pages;
  private final Memory memory;
  private final StackMemory view;
  private final AtomicLong frontier = new AtomicLong();
  private final AtomicLong inUse = new AtomicLong();

  /** No stack yet; bytes stand behind the addresses unless {@code mode} is NONE. */
  SystemStacks(MemoryMode mode, StackConfig config) {
    maxBytes = config.systemBytes();
    faultOnFree = config.faultOnFree();
    pages = new PageAllocator(maxBytes >> PAGE_SHIFT);
    MemoryMode own = mode == MemoryMode.NONE ? MemoryMode.NONE : MemoryMode.FAULT_ON_FREE;
    memory = Memory.of(own, maxBytes);
    view = new StackMemory(memory, MemoryMode.REAL, BASE);
  }

  /** Takes a stack of {@code n} bytes; 0 if the system refuses. */
  long alloc(int n) {
    int npages = npages(n);
    while (true) {
      long claim = pages.alloc(npages);
      if (claim != Claim.NONE) {
        long offset = Claim.page(claim) << PAGE_SHIFT;
        memory.handOut(HeapAddress.BASE + offset, bytes(npages), false);
        // volatile by default; a figure, nothing is ordered by it
        inUse.addAndGet(bytes(npages));
        return BASE + offset;
      }
      if (!grow(npages)) {
        return 0;
      }
    }
  }

  private boolean grow(int npages) {
    long ask = (npages + CHUNK_PAGES - 1L) / CHUNK_PAGES * CHUNK_PAGES;
    long from;
    do {
      // opaque: a guess; the frontier only grows, so a stale one refuses nothing that would fit
      from = frontier.getOpaque();
      if ((from + ask) << PAGE_SHIFT > maxBytes) {
        return false;
      }
      // volatile by default: one winner is all; the pages are published by their bitmap
    } while (!frontier.compareAndSet(from, from + ask));
    if (!memory.commit(HeapAddress.BASE + (from << PAGE_SHIFT), ask << PAGE_SHIFT)) {
      return false;
    }
    pages.grow(from, ask);
    return true;
  }

  /** Unmaps the stack at {@code lo}, which the ledger knows to be in use with that size. */
  void free(long lo, int n) {
    int npages = npages(n);
    memory.takeBack(HeapAddress.BASE + (lo - BASE), bytes(npages));
    if (!faultOnFree) {
      inUse.addAndGet(-bytes(npages));
      pages.free((lo - BASE) >> PAGE_SHIFT, npages);
    }
  }

  /** Bytes taken from the system for stacks (Go: {@code memstats.stacks_sys}). */
  long inUse() {
    // opaque: a figure, whole, and ordered with nothing
    return inUse.getOpaque();
  }

  /** The bytes of these stacks. */
  StackMemory memory() {
    return view;
  }

  private static int npages(int n) {
    return Math.max(1, n >> PAGE_SHIFT);
  }

  private static long bytes(int npages) {
    return (long) npages << PAGE_SHIFT;
  }
}
