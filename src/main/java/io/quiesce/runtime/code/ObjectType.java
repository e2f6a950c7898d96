package io.quiesce.runtime.code;

import io.quiesce.gc.object.span.ObjectLayout;
import io.quiesce.heap.memory.Memory;
import java.util.stream.IntStream;

/**
 * A type of objects on the collected heap whose contents an auditor can judge.
 *
 * <pre>
 *   word 0                       header: [type:8][serial:56]
 *   words 1 .. pointers          pointers
 *   the rest                     payload, a function of the header and the word's index
 * </pre>
 *
 * <p>A program changes pointers only. So whoever finds an object knows what each other word must
 * be, and an object that was freed too early and used again is found by its contents.
 */
public final class ObjectType {
  /** The first pointer word. */
  public static final int FIRST_POINTER = 1;

  private static final int SERIAL_BITS = 56;
  private static final long GOLDEN = 0x9e37_79b9_7f4a_7c15L;

  private final int number;
  private final int pointers;
  private final ObjectLayout layout;

  /**
   * A type.
   *
   * @param number 1 to 127, unique in its program
   * @param pointers how many pointers, at least 0
   * @param payload how many words of payload, at least 0
   */
  public ObjectType(int number, String name, int pointers, int payload) {
    if (number < 1 || number > Byte.MAX_VALUE) {
      throw new IllegalArgumentException(name + ": type number " + number + " is not 1 to 127");
    }
    this.number = number;
    this.pointers = pointers;
    int[] words = IntStream.rangeClosed(FIRST_POINTER, pointers).toArray();
    layout = new ObjectLayout(name, 1 + pointers + payload, words);
  }

  /** The number in the header. */
  public int number() {
    return number;
  }

  /** How many pointers an object has. */
  public int pointers() {
    return pointers;
  }

  /** Size and pointer map for the allocator. */
  public ObjectLayout layout() {
    return layout;
  }

  /** The header of the object with {@code serial}. */
  public long header(long serial) {
    return (long) number << SERIAL_BITS | (serial & ((1L << SERIAL_BITS) - 1));
  }

  /** The type number in a header. */
  public static int numberOf(long header) {
    return (int) (header >>> SERIAL_BITS);
  }

  /** The serial in a header. */
  public static long serialOf(long header) {
    return header & ((1L << SERIAL_BITS) - 1);
  }

  /** What payload word {@code word} of the object with {@code header} holds. */
  public static long payload(long header, int word) {
    long mixed = (header + word) * GOLDEN;
    return mixed ^ mixed >>> 32;
  }

  /**
   * Checks the contents of the object at {@code address}.
   *
   * @param where who points to it, for the message
   * @throws CorruptionException if header or payload are not those of an object of this type
   */
  public void verify(Memory memory, long address, String where) {
    long header = address == 0 ? 0 : memory.getLong(address);
    if (numberOf(header) != number) {
      throw new CorruptionException(
          String.format(
              "%s points to 0x%x, whose header is 0x%x, not that of a %s",
              where, address, header, this));
    }
    for (int word = FIRST_POINTER + pointers; word < layout.words(); word++) {
      long found = memory.getLong(address + (long) word * Long.BYTES);
      if (found != payload(header, word)) {
        throw new CorruptionException(
            String.format(
                "%s points to %s at 0x%x, whose word %d is 0x%x, must be 0x%x",
                where, this, address, word, found, payload(header, word)));
      }
    }
  }

  @Override
  public String toString() {
    return layout.toString();
  }
}
