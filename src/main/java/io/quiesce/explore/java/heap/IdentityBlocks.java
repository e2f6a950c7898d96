package io.quiesce.explore.java.heap;

import java.util.Arrays;

/**
 * Blocks of locations by object identity: a hash table with open addressing that is cheap to clear.
 * Confined to the worker.
 */
final class IdentityBlocks {
  private Object[] keys = new Object[64];
  private int[] blocks = new int[64];
  private int size;

  /** The block of an object, or 0. */
  int get(Object key) {
    int mask = keys.length - 1;
    int at = System.identityHashCode(key) & mask;
    while (keys[at] != null) {
      if (keys[at] == key) {
        return blocks[at];
      }
      at = (at + 1) & mask;
    }
    return 0;
  }

  /** Sets the block of an object. */
  void put(Object key, int block) {
    if (2 * size >= keys.length) {
      rehash();
    }
    int mask = keys.length - 1;
    int at = System.identityHashCode(key) & mask;
    while (keys[at] != null && keys[at] != key) {
      at = (at + 1) & mask;
    }
    if (keys[at] == null) {
      size++;
    }
    keys[at] = key;
    blocks[at] = block;
  }

  private void rehash() {
    Object[] oldKeys = keys;
    int[] oldBlocks = blocks;
    keys = new Object[2 * oldKeys.length];
    blocks = new int[keys.length];
    size = 0;
    for (int i = 0; i < oldKeys.length; i++) {
      if (oldKeys[i] != null) {
        put(oldKeys[i], oldBlocks[i]);
      }
    }
  }

  /** Forgets all. */
  void clear() {
    if (size > 0) {
      Arrays.fill(keys, null);
      size = 0;
    }
  }
}
