package io.quiesce.gc.mark;

import io.quiesce.sched.M;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * A segment of global variables (Go: the data or the BSS segment of a module), whose pointers a
 * {@link GcProgram} describes.
 *
 * <p>The words are no heap memory: they have no address, and pointers lead from them, never to
 * them. Loads acquire and stores release, as for words of objects.
 */
public final class Globals {
  /** Bytes that one root job scans (Go: {@code rootBlockBytes}). */
  public static final int BLOCK_BYTES = 256 << 10;

  /** Words that one root job scans. */
  static final int BLOCK_WORDS = BLOCK_BYTES / Long.BYTES;

  private static final VarHandle WORD = MethodHandles.arrayElementVarHandle(long[].class);

  private final String name;
  private final GcProgram pointers;
  private final long[] words;

  /**
   * A segment of zeros.
   *
   * @param name for messages
   * @param pointers says which words are pointers; its length is that of the segment
   */
  public Globals(String name, GcProgram pointers) {
    this.name = name;
    this.pointers = pointers;
    words = new long[Math.toIntExact(pointers.words())];
  }

  /** How many words there are. */
  public int words() {
    return words.length;
  }

  /** Which words are pointers. */
  public GcProgram pointers() {
    return pointers;
  }

  /** How many root jobs the segment needs. */
  int blocks() {
    return (words.length + BLOCK_WORDS - 1) / BLOCK_WORDS;
  }

  /** Word {@code i}. */
  public long load(int i) {
    // acquire, pairs with store(); weakened: an object without its span (E2)
    return (long) WORD.getAcquire(words, i);
  }

  /** Sets word {@code i}; for a pointer use {@link WriteBarrier#store(M, Globals, int, long)}. */
  public void store(int i, long value) {
    // release, pairs with load()
    WORD.setRelease(words, i, value);
  }

  @Override
  public String toString() {
    return name + " (" + words.length + " words)";
  }
}
