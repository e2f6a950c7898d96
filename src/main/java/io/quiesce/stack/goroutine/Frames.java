package io.quiesce.stack.goroutine;

import io.quiesce.sched.G;
import io.quiesce.sched.UserStack;
import io.quiesce.stack.StackMemory;
import java.util.function.LongConsumer;

/**
 * The frames in the memory of a stack: pushing, popping, reading, writing, walking.
 *
 * <p>All accesses are plain: the stack belongs to the caller (G7). The methods check that a word
 * belongs to the youngest frame, as the compiler would see to it, and that a header makes sense.
 */
public final class Frames {
  /** Smaller values are no addresses (Go: {@code minLegalPointer}). */
  private static final long MIN_LEGAL_POINTER = 4096;

  private final StackMemory memory;
  private final FrameTable table;

  Frames(StackMemory memory, FrameTable table) {
    this.memory = memory;
    this.table = table;
  }

  /** The layouts. */
  public FrameTable table() {
    return table;
  }

  /**
   * Pushes a frame below the youngest one; its words are zero. The caller has checked the space.
   */
  void push(G g, int number) {
    FrameLayout layout = table.get(number);
    UserStack stack = g.stack();
    long bp = stack.sp() - FrameLayout.HEADER_BYTES;
    long sp = stack.sp() - layout.bytes();
    if (sp < stack.lo()) {
      throw new FrameException(
          "push of " + layout + " on " + g + ": no room in " + stack + "; call checks the guard");
    }
    memory.putLong(bp + Long.BYTES, number);
    memory.putLong(bp, stack.bp());
    memory.fill(sp, bp - sp, (byte) 0);
    stack.setFrame(sp, bp);
  }

  /**
   * Removes the youngest frame.
   *
   * @throws FrameException if there is none
   */
  void pop(G g) {
    UserStack stack = g.stack();
    requireFrame("return", g);
    stack.setFrame(stack.bp() + FrameLayout.HEADER_BYTES, memory.getLong(stack.bp()));
  }

  /** Word {@code i} of the youngest frame. */
  public long load(G g, int i) {
    return memory.getLong(addressOf(g, i));
  }

  /** Sets word {@code i} of the youngest frame. */
  public void store(G g, int i, long value) {
    memory.putLong(addressOf(g, i), value);
  }

  /**
   * Where word {@code i} of the youngest frame is now; a pointer word may hold it, and follows when
   * the stack moves.
   *
   * @throws FrameException if there is no frame or it has no such word
   */
  public long addressOf(G g, int i) {
    requireFrame("word " + i, g);
    UserStack stack = g.stack();
    long address = stack.sp() + (long) i * Long.BYTES;
    if (i < 0 || address >= stack.bp()) {
      throw new FrameException(
          "word " + i + " of the youngest frame of " + g + ": it is " + layoutAt(stack.bp()));
    }
    return address;
  }

  /** The layout of the youngest frame, or null if there is none. */
  public FrameLayout youngest(G g) {
    return g.stack().bp() == 0 ? null : layoutAt(g.stack().bp());
  }

  /** How many frames there are; follows the headers in memory. */
  public int depth(G g) {
    int depth = 0;
    for (long bp = g.stack().bp(); bp != 0; bp = memory.getLong(bp)) {
      depth++;
    }
    return depth;
  }

  /**
   * Adds {@code delta} to each pointer from [oldLo, oldHi) in the frames from (sp, bp) on, which
   * lie at their new place already; leaves every other word alone (Go: {@code adjustframe}).
   *
   * @throws FrameException if a header or a pointer is corrupt
   */
  void adjust(long sp, long bp, long oldLo, long oldHi, long delta) {
    long frameSp = sp;
    long frameBp = bp;
    while (frameBp != 0) {
      FrameLayout layout = layoutAt(frameBp);
      if (frameBp - frameSp != (long) layout.words() * Long.BYTES) {
        throw new FrameException(
            String.format(
                "frame at 0x%x has %d bytes, but its header says %s",
                frameSp, frameBp - frameSp, layout));
      }
      for (int i = layout.nextPointer(0); i >= 0; i = layout.nextPointer(i + 1)) {
        adjustWord(frameSp + (long) i * Long.BYTES, oldLo, oldHi, delta);
      }
      adjustWord(frameBp, oldLo, oldHi, delta);
      frameSp = frameBp + FrameLayout.HEADER_BYTES;
      frameBp = memory.getLong(frameBp);
    }
  }

  /**
   * Calls {@code visitor} with the value of each pointer word in the frames of {@code g}, youngest
   * frame first (Go: {@code scanframe}). The caller owns the stack, by the scan bit or as its M.
   *
   * @return bytes of the frames
   * @throws FrameException if a header is corrupt
   */
  public long forEachPointer(G g, LongConsumer visitor) {
    long frameSp = g.stack().sp();
    for (long bp = g.stack().bp(); bp != 0; bp = memory.getLong(bp)) {
      FrameLayout layout = layoutAt(bp);
      for (int i = layout.nextPointer(0); i >= 0; i = layout.nextPointer(i + 1)) {
        visitor.accept(memory.getLong(frameSp + (long) i * Long.BYTES));
      }
      frameSp = bp + FrameLayout.HEADER_BYTES;
    }
    return frameSp - g.stack().sp();
  }

  private void adjustWord(long address, long oldLo, long oldHi, long delta) {
    long value = memory.getLong(address);
    if (value > 0 && value < MIN_LEGAL_POINTER) {
      throw new FrameException(
          String.format("invalid pointer 0x%x in the stack word at 0x%x", value, address));
    }
    if (value >= oldLo && value < oldHi) {
      memory.putLong(address, value + delta);
    }
  }

  private FrameLayout layoutAt(long bp) {
    return table.get(memory.getLong(bp + Long.BYTES));
  }

  private void requireFrame(String operation, G g) {
    if (g.stack().bp() == 0) {
      throw new FrameException(operation + ": " + g + " has no frame on " + g.stack());
    }
  }
}
