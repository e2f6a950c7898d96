package io.quiesce.stack;

import io.quiesce.heap.FreeOutcome;
import io.quiesce.heap.PageHeap;
import io.quiesce.heap.memory.HeapAddress;
import io.quiesce.heap.span.Span;
import io.quiesce.heap.span.SpanAllocType;
import io.quiesce.heap.span.SpanWord;
import io.quiesce.phase.SystemStack;
import io.quiesce.sched.M;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;

/**
 * The spans of one order that are cut into stacks, shared by all Ms (Go: {@code stackpool[order]},
 * {@code stackpoolalloc}, {@code stackpoolfree}).
 *
 * <p>Go has a list under a lock, whose members all have a free stack. Here the truth about a span
 * is its {@link SpanWord}, and the list only says where to look: last in, first out, never unlinked
 * in the middle. One M alone gets the same spans as from Go's list.
 *
 * <h2>Protocol</h2>
 *
 * <ol>
 *   <li><b>Take.</b> Look at the span on top. If it has a free stack, take the highest by
 *       compare-and-set of the word. If it has none, or is dead, remove it from the top (6) and
 *       look again. If the list is empty, get a span from the page heap, cut it with the highest
 *       stack taken, and list it (5).
 *   <li><b>Put.</b> Set the stack's bit by compare-and-set of the word; set already means freed
 *       twice. If the span had no free stack before, list it (5) and look at the word again. If all
 *       its stacks are free now, reclaim it (3).
 *   <li><b>Reclaim.</b> Ask the page heap to free the span: it enters the phase gate and retires
 *       the word, or refuses because the gate is closed, a stack is in use again, or another M was
 *       faster. Each refusal is right to leave as it is.
 *   <li><b>Free all.</b> Reclaim each listed span that has all its stacks free.
 *   <li><b>List.</b> If the span's mark says unlisted, set it and push a fresh node.
 *   <li><b>Remove from the top.</b> Take the node off by compare-and-set of the head. The winner
 *       clears the span's mark, then looks at the word again: if a stack came back meanwhile, list
 *       the span again, and reclaim it if all its stacks did.
 * </ol>
 *
 * <h2>Invariants</h2>
 *
 * <ul>
 *   <li>I1. A stack is free in the word, or held by the one that took it (S1, S2).
 *   <li>I2. A live span with a free stack is on the list once, or an M is between two steps that
 *       will list it (S3). The list may also hold full and dead spans; they are passed over.
 *   <li>I3. A span whose stacks are all free dies at once, or the gate was closed after the last
 *       one came back; then the free-all at the end of that cycle finds it (S6, S8).
 *   <li>I4. Nodes are never used again, so the head never shows the same node for a second time.
 * </ul>
 *
 * <p>I3 holds because the last bit is set before the gate is tried, and the free-all looks after
 * the gate has opened: one of them sees the other. What hides the span from a free-all is that it
 * is not listed, between the steps of a put of an earlier stack, or of step 6; both end with a
 * second look at the word and a reclaim of their own. Dead nodes stay until they reach the top;
 * there are never more than there were live spans since the list was last empty.
 *
 * <h2>Orderings</h2>
 *
 * <table>
 *   <caption>Accesses on which the invariants rest</caption>
 *   <tr><th>access</th><th>mode</th><th>pairs with</th><th>breaks, if weakened</th></tr>
 *   <tr><td>head load before a removal / CAS</td><td>acquire / volatile</td><td>each other</td><td>
 *       I2: a node is seen without the one below, and its removal loses the rest</td></tr>
 *   <tr><td>mark, set and cleared by CAS</td><td>volatile</td><td>put's CAS of the word</td><td>I2:
 *       the putter sees the mark still set, the remover sees the word still full (Dekker)</td></tr>
 *   <tr><td>word, read again after the mark was cleared</td><td>volatile</td><td>put's CAS</td><td>
 *       I2, the other half</td></tr>
 *   <tr><td>put's CAS, then the gate's word</td><td>volatile</td><td>end of the cycle, then free-all's
 *       read of the head</td><td>I3: the putter sees the gate closed, the free-all the stack in
 *       use (Dekker)</td></tr>
 *   <tr><td>list's CAS of the head, then the word again</td><td>volatile</td><td>the last put's CAS;
 *       free-all's read of the head</td><td>I3: listed after the free-all, full for the lister</td></tr>
 * </table>
 */
final class StackPool {
  private static final VarHandle HEAD;
  private static final int UNLISTED = 0;
  private static final int LISTED = 1;

  static {
    try {
      HEAD = MethodHandles.lookup().findVarHandle(StackPool.class, "head", Node.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private static final class Node {
    final Span span;
    Node next;

    Node(Span span) {
      this.span = span;
    }
  }

  private final PageHeap heap;
  private final StackMemory memory;
  private final int elemBytes;

  @SuppressWarnings("UnusedVariable") // through HEAD
  private Node head;

  /** An empty pool of stacks of {@code order}. */
  StackPool(PageHeap heap, StackMemory memory, int order) {
    this.heap = heap;
    this.memory = memory;
    elemBytes = StackSizes.bytes(order);
  }

  /** Takes a stack; 0 if the page heap has no span left. */
  @SystemStack
  long take(M m) {
    m.requireSystemStack("stackpoolalloc");
    while (true) {
      // acquire, with list: the node below, should this one be removed
      Node top = (Node) HEAD.getAcquire(this);
      if (top == null) {
        long lo = takeFromFreshSpan(m);
        // opaque: compared with null only; the next round reads the node again
        if (lo != 0 || HEAD.getOpaque(this) == null) {
          return lo;
        }
        continue;
      }
      Span span = top.span;
      long seen = span.acquire();
      if (SpanWord.freeMask(seen) == 0) {
        removeTop(m, top);
      } else if (span.tryTakeHighest(seen)) {
        if (Integer.bitCount(SpanWord.freeMask(seen)) == 1) {
          removeTop(m, top);
        }
        return span.base() + (long) SpanWord.highestFree(seen) * elemBytes;
      }
    }
  }

  @SystemStack
  private long takeFromFreshSpan(M m) {
    Span span = heap.allocManual(m, StackSizes.POOL_SPAN_PAGES, SpanAllocType.STACK);
    if (span == null) {
      return 0;
    }
    memory.freed(span.base(), span.bytes());
    int piece = span.carve(elemBytes);
    list(span);
    return span.base() + (long) piece * elemBytes;
  }

  /**
   * Gives a stack back.
   *
   * @throws StackStateException if no stack of this order begins at {@code lo}
   * @throws io.quiesce.heap.span.SpanStateException if it is free already
   */
  @SystemStack
  void put(M m, long lo) {
    m.requireSystemStack("stackpoolfree");
    Span span = heap.spanOf(lo);
    int piece = pieceAt(span, lo);
    long seen;
    do {
      seen = span.acquire();
    } while (!span.tryPut(seen, piece));
    if (SpanWord.freeMask(seen) == 0) {
      list(span);
      // volatile: a free-all that came before the listing missed what others put back since (I3)
      reclaimIfEmpty(m, span, span.reread());
    } else if (SpanWord.allocCount(seen) == 1) {
      reclaim(m, span);
    }
  }

  @SystemStack
  private boolean reclaimIfEmpty(M m, Span span, long seen) {
    return SpanWord.state(seen) != SpanWord.DEAD
        && SpanWord.allocCount(seen) == 0
        && reclaim(m, span);
  }

  private int pieceAt(Span span, long lo) {
    if (span == null || !isPoolSpan(span) || (lo - span.base()) % elemBytes != 0) {
      throw new StackStateException(
          "stackpoolfree of "
              + HeapAddress.hex(lo)
              + ": no stack of "
              + elemBytes
              + " bytes begins there, but "
              + (span == null ? "no span" : span));
    }
    return (int) (lo - span.base()) / elemBytes;
  }

  private boolean isPoolSpan(Span span) {
    long word = span.acquire();
    return SpanWord.state(word) == SpanWord.MANUAL
        && SpanWord.purpose(word) == SpanAllocType.STACK
        && SpanWord.pieces(word) != 0
        && span.elemSize() == elemBytes;
  }

  /** Frees the listed spans whose stacks are all free; returns how many. */
  @SystemStack
  int freeEmptySpans(M m) {
    m.requireSystemStack("freeStackSpans");
    int freed = 0;
    // volatile: after the end of the cycle, as the putters' CAS comes before the gate; the words
    // are
    // ordered behind it by being acquired later (I3)
    for (Node node = (Node) HEAD.getVolatile(this); node != null; node = node.next) {
      if (reclaimIfEmpty(m, node.span, node.span.acquire())) {
        freed++;
      }
    }
    removeDeadFromTop(m);
    return freed;
  }

  @SystemStack
  private void removeDeadFromTop(M m) {
    Node top = (Node) HEAD.getAcquire(this);
    while (top != null && SpanWord.state(top.span.acquire()) == SpanWord.DEAD) {
      removeTop(m, top);
      top = (Node) HEAD.getAcquire(this);
    }
  }

  @SystemStack
  private boolean reclaim(M m, Span span) {
    return heap.tryFreeIdle(m, span, SpanAllocType.STACK) == FreeOutcome.FREED;
  }

  private void list(Span span) {
    // volatile CAS, with removeTop: after our change of the word, before its second look (I2)
    if (!span.tryLink(UNLISTED, LISTED)) {
      return;
    }
    Node node = new Node(span);
    do {
      // opaque: a guess that the CAS confirms; nothing is read through it before
      node.next = (Node) HEAD.getOpaque(this);
      // release, with take: the node is seen with the one below; acquire: hands on those below
    } while (!HEAD.compareAndSet(this, node.next, node));
  }

  @SystemStack
  private void removeTop(M m, Node top) {
    // volatile, to hand on the nodes below; for the rest either half would do: who calls has
    // acquired the node, and the change of the mark comes after it
    if (!HEAD.compareAndSet(this, top, top.next)) {
      return;
    }
    Span span = top.span;
    span.tryLink(LISTED, UNLISTED);
    // volatile: a stack put back before the mark was cleared is seen here (I2)
    long seen = span.reread();
    if (SpanWord.freeMask(seen) != 0) {
      list(span);
      reclaimIfEmpty(m, span, span.reread());
    }
  }

  /** The live spans with a free stack, from the top; exact at quiescence only. */
  List<Span> spans() {
    List<Span> spans = new ArrayList<>();
    // opaque: who looks at quiescence is ordered behind all pushes
    for (Node node = (Node) HEAD.getOpaque(this); node != null; node = node.next) {
      if (SpanWord.freeMask(node.span.acquire()) != 0) {
        spans.add(node.span);
      }
    }
    return spans;
  }
}
