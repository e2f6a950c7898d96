package io.quiesce.oracle.cycle;

import io.quiesce.heap.memory.HeapAddress;
import java.util.BitSet;
import java.util.function.LongConsumer;

/** A set of addresses of heap words: one bit for each word of the address space in use. */
final class ObjectSet {
  private static final int WORD_SHIFT = 3;

  private final BitSet bits = new BitSet();

  ObjectSet() {}

  /** Adds an address; false if it was there. */
  boolean add(long address) {
    int index = index(address);
    boolean isNew = !bits.get(index);
    bits.set(index);
    return isNew;
  }

  boolean contains(long address) {
    return bits.get(index(address));
  }

  int size() {
    return bits.cardinality();
  }

  void forEach(LongConsumer visitor) {
    for (int i = bits.nextSetBit(0); i >= 0; i = bits.nextSetBit(i + 1)) {
      visitor.accept(HeapAddress.BASE + ((long) i << WORD_SHIFT));
    }
  }

  private static int index(long address) {
    return Math.toIntExact((address - HeapAddress.BASE) >>> WORD_SHIFT);
  }
}
