package io.quiesce.explore.model.check;

import java.util.Arrays;

/** A relation on 0 .. n - 1, one row of bits for each number; reused from check to check. */
final class BitMatrix {
  private int n;
  private int words;
  private long[] bits = new long[0];

  /** Makes this the empty relation on 0 .. {@code size} - 1, or to 0 .. {@code columns} - 1. */
  void reset(int size, int columns) {
    n = size;
    words = (columns + 63) >> 6;
    if (bits.length < n * words) {
      bits = new long[2 * n * words];
    } else {
      Arrays.fill(bits, 0, n * words, 0L);
    }
  }

  void copy(BitMatrix other) {
    n = other.n;
    words = other.words;
    if (bits.length < n * words) {
      bits = new long[2 * n * words];
    }
    System.arraycopy(other.bits, 0, bits, 0, n * words);
  }

  void set(int row, int column) {
    bits[row * words + (column >> 6)] |= 1L << column;
  }

  /** Adds 64 columns, from {@code column} on, to a row; those that do not exist are not set. */
  void put(int row, int column, long columns) {
    int at = row * words + (column >> 6);
    bits[at] |= columns << column;
    if ((column & 63) != 0 && columns >>> -column != 0) {
      bits[at + 1] |= columns >>> -column;
    }
  }

  void clear(int row) {
    Arrays.fill(bits, row * words, (row + 1) * words, 0L);
  }

  boolean has(int row, int column) {
    return (bits[row * words + (column >> 6)] >>> column & 1) != 0;
  }

  boolean isEmpty(int row) {
    for (int w = row * words; w < (row + 1) * words; w++) {
      if (bits[w] != 0) {
        return false;
      }
    }
    return true;
  }

  /** Adds a row of another relation to a row; true if that changed anything. */
  boolean or(int row, BitMatrix other, int otherRow) {
    long changed = 0;
    for (int w = 0; w < words; w++) {
      long before = bits[row * words + w];
      long after = before | other.bits[otherRow * words + w];
      bits[row * words + w] = after;
      changed |= before ^ after;
    }
    return changed != 0;
  }

  boolean intersects(int row, BitMatrix other, int otherRow) {
    for (int w = 0; w < words; w++) {
      if ((bits[row * words + w] & other.bits[otherRow * words + w]) != 0) {
        return true;
      }
    }
    return false;
  }

  /** The first column from {@code from} on that is in the row, or -1. */
  int next(int row, int from) {
    int word = from >> 6;
    if (word >= words) {
      return -1;
    }
    long left = bits[row * words + word] & (-1L << from);
    while (left == 0) {
      if (++word == words) {
        return -1;
      }
      left = bits[row * words + word];
    }
    return (word << 6) + Long.numberOfTrailingZeros(left);
  }

  /** Makes the relation transitive; false if that makes something related to itself. */
  boolean close() {
    for (int k = 0; k < n; k++) {
      for (int a = 0; a < n; a++) {
        if (has(a, k)) {
          or(a, this, k);
        }
      }
    }
    for (int a = 0; a < n; a++) {
      if (has(a, a)) {
        return false;
      }
    }
    return true;
  }
}
