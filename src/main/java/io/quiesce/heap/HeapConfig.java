package io.quiesce.heap;

import io.quiesce.heap.memory.HeapAddress;
import io.quiesce.heap.memory.MemoryMode;
import io.quiesce.heap.page.PageAllocator;

/**
 * The geometry of a heap.
 *
 * @param maxBytes address space that the heap may grow into, a positive multiple of 4 MiB
 * @param procs number of Ps, each with a page cache and a share of the figures; at least 0
 * @param arenaPages pages whose metadata is made together, a power of two, at least 512
 * @param memory what stands behind the addresses
 */
public record HeapConfig(long maxBytes, int procs, int arenaPages, MemoryMode memory) {
  /** Go's arena on 64-bit systems: 64 MiB. */
  public static final int DEFAULT_ARENA_PAGES = 8192;

  /** Checks the values. */
  public HeapConfig {
    if (maxBytes <= 0 || maxBytes % HeapAddress.CHUNK_BYTES != 0) {
      throw new IllegalArgumentException(
          "maxBytes=" + maxBytes + "; must be a positive multiple of " + HeapAddress.CHUNK_BYTES);
    }
    if (procs < 0) {
      throw new IllegalArgumentException("procs=" + procs + " is negative");
    }
    if (arenaPages < PageAllocator.CHUNK_PAGES || Integer.bitCount(arenaPages) != 1) {
      throw new IllegalArgumentException(
          "arenaPages=" + arenaPages + "; must be a power of two, at least 512");
    }
  }

  /** A heap with Go's arenas and real bytes. */
  public static HeapConfig of(long maxBytes, int procs) {
    return new HeapConfig(maxBytes, procs, DEFAULT_ARENA_PAGES, MemoryMode.REAL);
  }

  /** The smallest heap: one arena of 4 MiB without bytes, cheap enough to build many of them. */
  public static HeapConfig tiny(int procs) {
    return new HeapConfig(
        HeapAddress.CHUNK_BYTES, procs, PageAllocator.CHUNK_PAGES, MemoryMode.NONE);
  }

  /** The same with another address space. */
  public HeapConfig withMaxBytes(long bytes) {
    return new HeapConfig(bytes, procs, arenaPages, memory);
  }

  /** The same with other arenas. */
  public HeapConfig withArenaPages(int pages) {
    return new HeapConfig(maxBytes, procs, pages, memory);
  }

  /** The same with other memory. */
  public HeapConfig withMemory(MemoryMode mode) {
    return new HeapConfig(maxBytes, procs, arenaPages, mode);
  }

  /** The address space in pages. */
  public long maxPages() {
    return maxBytes >> HeapAddress.PAGE_SHIFT;
  }
}
