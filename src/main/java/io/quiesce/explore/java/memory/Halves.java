package io.quiesce.explore.java.memory;

import io.quiesce.explore.java.heap.Heap;
import io.quiesce.explore.java.strand.Strands;
import io.quiesce.explore.program.Mode;
import java.util.BitSet;

/**
 * Plain accesses to {@code long} and {@code double} as two accesses to their halves (JLS 17.7),
 * where that is asked for.
 *
 * <p>An access in opaque mode or stronger is to the whole variable, so one that is accessed in both
 * ways would have two contents: it is refused by name.
 */
public final class Halves {
  private final Strands strands;
  private final Heap heap;
  private final BitSet halved = new BitSet();
  private final BitSet whole = new BitSet();
  private boolean asked;

  Halves(Strands strands, Heap heap) {
    this.strands = strands;
    this.heap = heap;
  }

  /** From now on plain accesses to 64 bits may tear; to be called before the first execution. */
  public void ask() {
    asked = true;
  }

  /** Whether they may. */
  boolean asked() {
    return asked;
  }

  /** Reads both halves of a variable. */
  long read(int location, int site) {
    int high = high(location, site);
    int line = strands.site(site);
    long upper = strands.emit(strands.current().op.read(high, Mode.PLAIN, line));
    long lower = strands.emit(strands.current().op.read(high + 1, Mode.PLAIN, line));
    return upper << Integer.SIZE | lower;
  }

  /** Writes both halves of a variable. */
  void write(int location, long value, int site) {
    halves(high(location, site), value, strands.site(site));
  }

  /** Writes the halves of a variable of an object whose creator makes it known. */
  void publish(int location, long value, int line) {
    halves(block(location), value, line);
  }

  private void halves(int high, long value, int line) {
    long lower = value & 0xffff_ffffL;
    strands.emit(strands.current().op.write(high, value >>> Integer.SIZE, Mode.PLAIN, line));
    strands.emit(strands.current().op.write(high + 1, lower, Mode.PLAIN, line));
  }

  private int high(int location, int site) {
    halved.set(location);
    require(location, site);
    int high = block(location);
    heap.initial(high, heap.initial(location) >>> Integer.SIZE);
    heap.initial(high + 1, heap.initial(location) & 0xffff_ffffL);
    return high;
  }

  private int block(int location) {
    return heap.block(new Heap.Name("halves", 0, Heap.HALVES, location, 2));
  }

  /** An access to the whole of a variable of 64 bits. */
  void whole(int location, int site) {
    if (asked) {
      whole.set(location);
      require(location, site);
    }
  }

  private void require(int location, int site) {
    if (halved.get(location) && whole.get(location)) {
      throw strands.unmodelled(
          "tearing of a 64-bit variable that is accessed both plainly and atomically", site);
    }
  }
}
