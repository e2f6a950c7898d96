package io.quiesce.gc.object.span;

/**
 * What an object keeps (Go: the size and the pointer mask of a {@code _type}): how many words of 8
 * bytes, and which of them are pointers. Immutable.
 */
public final class ObjectLayout {
  private final String name;
  private final int words;
  private final long[] pointers;
  private final boolean hasPointers;

  /**
   * A layout.
   *
   * @param name of the type, for messages
   * @param words how many; at least 1
   * @param pointerWords the indices of those that are pointers
   * @throws IllegalArgumentException if an index is not that of a word
   */
  public ObjectLayout(String name, int words, int... pointerWords) {
    if (words < 1) {
      throw new IllegalArgumentException(name + ": " + words + " words; at least 1 is needed");
    }
    this.name = name;
    this.words = words;
    pointers = new long[(words + Long.SIZE - 1) / Long.SIZE];
    for (int word : pointerWords) {
      if (word < 0 || word >= words) {
        throw new IllegalArgumentException(
            name + ": pointer word " + word + ", but the words are 0 to " + (words - 1));
      }
      pointers[word >> 6] |= 1L << word;
    }
    hasPointers = pointerWords.length > 0;
  }

  /** The type. */
  public String name() {
    return name;
  }

  /** Words of one value. */
  public int words() {
    return words;
  }

  /** Bytes of one value. */
  public long bytes() {
    return (long) words * Long.BYTES;
  }

  /** False if the marker need not look inside. */
  public boolean hasPointers() {
    return hasPointers;
  }

  /** Whether word {@code i} is a pointer. */
  public boolean isPointer(int i) {
    return (pointers[i >> 6] >>> i & 1) != 0;
  }

  /** The pointer bits of the 64 words from {@code 64 * i} on. */
  long pointerBits(int i) {
    return pointers[i];
  }

  @Override
  public String toString() {
    return name + " (" + words + " words)";
  }
}
