package io.quiesce.heap.memory;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Real bytes outside the Java heap, committed in chunks of 4 MiB when the heap grows.
 *
 * <p>Runs may cross chunks. Contents are plain and belong to the owner of the pages.
 */
public sealed class DirectMemory implements Memory permits PoisonedMemory, FaultingMemory {
  private static final VarHandle WORD =
      MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

  private static final int GROUP_BYTES = Long.SIZE * Long.BYTES;

  private static final long EACH_BYTE = 0x0101_0101_0101_0101L;

  private final Chunks chunks;

  DirectMemory(long maxBytes) {
    chunks = new Chunks(maxBytes);
  }

  /** Called before each access with a range inside the address space; debug modes may refuse. */
  void touch(String operation, long addr, long n) {}

  @Override
  public boolean commit(long addr, long bytes) {
    return chunks.commit(addr, bytes);
  }

  @Override
  public byte getByte(long addr) {
    touch("getByte", addr, 1);
    return chunks.at("getByte", addr).get(Chunks.offset(addr));
  }

  @Override
  public void putByte(long addr, byte value) {
    touch("putByte", addr, 1);
    chunks.at("putByte", addr).put(Chunks.offset(addr), value);
  }

  @Override
  public long getLong(long addr) {
    requireAligned("getLong", addr);
    touch("getLong", addr, Long.BYTES);
    return chunks.at("getLong", addr).getLong(Chunks.offset(addr));
  }

  @Override
  public void putLong(long addr, long value) {
    requireAligned("putLong", addr);
    touch("putLong", addr, Long.BYTES);
    chunks.at("putLong", addr).putLong(Chunks.offset(addr), value);
  }

  @Override
  public long getLongAcquire(long addr) {
    requireAligned("getLongAcquire", addr);
    touch("getLongAcquire", addr, Long.BYTES);
    // acquire, pairs with putLongRelease; weakened: a pointer without the object behind it
    return (long) WORD.getAcquire(chunks.at("getLongAcquire", addr), Chunks.offset(addr));
  }

  @Override
  public int gatherAcquire(long group, long which, long[] to, int n) {
    if ((group & (GROUP_BYTES - 1)) != 0) {
      throw new MemoryAccessException(
          "gatherAcquire at " + HeapAddress.hex(group) + ": not a multiple of " + GROUP_BYTES);
    }
    touch("gatherAcquire", group, GROUP_BYTES);
    // a group lies in one chunk, since it is aligned
    ByteBuffer chunk = chunks.at("gatherAcquire", group);
    int base = Chunks.offset(group);
    int end = n;
    for (long rest = which; rest != 0; rest &= rest - 1) {
      // acquire, pairs with putLongRelease
      to[end++] =
          (long) WORD.getAcquire(chunk, base + Long.numberOfTrailingZeros(rest) * Long.BYTES);
    }
    return end;
  }

  @Override
  public void putLongRelease(long addr, long value) {
    requireAligned("putLongRelease", addr);
    touch("putLongRelease", addr, Long.BYTES);
    // release, pairs with getLongAcquire
    WORD.setRelease(chunks.at("putLongRelease", addr), Chunks.offset(addr), value);
  }

  private static void requireAligned(String operation, long addr) {
    if ((addr & (Long.BYTES - 1)) != 0) {
      throw new MemoryAccessException(
          operation + " at " + HeapAddress.hex(addr) + ": not a multiple of 8");
    }
  }

  @Override
  public void copy(long from, long to, long n) {
    chunks.requireCommitted("copy from", from, n);
    chunks.requireCommitted("copy to", to, n);
    touch("copy from", from, n);
    touch("copy to", to, n);
    if (from < to && to < from + n) {
      copyFromTheEnd(from, to, n);
    } else {
      copyFromTheStart(from, to, n);
    }
  }

  private void copyFromTheStart(long from, long to, long n) {
    long done = 0;
    while (done < n) {
      int room = Math.min(Chunks.room(from + done), Chunks.room(to + done));
      int part = (int) Math.min(n - done, room);
      move(from + done, to + done, part);
      done += part;
    }
  }

  private void copyFromTheEnd(long from, long to, long n) {
    long left = n;
    while (left > 0) {
      int room = 1 + Math.min(Chunks.offset(from + left - 1), Chunks.offset(to + left - 1));
      int part = (int) Math.min(left, room);
      left -= part;
      move(from + left, to + left, part);
    }
  }

  private void move(long from, long to, int n) {
    ByteBuffer source = chunks.at("copy from", from);
    chunks.at("copy to", to).put(Chunks.offset(to), source, Chunks.offset(from), n);
  }

  @Override
  public void fill(long addr, long n, byte value) {
    chunks.requireCommitted("fill", addr, n);
    touch("fill", addr, n);
    fillUntouched(addr, n, value);
  }

  /** Fills without asking {@link #touch}: for the memory's own purposes. */
  final void fillUntouched(long addr, long n, byte value) {
    long end = addr + n;
    for (long at = addr; at < end; ) {
      int part = (int) Math.min(end - at, Chunks.room(at));
      fillPart(chunks.at("fill", at), Chunks.offset(at), part, value);
      at += part;
    }
  }

  private static void fillPart(ByteBuffer chunk, int from, int n, byte value) {
    int i = from;
    for (; i + Long.BYTES <= from + n; i += Long.BYTES) {
      chunk.putLong(i, (value & 0xffL) * EACH_BYTE);
    }
    for (; i < from + n; i++) {
      chunk.put(i, value);
    }
  }

  @Override
  public long mismatch(long addr, long n, byte value) {
    chunks.requireCommitted("mismatch", addr, n);
    touch("mismatch", addr, n);
    return mismatchUntouched(addr, n, value);
  }

  /** Compares without asking {@link #touch}: for the memory's own purposes. */
  final long mismatchUntouched(long addr, long n, byte value) {
    long end = addr + n;
    for (long at = addr; at < end; ) {
      int part = (int) Math.min(end - at, Chunks.room(at));
      int found = mismatchPart(chunks.at("mismatch", at), Chunks.offset(at), part, value);
      if (found >= 0) {
        return at + found;
      }
      at += part;
    }
    return -1;
  }

  private static int mismatchPart(ByteBuffer chunk, int from, int n, byte value) {
    int i = from;
    while (i + Long.BYTES <= from + n && chunk.getLong(i) == (value & 0xffL) * EACH_BYTE) {
      i += Long.BYTES;
    }
    while (i < from + n && chunk.get(i) == value) {
      i++;
    }
    return i == from + n ? -1 : i - from;
  }

  @Override
  public void handOut(long addr, long bytes, boolean zeroed) {}

  @Override
  public void takeBack(long addr, long bytes) {}

  @Override
  public void release(long addr, long bytes) {
    fillUntouched(addr, bytes, (byte) 0);
  }

  @Override
  public void protect(long addr, long bytes) {}

  @Override
  public void unprotect(long addr, long bytes) {}
}
