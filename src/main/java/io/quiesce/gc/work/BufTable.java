package io.quiesce.gc.work;

import io.quiesce.lockfree.TaggedStack;
import java.util.ArrayList;
import java.util.List;

/**
 * All work buffers by number, made when their slot first gets memory and never forgotten, so that
 * the link of a buffer can be read at any time (W6).
 *
 * <p>A place of the table is plain: it is written before the push that first shows its number.
 */
final class BufTable implements TaggedStack.Links {
  private final WorkBuf[] bufs;
  private final WorkBufShape shape;

  BufTable(int slots, WorkBufShape shape) {
    this.bufs = new WorkBuf[slots * shape.perSpan()];
    this.shape = shape;
  }

  WorkBuf get(int id) {
    return bufs[id];
  }

  /** The buffers of a slot that the caller owns, made if this is its first life. */
  List<WorkBuf> make(int slot) {
    for (int id = firstOf(slot); id < firstOf(slot + 1); id++) {
      if (bufs[id] == null) {
        bufs[id] = new WorkBuf(id, shape.entries());
      }
    }
    return ofSlot(slot);
  }

  /** The buffers of a slot that was made. */
  List<WorkBuf> ofSlot(int slot) {
    List<WorkBuf> found = new ArrayList<>();
    for (int id = firstOf(slot); id < firstOf(slot + 1); id++) {
      found.add(bufs[id]);
    }
    return found;
  }

  /** The buffers on a list from the top; exact at quiescence. */
  List<WorkBuf> list(TaggedStack stack) {
    List<WorkBuf> found = new ArrayList<>();
    for (int id = stack.peek(); id != TaggedStack.NIL; id = next(id)) {
      found.add(bufs[id]);
    }
    return found;
  }

  private int firstOf(int slot) {
    return slot * shape.perSpan();
  }

  @Override
  public int next(int id) {
    return bufs[id].link();
  }

  @Override
  public void setNext(int id, int next) {
    bufs[id].setLink(next);
  }
}
