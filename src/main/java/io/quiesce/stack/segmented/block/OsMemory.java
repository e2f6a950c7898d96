package io.quiesce.stack.segmented.block;

import io.quiesce.heap.memory.HeapAddress;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * Memory straight from "the OS", accounted in {@code stacks_sys} (Go 2014: {@code SysAlloc} and
 * {@code SysFree} with {@code &mstats.stacks_sys}).
 *
 * <h2>Protocol</h2>
 *
 * <ol>
 *   <li><b>sysAlloc.</b> Charge the bytes against the limit; take the next addresses; publish the
 *       mapping under its first page and all others.
 *   <li><b>sysFree.</b> Take the mapping away by compare-and-set at its first page; then the other
 *       pages; then the charge. Addresses are never mapped again, so a use after the free faults
 *       (Go: {@code StackFaultOnFree}).
 *   <li><b>Access.</b> Find the mapping of the address and read or write it plainly.
 * </ol>
 *
 * <h2>Invariants</h2>
 *
 * <ul>
 *   <li>M1. Mappings do not overlap; an address belongs to at most one mapping, ever.
 *   <li>M2. {@link #stacksSys} is the sum of the mapped bytes, and never above the limit.
 *   <li>M3. A mapping is freed at most once.
 * </ul>
 *
 * <h2>Orderings</h2>
 *
 * <table>
 *   <caption>Accesses on which the invariants rest</caption>
 *   <tr><th>access</th><th>mode</th><th>pairs with</th><th>breaks, if weakened</th></tr>
 *   <tr><td>sysAlloc: slot store</td><td>release</td><td>access: slot read</td><td>a mapping is seen
 *       without its bytes</td></tr>
 *   <tr><td>sysFree: slot CAS</td><td>volatile RMW</td><td>the same CAS</td><td>M3: atomicity is
 *       what counts</td></tr>
 *   <tr><td>charge, next address</td><td>volatile RMW</td><td>themselves</td><td>M1, M2: atomicity
 *       is what counts</td></tr>
 * </table>
 */
public final class OsMemory {
  /** The lowest address that is ever mapped, far above the heap, where mmap would put it. */
  public static final long BASE = 0x7f00_0000_0000L;

  /** Bytes per mark, see {@link #mark}. */
  public static final int MARK_BYTES = 2048;

  private static final int PAGE_BYTES = HeapAddress.PAGE_BYTES;
  private static final int CHUNK_PAGES = 4096;
  private static final int CHUNKS = 4096;
  private static final long SPAN_BYTES = (long) PAGE_BYTES * CHUNK_PAGES * CHUNKS;
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private static final class Mapping {
    final long base;
    final byte[] bytes;
    final byte[] marks;

    Mapping(long base, int size) {
      this.base = base;
      bytes = new byte[size];
      marks = new byte[size / MARK_BYTES];
    }
  }

  private final AtomicReferenceArray<AtomicReferenceArray<Mapping>> chunks =
      new AtomicReferenceArray<>(CHUNKS);
  private final AtomicLong next = new AtomicLong(BASE);
  private final AtomicLong mapped = new AtomicLong();
  private final long limitBytes;

  /**
   * Makes an address space with nothing mapped.
   *
   * @param limitBytes how many bytes may be mapped at one time
   */
  public OsMemory(long limitBytes) {
    if (limitBytes < 0) {
      throw new IllegalArgumentException("limitBytes=" + limitBytes + " is negative");
    }
    this.limitBytes = limitBytes;
  }

  /**
   * Maps zeroed memory. Any thread.
   *
   * @param bytes a positive multiple of the page size
   * @return its address, or 0 if the limit or the address space is used up
   */
  public long sysAlloc(int bytes) {
    if (bytes <= 0 || bytes % PAGE_BYTES != 0) {
      throw new IllegalArgumentException(
          "sysAlloc: " + bytes + " bytes; a positive multiple of " + PAGE_BYTES + " is needed");
    }
    if (!charge(bytes)) {
      return 0;
    }
    long base = next.getAndAdd(bytes);
    if (base + bytes > BASE + SPAN_BYTES) {
      mapped.getAndAdd(-bytes);
      return 0;
    }
    Mapping m = new Mapping(base, bytes);
    for (long page = base; page < base + bytes; page += PAGE_BYTES) {
      // release, pairs with find(): whoever finds the mapping finds its bytes
      chunk(page).setRelease(slotOf(page), m);
    }
    return base;
  }

  private boolean charge(int bytes) {
    // opaque: confirmed by the exchange; a refusal may miss a free with which it races
    long seen = mapped.getOpaque();
    while (seen + bytes <= limitBytes) {
      // atomicity only: the figure orders nothing
      long witness = mapped.compareAndExchangeRelease(seen, seen + bytes);
      if (witness == seen) {
        return true;
      }
      seen = witness;
    }
    return false;
  }

  /**
   * Unmaps a whole mapping. Any thread, once.
   *
   * @throws SegmentMemoryException if no mapping starts at {@code base} (any more)
   */
  public void sysFree(long base) {
    Mapping m = find(base);
    // volatile by default: atomicity is all, of two that free the same mapping one loses (M3)
    if (m == null || m.base != base || !chunk(base).compareAndSet(slotOf(base), m, null)) {
      throw fault("sysFree", base);
    }
    int bytes = m.bytes.length;
    for (long page = base + PAGE_BYTES; page < base + bytes; page += PAGE_BYTES) {
      // opaque: nothing is published, an access after the free is wrong either way
      chunk(page).setOpaque(slotOf(page), null);
    }
    mapped.getAndAdd(-bytes);
  }

  /** Bytes that are mapped now (Go: {@code mstats.stacks_sys}). */
  public long stacksSys() {
    // opaque: a figure, whole, and ordered with nothing
    return mapped.getOpaque();
  }

  /** True if {@code addr} lies in a mapping. */
  public boolean contains(long addr) {
    return find(addr) != null;
  }

  /** True if {@code addr} can only be an address of this memory, mapped or not. */
  static boolean covers(long addr) {
    return addr >= BASE && addr < BASE + SPAN_BYTES;
  }

  /** Bytes of the mapping that starts at {@code base}, or 0 if none does. */
  public int mappedBytes(long base) {
    Mapping m = find(base);
    return m != null && m.base == base ? m.bytes.length : 0;
  }

  /**
   * A byte that the user of the mapping keeps for each {@link #MARK_BYTES} of it, at first 0.
   * Plain: it belongs to whoever holds that piece.
   */
  public byte mark(long addr) {
    Mapping m = require(addr);
    return m.marks[(int) (addr - m.base) / MARK_BYTES];
  }

  /** Sets the byte of {@link #mark}. */
  public void setMark(long addr, byte value) {
    Mapping m = require(addr);
    m.marks[(int) (addr - m.base) / MARK_BYTES] = value;
  }

  long getLong(long addr) {
    Mapping m = require(addr);
    return (long) LONGS.get(m.bytes, (int) (addr - m.base));
  }

  void putLong(long addr, long value) {
    Mapping m = require(addr);
    LONGS.set(m.bytes, (int) (addr - m.base), value);
  }

  private Mapping require(long addr) {
    Mapping m = find(addr);
    if (m == null) {
      throw fault("access", addr);
    }
    return m;
  }

  private Mapping find(long addr) {
    if (!covers(addr)) {
      return null;
    }
    AtomicReferenceArray<Mapping> chunk = chunks.getAcquire(chunkOf(addr));
    // acquire, pairs with sysAlloc()
    return chunk == null ? null : chunk.getAcquire(slotOf(addr));
  }

  private AtomicReferenceArray<Mapping> chunk(long addr) {
    int i = chunkOf(addr);
    AtomicReferenceArray<Mapping> chunk = chunks.getAcquire(i);
    if (chunk != null) {
      return chunk;
    }
    AtomicReferenceArray<Mapping> fresh = new AtomicReferenceArray<>(CHUNK_PAGES);
    // release and acquire: the chunk is used by whoever finds it, also by the loser of this race
    AtomicReferenceArray<Mapping> witness = chunks.compareAndExchange(i, null, fresh);
    return witness == null ? fresh : witness;
  }

  private static int chunkOf(long addr) {
    return (int) ((addr - BASE) / PAGE_BYTES / CHUNK_PAGES);
  }

  private static int slotOf(long addr) {
    return (int) ((addr - BASE) / PAGE_BYTES % CHUNK_PAGES);
  }

  private static SegmentMemoryException fault(String operation, long addr) {
    return new SegmentMemoryException(
        operation + " at 0x" + Long.toHexString(addr) + ": nothing is mapped there (any more)");
  }
}
