package io.quiesce.stack;

import io.quiesce.heap.memory.HeapAddress;
import io.quiesce.heap.memory.Memory;
import io.quiesce.heap.memory.MemoryMode;
import io.quiesce.heap.memory.PoisonException;
import io.quiesce.heap.memory.PoisonedMemory;

/**
 * The bytes of stacks, wherever the stacks come from, and what the debug modes do to a stack that
 * is free while its span lives on, in a cache, a pool or a list (S10).
 *
 * <p>With poison the bytes are overwritten when the stack is freed and verified when it is handed
 * out again; with faults they cannot be touched in between. Accesses are plain: the bytes belong to
 * the owner of the stack. Each throws {@link io.quiesce.heap.memory.MemoryAccessException} where
 * there are no bytes.
 */
public final class StackMemory {
  private final Memory memory;
  private final long shift;
  private final boolean poison;
  private final boolean fault;

  /**
   * A view of {@code memory}.
   *
   * @param base the address under which its first byte is known to the users of stacks
   */
  StackMemory(Memory memory, MemoryMode mode, long base) {
    this.memory = memory;
    shift = HeapAddress.BASE - base;
    poison = mode == MemoryMode.POISON;
    fault = mode == MemoryMode.FAULT_ON_FREE;
  }

  /** The eight bytes at {@code addr}, a multiple of 8. */
  public long getLong(long addr) {
    return memory.getLong(addr + shift);
  }

  /** Sets the eight bytes at {@code addr}, a multiple of 8. */
  public void putLong(long addr, long value) {
    memory.putLong(addr + shift, value);
  }

  /** Copies {@code n} bytes. */
  public void copy(long from, long to, long n) {
    memory.copy(from + shift, to + shift, n);
  }

  /** Sets {@code n} bytes to {@code value}. */
  public void fill(long addr, long n, byte value) {
    memory.fill(addr + shift, n, value);
  }

  /** True if a debug mode looks after free stacks. */
  boolean isDebug() {
    return poison || fault;
  }

  /** The stack, or a whole span of them, is free from here on. */
  void freed(long lo, long bytes) {
    if (poison) {
      memory.fill(lo + shift, bytes, PoisonedMemory.POISON);
    } else if (fault) {
      memory.protect(lo + shift, bytes);
    }
  }

  /**
   * The stack gets a user.
   *
   * @throws PoisonException if it was written to since it was freed
   */
  void handOut(long lo, long bytes) {
    if (poison) {
      verify(lo, bytes);
    } else if (fault) {
      memory.unprotect(lo + shift, bytes);
    }
  }

  private void verify(long lo, long bytes) {
    long at = memory.mismatch(lo + shift, bytes, PoisonedMemory.POISON);
    if (at >= 0) {
      throw new PoisonException(
          String.format(
              "freed stack of %d bytes at 0x%x was written to: byte 0x%x is 0x%02x (S10)",
              bytes, lo, at - shift, memory.getByte(at)));
    }
  }
}
