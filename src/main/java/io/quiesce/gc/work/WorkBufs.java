package io.quiesce.gc.work;

import io.quiesce.heap.PageHeap;
import io.quiesce.heap.span.Span;
import io.quiesce.lockfree.TaggedStack;
import io.quiesce.phase.SystemStack;
import io.quiesce.sched.Backoff;
import io.quiesce.sched.M;
import java.util.ArrayList;
import java.util.List;

/**
 * The pool of work buffers: a list of full ones, a list of empty ones, and the spans behind them
 * (Go: {@code work.full}, {@code work.empty}, {@code work.wbufSpans} in mgcwork.go).
 *
 * <h2>Where the contents are</h2>
 *
 * A buffer is a Java object that is found by its number, and its pointers are in an array; the span
 * only stands for the memory: buffer k of a span has the address base + k * 2048 (see {@link
 * #address}). They are not in the bytes of the span because a late pop may still read the link of a
 * buffer whose span was freed: links must be type-stable (W6), and bytes that the page heap gives
 * to somebody else are not. It also lets the lists run on a heap without bytes.
 *
 * <h2>Protocol</h2>
 *
 * <ol>
 *   <li><b>getempty.</b> Pop from empty; else take a free span or a new one, whose first buffer is
 *       the caller's and whose others go on empty.
 *   <li><b>putempty, putfull.</b> Check that the buffer has no contents, or some; push.
 *   <li><b>trygetfull.</b> Pop from full.
 *   <li><b>handoff.</b> The upper half of the contents moves to an empty buffer, which the caller
 *       keeps; the lower half goes on full.
 *   <li><b>prepareFreeWorkbufs.</b> After a cycle, when every buffer is on empty: forget that list,
 *       and let all busy spans be free.
 *   <li><b>freeSomeWbufs.</b> Up to 64 free spans go back to the page heap, each inside the phase
 *       gate.
 * </ol>
 *
 * <h2>Invariants</h2>
 *
 * <ul>
 *   <li>W1. Each buffer of a busy span is on empty, on full, or owned by one caller; a buffer of
 *       any other span is on no list and has no owner.
 *   <li>W2. A buffer on full has contents, one on empty has none.
 *   <li>W4. Contents change only by their owner: nothing is lost, nothing doubled.
 *   <li>W5. A span is busy if one of its buffers may be in use.
 *   <li>W6. No buffer is twice on a list, or on a list and owned.
 *   <li>W7. Spans go back to the page heap in phase OFF only.
 *   <li>W9. Whoever pops a buffer sees the contents as they were pushed.
 *   <li>W10. The page heap's figure for work buffers is 32 KiB for each busy or free span.
 * </ul>
 *
 * <h2>Orderings</h2>
 *
 * <table>
 *   <caption>Accesses on which the invariants rest</caption>
 *   <tr><th>access</th><th>mode</th><th>pairs with</th><th>breaks, if weakened</th></tr>
 *   <tr><td>contents, count</td><td>plain</td><td>push, pop of the lists ({@link TaggedStack})</td>
 *       <td>-</td></tr>
 *   <tr><td>push to full</td><td>volatile CAS</td><td>{@link #isFullEmpty} of a candidate</td>
 *       <td>a participant that leaves next is gone before its work is seen: marking ends early
 *       (C2)</td></tr>
 *   <tr><td>isFullEmpty</td><td>volatile</td><td>push to full; the caller's read of the
 *       participants</td><td>the same, from the other side (E7)</td></tr>
 *   <tr><td>the table of buffers</td><td>plain</td><td>the push that first shows the number</td>
 *       <td>-</td></tr>
 * </table>
 *
 * <p>While the phase is OFF nobody takes or holds a buffer: the callers see to that, Go's do too.
 */
public final class WorkBufs {
  private static final int FREE_BATCH = 64;

  private final WorkBufShape shape;
  private final BufTable bufs;
  private final WorkBufSpans spans;
  private final TaggedStack full;
  private final TaggedStack empty;

  /**
   * No buffers yet, of Go's shape.
   *
   * @param heap where the spans come from
   * @param maxBufs how many buffers there may be; rounded up to whole spans
   */
  public WorkBufs(PageHeap heap, int maxBufs) {
    this(heap, maxBufs, WorkBufShape.GO);
  }

  /** No buffers yet, of another shape; see {@link #WorkBufs(PageHeap, int)}. */
  public WorkBufs(PageHeap heap, int maxBufs, WorkBufShape shape) {
    if (maxBufs < 1) {
      throw new IllegalArgumentException("maxBufs=" + maxBufs + "; at least one is needed");
    }
    this.shape = shape;
    int slots = (maxBufs + shape.perSpan() - 1) / shape.perSpan();
    bufs = new BufTable(slots, shape);
    spans = new WorkBufSpans(heap, slots);
    full = new TaggedStack(bufs);
    empty = new TaggedStack(bufs);
  }

  /**
   * An empty buffer, now the caller's.
   *
   * @throws WorkBufException if no memory is left, or a buffer on the empty list has contents
   */
  public WorkBuf getempty(M m) {
    int id = empty.pop();
    if (id == TaggedStack.NIL) {
      return carve(spans.take(m));
    }
    return require(bufs.get(id), true, "getempty");
  }

  private WorkBuf carve(int slot) {
    List<WorkBuf> made = bufs.make(slot);
    for (int i = 1; i < made.size(); i++) {
      putempty(made.get(i));
    }
    return require(made.get(0), true, "getempty");
  }

  /**
   * Puts a buffer without contents back; the caller no longer owns it.
   *
   * @throws WorkBufException if it has contents
   */
  public void putempty(WorkBuf b) {
    empty.push(require(b, true, "putempty").id());
  }

  /**
   * Puts a buffer with contents where everybody can take it; the caller no longer owns it.
   * Volatile: a read that follows does not move before it.
   *
   * @throws WorkBufException if it has no contents
   */
  public void putfull(WorkBuf b) {
    full.push(require(b, false, "putfull").id());
  }

  /**
   * A buffer with contents, now the caller's; null if there is none at this moment.
   *
   * @throws WorkBufException if a buffer on the full list has no contents
   */
  public WorkBuf trygetfull() {
    int id = full.pop();
    return id == TaggedStack.NIL ? null : require(bufs.get(id), false, "trygetfull");
  }

  /**
   * Halves a buffer: the lower half goes on the full list, the upper half to the caller.
   *
   * @param b the caller's, with at least 2 pointers; no longer the caller's afterwards
   * @return the caller's
   * @throws WorkBufException if one half would be empty, or no empty buffer is left
   */
  public WorkBuf handoff(M m, WorkBuf b) {
    if (b.nobj() < 2) {
      throw new WorkBufException("handoff of " + b + ": needs two pointers to make two halves");
    }
    WorkBuf upper = getempty(m);
    b.moveTop(b.nobj() / 2, upper);
    putfull(b);
    return upper;
  }

  /**
   * A buffer with contents, waiting for one as long as another drainer may still make one (Go:
   * {@code getfull}, up to 1.11).
   *
   * @return null when all drainers wait and no root job is left: no work exists any more
   */
  public WorkBuf getfull(Drainers drainers) {
    WorkBuf b = trygetfull();
    if (b != null) {
      return b;
    }
    drainers.idle();
    for (int turn = 0; ; turn++) {
      if (!full.isEmpty()) {
        drainers.busy();
        b = trygetfull();
        if (b != null) {
          return b;
        }
        drainers.idle();
      }
      if (drainers.allDone()) {
        return null;
      }
      Backoff.pause(turn);
    }
  }

  /** Whether no buffer waits on the full list. Volatile, for the decision that marking is over. */
  public boolean isFullEmpty() {
    return full.isEmpty();
  }

  /**
   * Prepares the spans for freeing; after a cycle, when nobody uses buffers.
   *
   * @throws WorkBufException if a buffer is on the full list, or not all are on the empty list;
   *     then nothing has changed
   */
  public void prepareFreeWorkbufs() {
    if (!full.isEmpty()) {
      throw new WorkBufException("prepareFreeWorkbufs: the full list is not empty, " + full);
    }
    int listed = emptyBufs().size();
    int all = spans.busySlots().size() * shape.perSpan();
    if (listed != all) {
      throw new WorkBufException(
          "prepareFreeWorkbufs: " + (all - listed) + " of " + all + " buffers are still owned");
    }
    empty.detachAll();
    spans.freeBusy();
  }

  /**
   * Gives up to 64 spans back to the page heap.
   *
   * @param preemptible whether to stop when somebody asks for the P
   * @return true if there is more to do; false also if the phase is not OFF
   */
  @SystemStack
  public boolean freeSomeWbufs(M m, boolean preemptible) {
    m.requireSystemStack("freeSomeWbufs");
    for (int i = 0; i < FREE_BATCH; i++) {
      if (preemptible && m.p() != null && m.p().preemptRequested()) {
        break;
      }
      if (!spans.tryFreeOne(m)) {
        return false;
      }
    }
    return spans.hasFree();
  }

  /** The address for which a buffer stands; for its owner, and for oracles at quiescence. */
  public long address(WorkBuf b) {
    int inSpan = b.id() % shape.perSpan();
    return spans.base(b.id() / shape.perSpan()) + (long) inSpan * shape.bufBytes();
  }

  /** How the spans are cut. */
  public WorkBufShape shape() {
    return shape;
  }

  /** The buffers on the full list from the top; exact at quiescence. */
  public List<WorkBuf> fullBufs() {
    return bufs.list(full);
  }

  /** The buffers on the empty list from the top; exact at quiescence. */
  public List<WorkBuf> emptyBufs() {
    return bufs.list(empty);
  }

  /** The spans with buffers in use, the last taken first; exact at quiescence. */
  public List<Span> busySpans() {
    return spans.busySpans();
  }

  /** The spans that may be freed, in the order in which they would be; exact at quiescence. */
  public List<Span> freeSpans() {
    return spans.freeSpans();
  }

  /** All buffers of the spans that are in use, wherever they are; exact at quiescence. */
  public List<WorkBuf> busyBufs() {
    List<WorkBuf> found = new ArrayList<>();
    for (int slot : spans.busySlots()) {
      found.addAll(bufs.ofSlot(slot));
    }
    return found;
  }

  private static WorkBuf require(WorkBuf b, boolean wantEmpty, String operation) {
    if (b.isEmpty() != wantEmpty) {
      throw new WorkBufException(
          operation + ": " + b + " must have " + (wantEmpty ? "no contents" : "contents"));
    }
    return b;
  }
}
