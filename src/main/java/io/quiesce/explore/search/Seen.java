package io.quiesce.explore.search;

/** A set of hashes, shared by workers: the memory of the self-check. */
final class Seen {
  private long[] table = new long[1024];
  private int size;

  /** Adds a hash; false if it was there. */
  synchronized boolean add(long hash) {
    long key = hash == 0 ? 1 : hash;
    if (2 * size >= table.length) {
      grow();
    }
    int at = slot(table, key);
    if (table[at] == key) {
      return false;
    }
    table[at] = key;
    size++;
    return true;
  }

  private void grow() {
    long[] wide = new long[2 * table.length];
    for (long key : table) {
      if (key != 0) {
        wide[slot(wide, key)] = key;
      }
    }
    table = wide;
  }

  private static int slot(long[] table, long key) {
    int at = (int) (key ^ (key >>> 32)) & (table.length - 1);
    while (table[at] != 0 && table[at] != key) {
      at = (at + 1) & (table.length - 1);
    }
    return at;
  }
}
