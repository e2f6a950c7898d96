package io.quiesce.runtime.schedule;

import io.quiesce.sched.G;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The runnable goroutines that belong to no P, first come first served (Go: {@code sched.runq},
 * which has a lock): a Michael-Scott queue (PODC 1996) of nodes that are never reused.
 *
 * <p>Each goroutine put is taken once: the node after the head is taken by whoever moves the head
 * to it. Orderings: linking is a volatile compare-and-set, whose release half hands the goroutine
 * over and which comes before the caller's look for an idle P; the takers read links with acquire
 * (weaker: a node without its goroutine).
 */
final class GoroutineQueue {
  private static final VarHandle NEXT;

  static {
    try {
      NEXT = MethodHandles.lookup().findVarHandle(Node.class, "next", Node.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private static final class Node {
    private G g;

    @SuppressWarnings("UnusedVariable") // through NEXT
    private Node next;

    Node(G g) {
      this.g = g;
    }
  }

  private final AtomicReference<Node> head;
  private final AtomicReference<Node> tail;

  GoroutineQueue() {
    Node dummy = new Node(null);
    head = new AtomicReference<>(dummy);
    tail = new AtomicReference<>(dummy);
  }

  /** Appends {@code g}. */
  void put(G g) {
    Node node = new Node(g);
    while (true) {
      Node last = tail.getAcquire();
      Node next = (Node) NEXT.getAcquire(last);
      if (next != null) {
        tail.compareAndSet(last, next);
      } else if (NEXT.compareAndSet(last, null, node)) {
        tail.compareAndSet(last, node);
        return;
      }
    }
  }

  /** Takes the first goroutine; null if there is none. */
  G take() {
    while (true) {
      Node first = head.getAcquire();
      Node next = (Node) NEXT.getAcquire(first);
      if (next == null) {
        return null;
      }
      if (head.compareAndSet(first, next)) {
        G g = next.g;
        // plain: only the winner reads it, and the node stays behind as the head
        next.g = null;
        return g;
      }
    }
  }

  /** True if there is none. Volatile: the second look of an M that goes idle. */
  boolean isEmpty() {
    return NEXT.getVolatile(head.get()) == null;
  }

  /** How many there are; a figure for messages. */
  int size() {
    int size = 0;
    for (Node node = (Node) NEXT.getAcquire(head.getAcquire());
        node != null;
        node = (Node) NEXT.getAcquire(node)) {
      size++;
    }
    return size;
  }
}
