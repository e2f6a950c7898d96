package io.quiesce.heap.memory;

/** Addresses without bytes: hand-over costs nothing, and each access is an error. */
public final class NoMemory implements Memory {
  NoMemory() {}

  @Override
  public boolean commit(long addr, long bytes) {
    return true;
  }

  @Override
  public byte getByte(long addr) {
    throw noBytes("getByte", addr);
  }

  @Override
  public void putByte(long addr, byte value) {
    throw noBytes("putByte", addr);
  }

  @Override
  public long getLong(long addr) {
    throw noBytes("getLong", addr);
  }

  @Override
  public void putLong(long addr, long value) {
    throw noBytes("putLong", addr);
  }

  @Override
  public long getLongAcquire(long addr) {
    throw noBytes("getLongAcquire", addr);
  }

  @Override
  public int gatherAcquire(long group, long which, long[] to, int n) {
    throw noBytes("gatherAcquire", group);
  }

  @Override
  public void putLongRelease(long addr, long value) {
    throw noBytes("putLongRelease", addr);
  }

  @Override
  public void copy(long from, long to, long n) {
    throw noBytes("copy", from);
  }

  @Override
  public void fill(long addr, long n, byte value) {
    throw noBytes("fill", addr);
  }

  @Override
  public long mismatch(long addr, long n, byte value) {
    throw noBytes("mismatch", addr);
  }

  @Override
  public void handOut(long addr, long bytes, boolean zeroed) {}

  @Override
  public void takeBack(long addr, long bytes) {}

  @Override
  public void release(long addr, long bytes) {}

  @Override
  public void protect(long addr, long bytes) {}

  @Override
  public void unprotect(long addr, long bytes) {}

  private static MemoryAccessException noBytes(String operation, long addr) {
    return new MemoryAccessException(
        operation
            + " at "
            + HeapAddress.hex(addr)
            + ": this heap has no bytes (MemoryMode.NONE); configure MemoryMode.REAL");
  }
}
