package io.quiesce.gc.mark;

import io.quiesce.heap.memory.Memory;
import java.util.Arrays;

/**
 * A short description of many pointer bits, one for each word (Go: a GC program, {@code runGCProg}
 * in mbitmap.go, with the same encoding).
 *
 * <pre>
 *   00000000            stop
 *   0nnnnnnn            the next n bits, in the following (n+7)/8 bytes, low bit first
 *   1nnnnnnn c          the n bits before, c times again; c, and n if nnnnnnn is 0, are varints
 * </pre>
 *
 * Immutable.
 */
public final class GcProgram {
  private static final int MOST_LITERAL = 127;
  private static final int REPEAT = 0x80;
  private static final int VARINT_BITS = 7;

  private final byte[] code;
  private final long words;

  private GcProgram(byte[] code, long words) {
    this.code = code;
    this.words = words;
  }

  /** How many words it describes. */
  public long words() {
    return words;
  }

  /** Bytes that {@link #run} writes. */
  public long bitmapBytes() {
    return (words + Byte.SIZE - 1) / Byte.SIZE;
  }

  /**
   * Writes the bits to {@code memory} from {@code addr} on: each byte wholly, the last one padded
   * with zeros, whatever was there before (Z5).
   */
  public void run(Memory memory, long addr) {
    BitWriter out = new BitWriter(memory, addr);
    int at = 0;
    while (code[at] != 0) {
      int op = code[at++] & 0xff;
      int n = op & ~REPEAT;
      if (op < REPEAT) {
        for (int i = 0; i < n; i++) {
          out.write(code[at + i / Byte.SIZE] >>> i % Byte.SIZE & 1);
        }
        at += (n + Byte.SIZE - 1) / Byte.SIZE;
        continue;
      }
      if (n == 0) {
        n = (int) varint(at);
        at += varintBytes(at);
      }
      long count = varint(at) * n;
      at += varintBytes(at);
      for (long i = 0; i < count; i++) {
        out.write(out.read(n));
      }
    }
    out.finish();
  }

  private long varint(int at) {
    long value = 0;
    for (int shift = 0; ; shift += VARINT_BITS, at++) {
      value |= (long) (code[at] & MOST_LITERAL) << shift;
      if (code[at] >= 0) {
        return value;
      }
    }
  }

  private int varintBytes(int at) {
    int n = 1;
    while (code[at + n - 1] < 0) {
      n++;
    }
    return n;
  }

  /** Bits in the order in which they are produced; reads those that were written before. */
  private static final class BitWriter {
    private final Memory memory;
    private final long base;
    private long position;
    private int pending;

    BitWriter(Memory memory, long base) {
      this.memory = memory;
      this.base = base;
    }

    void write(int bit) {
      pending |= bit << (int) (position % Byte.SIZE);
      if (++position % Byte.SIZE == 0) {
        memory.putByte(base + position / Byte.SIZE - 1, (byte) pending);
        pending = 0;
      }
    }

    /** The bit {@code back} bits before the next one. */
    int read(int back) {
      long at = position - back;
      int bits =
          at / Byte.SIZE == position / Byte.SIZE ? pending : memory.getByte(base + at / Byte.SIZE);
      return bits >>> (int) (at % Byte.SIZE) & 1;
    }

    void finish() {
      if (position % Byte.SIZE != 0) {
        memory.putByte(base + position / Byte.SIZE, (byte) pending);
      }
    }
  }

  /** A program without bits, to be added to. */
  public static Builder builder() {
    return new Builder();
  }

  /** Adds instructions, one after the other. */
  public static final class Builder {
    private static final int FIRST_CAPACITY = 16;

    private byte[] code = new byte[FIRST_CAPACITY];
    private int length;
    private long words;

    private Builder() {}

    private void append(int octet) {
      if (length == code.length) {
        code = Arrays.copyOf(code, 2 * length);
      }
      code[length++] = (byte) octet;
    }

    /**
     * Adds literal bits, true for a pointer.
     *
     * @throws IllegalArgumentException if there are none
     */
    public Builder literal(boolean... pointers) {
      if (pointers.length == 0) {
        throw new IllegalArgumentException("a literal needs at least one bit");
      }
      for (int from = 0; from < pointers.length; from += MOST_LITERAL) {
        part(pointers, from, Math.min(MOST_LITERAL, pointers.length - from));
      }
      words += pointers.length;
      return this;
    }

    private void part(boolean[] pointers, int from, int n) {
      append(n);
      for (int i = 0; i < n; i += Byte.SIZE) {
        int bits = 0;
        for (int j = i; j < Math.min(n, i + Byte.SIZE); j++) {
          bits |= pointers[from + j] ? 1 << (j - i) : 0;
        }
        append(bits);
      }
    }

    /**
     * Adds the last {@code bits} bits {@code count} times again.
     *
     * @throws IllegalArgumentException if there are not so many, or a number is not positive
     */
    public Builder repeat(int bits, long count) {
      if (bits < 1 || bits > words || count < 1) {
        throw new IllegalArgumentException(
            "repeat of the last " + bits + " bits, " + count + " times, after " + words + " bits");
      }
      if (bits <= MOST_LITERAL) {
        append(REPEAT | bits);
      } else {
        append(REPEAT);
        varint(bits);
      }
      varint(count);
      words += bits * count;
      return this;
    }

    private void varint(long value) {
      long rest = value;
      while (rest > MOST_LITERAL) {
        append((int) (rest & MOST_LITERAL) | REPEAT);
        rest >>>= VARINT_BITS;
      }
      append((int) rest);
    }

    /** The program. */
    public GcProgram build() {
      append(0);
      return new GcProgram(Arrays.copyOf(code, length), words);
    }
  }
}
