package io.quiesce.gc.object;

import io.quiesce.gc.object.span.ObjectSpan;
import io.quiesce.gc.object.span.Special;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Finalizers: recorded beside their objects, and queued when the object was left unmarked (Go:
 * {@code addfinalizer}, {@code queuefinalizer}, the first pass of {@code sweep}).
 *
 * <p>An object with a finalizer is not freed by the sweep that finds it unmarked: it is marked
 * then, so that it lives until the program has called the finalizer, and dies in a later cycle.
 * What it points to is still there, because the marker treats the contents of such objects as
 * roots.
 *
 * <p>The queue is a Treiber stack of fresh nodes, so a node never comes back and there is no ABA.
 * Orderings: push releases, pop and walk acquire: who takes a finalizer sees the object as it was
 * when that was recorded. Push and pop acquire what lies below and release it again, so that it is
 * handed on with the new head. The number is a figure beside the lists, opaque; with the world
 * stopped it is exact.
 */
public final class Specials {
  private record Node(Special special, Node next) {}

  private final AtomicReference<Node> queue = new AtomicReference<>();
  private final AtomicInteger recorded = new AtomicInteger();

  Specials() {}

  /** Records a finalizer for an object of {@code span}; false if the object has one. */
  public boolean add(ObjectSpan span, Special special) {
    // counted first: with the world stopped the number is never too small
    recorded.incrementAndGet();
    if (span.specials().add(special)) {
      return true;
    }
    recorded.decrementAndGet();
    return false;
  }

  /** Forgets the finalizer of an object of {@code span}, and answers it; null if there is none. */
  public Special remove(ObjectSpan span, long object) {
    Special removed = span.specials().remove(object);
    if (removed != null) {
      recorded.decrementAndGet();
    }
    return removed;
  }

  /** How many finalizers are recorded beside objects. */
  public int recorded() {
    return recorded.getOpaque();
  }

  /** Queues the finalizers of unmarked objects and marks these; by the sweeper of the span. */
  void sweep(ObjectSpan span) {
    for (Special special : span.specials().all()) {
      int i = span.indexOf(special.object());
      if (!span.isMarked(i) && remove(span, special.object()) != null) {
        boolean unused = span.tryMark(i);
        queue(special);
      }
    }
  }

  private void queue(Special special) {
    Node seen;
    do {
      // acquire: the store below hands on what lies under the new node
      seen = queue.getAcquire();
    } while (!replace(seen, new Node(special, seen)));
  }

  @SuppressWarnings("ReferenceEquality") // as a compare-and-set does
  private boolean replace(Node seen, Node next) {
    // release, with take() and queued(); what lies below was acquired with the node that was seen
    return queue.compareAndExchangeRelease(seen, next) == seen;
  }

  /** Takes a finalizer that is due; null if there is none. The caller keeps its pointers alive. */
  public Special take() {
    while (true) {
      // acquire, with queue()
      Node seen = queue.getAcquire();
      if (seen == null) {
        return null;
      }
      if (replace(seen, seen.next)) {
        return seen.special;
      }
    }
  }

  /** The finalizers that are due at this moment. */
  public List<Special> queued() {
    List<Special> all = new ArrayList<>();
    // acquire, with queue()
    for (Node node = queue.getAcquire(); node != null; node = node.next) {
      all.add(node.special);
    }
    return all;
  }
}
