package io.quiesce.stack.goroutine;

import io.quiesce.sched.G;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A list of dead goroutines that all Ms share, last in, first out: a Treiber stack (IBM RJ 5118).
 *
 * <p>Each push makes a node that is never used again, so a head that is seen twice was there all
 * the time, and there is no ABA to guard against; the collector frees the nodes.
 *
 * <p>Push releases, pop and detach acquire: whoever takes a goroutine owns its stack as it was left
 * (G2). Weaker, its stack is used with the bounds of its former life, or the nodes below are lost.
 * The changes of the head are volatile: with both halves each hands on what it leaves below.
 */
final class GList {
  private static final class Node {
    final G g;
    Node next;

    Node(G g) {
      this.g = g;
    }
  }

  private final AtomicReference<Node> head = new AtomicReference<>();

  void push(G g) {
    Node node = new Node(g);
    do {
      // opaque: a guess that the compare-and-set confirms; nothing is read through it
      node.next = head.getOpaque();
      // release, with pop: the goroutine and its node; acquire: hands on the nodes below
    } while (!head.compareAndSet(node.next, node));
  }

  /** Takes the goroutine on top; null if there is none. */
  G pop() {
    while (true) {
      // acquire, with push: the node below, and the goroutine
      Node top = head.getAcquire();
      if (top == null) {
        return null;
      }
      // release: hands on the nodes below; its acquire half is idle, the load had it
      if (head.compareAndSet(top, top.next)) {
        return top.g;
      }
    }
  }

  /** Takes all goroutines, the one on top first. */
  List<G> detachAll() {
    // volatile by default; acquire is what it needs, with push
    return from(head.getAndSet(null));
  }

  /** The goroutines from the top; exact at quiescence only. */
  List<G> contents() {
    // opaque: who looks at quiescence is ordered behind all pushes
    return from(head.getOpaque());
  }

  private static List<G> from(Node first) {
    List<G> all = new ArrayList<>();
    for (Node node = first; node != null; node = node.next) {
      all.add(node.g);
    }
    return all;
  }
}
