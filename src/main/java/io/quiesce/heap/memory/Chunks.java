package io.quiesce.heap.memory;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The table of direct buffers behind {@link DirectMemory}, one per chunk of 4 MiB.
 *
 * <p>A slot goes from null to a buffer once. Two threads that commit the same chunk keep the first
 * one's buffer.
 */
final class Chunks {
  private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(ByteBuffer[].class);
  private static final int SHIFT = Integer.numberOfTrailingZeros(HeapAddress.CHUNK_BYTES);
  private static final int OFFSET_MASK = HeapAddress.CHUNK_BYTES - 1;

  private final ByteBuffer[] slots;

  Chunks(long maxBytes) {
    slots = new ByteBuffer[Math.toIntExact((maxBytes + OFFSET_MASK) >> SHIFT)];
  }

  /** Commits the chunks of the range; false if the system refuses one. */
  boolean commit(long addr, long bytes) {
    requireInSpace("commit", addr, bytes);
    int end = index(addr + bytes - 1);
    for (int i = index(addr); i <= end; i++) {
      // opaque: nothing is read through it here; at() looks again
      if (SLOT.getOpaque(slots, i) == null && !commitChunk(i)) {
        return false;
      }
    }
    return true;
  }

  private boolean commitChunk(int i) {
    ByteBuffer fresh;
    try {
      fresh = ByteBuffer.allocateDirect(HeapAddress.CHUNK_BYTES);
    } catch (OutOfMemoryError refused) {
      return false;
    }
    // release, pairs with at(): weakened, a racing reader uses a buffer without its address; the
    // acquire half is idle
    SLOT.compareAndSet(slots, i, null, fresh.order(ByteOrder.nativeOrder()));
    return true;
  }

  /** The buffer that holds {@code addr}; use it at {@link #offset}. */
  ByteBuffer at(String operation, long addr) {
    int i = index(addr);
    if (addr >= HeapAddress.BASE && i >= 0 && i < slots.length) {
      // acquire, pairs with commitChunk; weakened: see there
      ByteBuffer chunk = (ByteBuffer) SLOT.getAcquire(slots, i);
      if (chunk != null) {
        return chunk;
      }
    }
    throw new MemoryAccessException(
        operation
            + " at "
            + HeapAddress.hex(addr)
            + ": the heap has not grown there; use addresses inside live spans");
  }

  /** Checks that each chunk of the range is committed, before any of it is used. */
  void requireCommitted(String operation, long addr, long n) {
    requireInSpace(operation, addr, n);
    for (long a = addr; a < addr + n; a = (a | OFFSET_MASK) + 1) {
      ByteBuffer unused = at(operation, a);
    }
  }

  private void requireInSpace(String operation, long addr, long n) {
    long end = HeapAddress.BASE + ((long) slots.length << SHIFT);
    if (n < 0 || addr < HeapAddress.BASE || addr > end || n > end - addr) {
      throw new MemoryAccessException(
          operation
              + " of "
              + n
              + " bytes at "
              + HeapAddress.hex(addr)
              + ": outside the address space "
              + HeapAddress.hex(HeapAddress.BASE)
              + ".."
              + HeapAddress.hex(end));
    }
  }

  /** Where {@code addr} lies in its chunk. */
  static int offset(long addr) {
    return (int) addr & OFFSET_MASK;
  }

  /** Bytes from {@code addr} to the end of its chunk. */
  static int room(long addr) {
    return HeapAddress.CHUNK_BYTES - offset(addr);
  }

  private static int index(long addr) {
    return (int) ((addr - HeapAddress.BASE) >> SHIFT);
  }
}
