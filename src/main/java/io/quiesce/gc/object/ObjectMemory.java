package io.quiesce.gc.object;

import io.quiesce.gc.object.span.ObjectSpan;
import io.quiesce.heap.PageHeap;
import io.quiesce.heap.memory.Memory;
import io.quiesce.heap.memory.MemoryMode;
import io.quiesce.heap.memory.PoisonException;
import io.quiesce.heap.memory.PoisonedMemory;

/**
 * The bytes of objects: zero when an object is born (Z1), poisoned when it is freed if the memory
 * has that debug mode, and verified when the place is used again (Go: {@code debug.clobberfree}).
 *
 * <p>Without bytes ({@link MemoryMode#NONE}) nothing happens here, so that an object heap can be
 * explored without them.
 */
final class ObjectMemory {
  private final Memory memory;
  private final boolean real;
  private final boolean poison;

  ObjectMemory(PageHeap heap) {
    memory = heap.memory();
    real = heap.config().memory() != MemoryMode.NONE;
    poison = heap.config().memory() == MemoryMode.POISON;
  }

  /** Poisons a fresh span whose bytes are garbage: from then on free objects are uniform. */
  void born(ObjectSpan span) {
    if (poison && span.needzero()) {
      memory.fill(span.base(), span.span().bytes(), PoisonedMemory.POISON);
    }
  }

  /**
   * Makes the bytes of a taken object zero, unless they are.
   *
   * @throws PoisonException if it was written to since it was freed
   */
  void clear(ObjectSpan span, int i) {
    if (!real || !span.needzero()) {
      return;
    }
    long addr = span.addressOf(i);
    if (poison) {
      verify(addr, span.elemBytes());
    }
    memory.fill(addr, span.elemBytes(), (byte) 0);
  }

  /** A free object is all poison, or all zero if its span was zero and it was never used. */
  private void verify(long addr, long bytes) {
    byte first = memory.getByte(addr);
    long at =
        first == PoisonedMemory.POISON || first == 0 ? memory.mismatch(addr, bytes, first) : addr;
    if (at >= 0) {
      throw new PoisonException(
          String.format(
              "freed object of %d bytes at 0x%x was written to: byte 0x%x is 0x%02x",
              bytes, addr, at, memory.getByte(at)));
    }
  }

  /** Poisons the objects that the sweep of {@code span} is about to free. */
  void freeing(ObjectSpan span) {
    if (!poison) {
      return;
    }
    for (int i = 0; i < span.objects(); i++) {
      if ((span.unmarked(i >> 6) >>> i & 1) != 0) {
        memory.fill(span.addressOf(i), span.elemBytes(), PoisonedMemory.POISON);
      }
    }
  }
}
