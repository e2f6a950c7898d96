package io.quiesce.stack.goroutine;

import java.util.Arrays;

/**
 * What one function keeps in its frame (Go: the stack map and the frame size that the compiler
 * records): how many words of 8 bytes, and which of them are pointers.
 *
 * <pre>
 *   bp + 8   number of the layout
 *   bp       bp of the caller, 0 in the oldest frame
 *   bp - 8   word n-1
 *   ...
 *   sp       word 0
 * </pre>
 */
public final class FrameLayout {
  /** Bytes of the header: the number of the layout and the caller's frame pointer. */
  public static final int HEADER_BYTES = 2 * Long.BYTES;

  private final String name;
  private final int words;
  private final int[] pointers;

  /**
   * A layout.
   *
   * @param name of the function, for messages
   * @param words how many; at least 0
   * @param pointerWords the indices of those that are pointers
   * @throws IllegalArgumentException if an index is not that of a word
   */
  public FrameLayout(String name, int words, int... pointerWords) {
    if (words < 0) {
      throw new IllegalArgumentException(name + ": " + words + " words");
    }
    this.name = name;
    this.words = words;
    for (int word : pointerWords) {
      if (word < 0 || word >= words) {
        throw new IllegalArgumentException(
            name + ": pointer word " + word + ", but the words are 0 to " + (words - 1));
      }
    }
    pointers = Arrays.stream(pointerWords).sorted().distinct().toArray();
  }

  /** The function. */
  public String name() {
    return name;
  }

  /** How many words the function has. */
  public int words() {
    return words;
  }

  /** True if word {@code i} is a pointer. */
  public boolean isPointer(int i) {
    return Arrays.binarySearch(pointers, i) >= 0;
  }

  /** The first pointer at or after word {@code i}, or -1. */
  int nextPointer(int i) {
    int at = Arrays.binarySearch(pointers, i);
    int next = at >= 0 ? at : -at - 1;
    return next < pointers.length ? pointers[next] : -1;
  }

  /** Bytes of a whole frame. */
  public int bytes() {
    return HEADER_BYTES + words * Long.BYTES;
  }

  @Override
  public String toString() {
    return name + " (" + words + " words)";
  }
}
