package io.quiesce.stack.segmented.goroutine;

import java.util.Arrays;

/**
 * What the compiler says about a function: the shape of its frame and where its pointers lie (Go:
 * {@code Func} with {@code FUNCDATA_LocalsPointerMaps} and {@code FUNCDATA_ArgsPointerMaps}).
 *
 * <pre>
 *   argp ->  arguments, in the caller's frame
 *            return address
 *            locals
 *   sp ->    arguments of callees
 * </pre>
 *
 * Sizes and slots are words of 8 bytes. Compared by identity; immutable.
 */
public final class Func {
  private static final int WORD = 8;
  private static final int MAX_WORDS = 1 << 24;

  private final String name;
  private final int locals;
  private final int outs;
  private final int args;
  private final boolean mapped;
  private final int[] localPointers;
  private final int[] argPointers;

  private Func(String name, int[] words, boolean mapped, int[] localPointers, int[] argPointers) {
    this.name = name;
    locals = words[0];
    outs = words[1];
    args = words[2];
    this.mapped = mapped;
    this.localPointers = localPointers;
    this.argPointers = argPointers;
  }

  /**
   * A Go function, with pointer maps; at first no slot is a pointer.
   *
   * @param locals words of locals
   * @param outs words for the arguments of its callees
   * @param args words of its own arguments and results
   */
  public static Func go(String name, int locals, int outs, int args) {
    return new Func(name, checked(name, locals, outs, args), true, new int[0], new int[0]);
  }

  /** A C function: nothing is known of its pointers, so its frames cannot move. */
  public static Func c(String name, int locals, int outs, int args) {
    return new Func(name, checked(name, locals, outs, args), false, new int[0], new int[0]);
  }

  /** The same with pointers in these slots of its locals. */
  public Func withLocalPointers(int... slots) {
    return new Func(
        name, new int[] {locals, outs, args}, mapped, slots(slots, locals), argPointers);
  }

  /** The same with pointers in these slots of its arguments. */
  public Func withArgPointers(int... slots) {
    return new Func(
        name, new int[] {locals, outs, args}, mapped, localPointers, slots(slots, args));
  }

  private int[] slots(int[] slots, int words) {
    for (int slot : slots) {
      if (!mapped || slot < 0 || slot >= words) {
        throw new IllegalArgumentException(
            "slot "
                + slot
                + " of "
                + name
                + ": a Go function with more words is needed, not "
                + words);
      }
    }
    return slots.clone();
  }

  private static int[] checked(String name, int... words) {
    if (Arrays.stream(words).anyMatch(w -> w < 0 || w > MAX_WORDS)) {
      throw new IllegalArgumentException(
          name + ": words must be in [0, " + MAX_WORDS + "], not " + Arrays.toString(words));
    }
    return words;
  }

  /** Its name. */
  public String name() {
    return name;
  }

  /** Words of locals. */
  public int locals() {
    return locals;
  }

  /** Words for arguments of callees. */
  public int outs() {
    return outs;
  }

  /** Words of arguments and results. */
  public int args() {
    return args;
  }

  /** Bytes of its frame below the return address. */
  public int frameBytes() {
    return (locals + outs) * WORD;
  }

  /** Bytes of its arguments and results. */
  public int argBytes() {
    return args * WORD;
  }

  /** True if a frame of it may move; before its locals exist only the arguments count. */
  boolean copyable(boolean inPrologue) {
    return mapped || (args == 0 && (inPrologue || frameBytes() == 0));
  }

  /** The slots of its locals that hold pointers. Not to be changed. */
  int[] localPointers() {
    return localPointers;
  }

  /** The slots of its arguments that hold pointers. Not to be changed. */
  int[] argPointers() {
    return argPointers;
  }

  @Override
  public String toString() {
    return name;
  }
}
