package io.quiesce.stack.segmented.block;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;

/**
 * A lock-free LIFO list whose nodes are fresh objects.
 *
 * <h2>Protocol</h2>
 *
 * <ol>
 *   <li><b>Push.</b> Make a node that points to the head that was read; compare-and-set the head.
 *   <li><b>Pop.</b> Read the head and its next; compare-and-set the head from one to the other.
 *   <li><b>Detach.</b> Swap the head with nothing and keep the whole list.
 * </ol>
 *
 * <h2>Invariants</h2>
 *
 * <ul>
 *   <li>T1. An item that was pushed once is popped or detached at most once. A node is never pushed
 *       again and cannot be reused while someone still looks at it, so its {@code next} never
 *       changes and the compare-and-set has no ABA; no tag is needed.
 *   <li>T2. What the pusher did before the push happened before what the popper does after it, or
 *       whoever else finds the item on the list.
 * </ul>
 *
 * <h2>Orderings</h2>
 *
 * <table>
 *   <caption>Accesses on which the invariants rest</caption>
 *   <tr><th>access</th><th>mode</th><th>pairs with</th><th>breaks, if weakened</th></tr>
 *   <tr><td>push, pop, detach: head CAS or swap</td><td>volatile, for its release and its
 *       acquire</td><td>the next one of these</td><td>T2: each hands on what the one before saw; an
 *       item lower in the list reaches its popper through all of them</td></tr>
 *   <tr><td>head read</td><td>acquire</td><td>the above</td><td>T2 for items(); nodes are whole
 *       in any case, their fields are final</td></tr>
 * </table>
 *
 * @param <T> the items, never null
 */
public final class TreiberStack<T> {
  /** A class and not a record: nodes are compared by identity. */
  private static final class Node<T> {
    final T item;
    final Node<T> next;

    Node(T item, Node<T> next) {
      this.item = item;
      this.next = next;
    }
  }

  private static final VarHandle HEAD;

  static {
    try {
      HEAD = MethodHandles.lookup().findVarHandle(TreiberStack.class, "head", Node.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  @SuppressWarnings("UnusedVariable") // through HEAD
  private Node<T> head;

  /** Makes an empty list. */
  public TreiberStack() {}

  /** Adds an item. Any thread. */
  public void push(T item) {
    Node<T> seen = headAcquire();
    while (true) {
      // release for the popper, acquire for the nodes below, which are handed on; weaker: T2
      Node<T> witness = witness(HEAD.compareAndExchange(this, seen, new Node<>(item, seen)));
      if (witness == seen) {
        return;
      }
      seen = witness;
    }
  }

  /** Takes the item that was added last, or null when there is none. Any thread. */
  public T pop() {
    Node<T> seen = headAcquire();
    while (seen != null) {
      // acquire for the item, after a lost race too; release hands on those below; weaker: T2
      Node<T> witness = witness(HEAD.compareAndExchange(this, seen, seen.next));
      if (witness == seen) {
        return seen.item;
      }
      seen = witness;
    }
    return null;
  }

  /** Takes all items at once, the last added first. Any thread. */
  public List<T> detach() {
    // acquire, pairs with push(): the items are used next; weaker: T2. Release: who pushes later,
    // on the empty list, sees what the caller did before, such as the end of a cycle (E5)
    return list(witness(HEAD.getAndSet(this, null)));
  }

  /** The items now, the last added first: a snapshot, since nodes never change. Any thread. */
  public List<T> items() {
    return list(headAcquire());
  }

  private Node<T> headAcquire() {
    // acquire, pairs with push(), for items(): no CAS follows there; weaker: T2
    return witness(HEAD.getAcquire(this));
  }

  @SuppressWarnings("unchecked") // the head only ever holds nodes of T
  private Node<T> witness(Object node) {
    return (Node<T>) node;
  }

  private static <T> List<T> list(Node<T> from) {
    List<T> items = new ArrayList<>();
    for (Node<T> n = from; n != null; n = n.next) {
      items.add(n.item);
    }
    return items;
  }
}
