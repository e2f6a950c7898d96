package io.quiesce.gc.work;

import io.quiesce.lockfree.TaggedStack;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;

/**
 * All work buffers by number, made when their slot first gets memory and never forgotten, and the
 * links by which the lists join them.
 *
 * <p>A place of the table is plain: it is written before the push that first shows its number. A
 * link belongs to the list and is opaque: a late pop may read it at any time (W6). The links are
 * beside the buffers and not in them, so that a pop, which needs the link before its
 * compare-and-set, reaches it by one load and not by two.
 */
final class BufTable implements TaggedStack.Links {
  private static final VarHandle LINK = MethodHandles.arrayElementVarHandle(int[].class);

  private final WorkBuf[] bufs;
  private final int[] links;
  private final WorkBufShape shape;

  BufTable(int slots, WorkBufShape shape) {
    this.bufs = new WorkBuf[slots * shape.perSpan()];
    this.links = new int[bufs.length];
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
    // opaque: checked by the compare-and-set of the head; weakened: an invented value
    return (int) LINK.getOpaque(links, id);
  }

  @Override
  public void setNext(int id, int next) {
    // the owner's, and often right already: the compare-and-set that follows waits for each store
    if (next(id) != next) {
      // opaque, with next: a late pop may read it now
      LINK.setOpaque(links, id, next);
    }
  }
}
