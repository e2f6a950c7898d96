package io.quiesce.bench.explore;

import java.util.concurrent.atomic.AtomicReference;

/** The stack of R. K. Treiber (IBM RJ 5118, 1986): the structure that both checkers are given. */
final class LinkedStack {
  /** What {@link #pop} returns if there is nothing. */
  static final int EMPTY = -1;

  // volatile, by AtomicReference: push publishes the node, pop and push learn it.
  private final AtomicReference<Node> top = new AtomicReference<>();

  private static final class Node {
    final int value;
    Node next;

    Node(int value) {
      this.value = value;
    }
  }

  void push(int value) {
    Node node = new Node(value);
    Node first;
    do {
      first = top.get();
      node.next = first;
    } while (!top.compareAndSet(first, node));
  }

  int pop() {
    Node first;
    do {
      first = top.get();
      if (first == null) {
        return EMPTY;
      }
    } while (!top.compareAndSet(first, first.next));
    return first.value;
  }
}
