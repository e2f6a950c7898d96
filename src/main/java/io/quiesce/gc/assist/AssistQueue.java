package io.quiesce.gc.assist;

import io.quiesce.sched.G;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Parked assists, first come first served (Go: {@code work.assistQueue}, there under a lock): a
 * Michael-Scott queue (PODC 1996) of nodes that are never reused, each naming a {@link Waiter}.
 *
 * <h2>Protocol</h2>
 *
 * <ol>
 *   <li><b>Enqueue.</b> Append a node for a new waiter. The caller then looks whether it must sleep
 *       at all, and cancels the waiter if not.
 *   <li><b>Claim first.</b> Move the head over the first node; then claim its waiter. If that fails
 *       the waiter was cancelled: take the next.
 *   <li><b>Put back.</b> The claimer makes the waiter WAITING again and appends a new node for it,
 *       at the end: who was served in part goes behind the others (A8). The state changes first: a
 *       node whose waiter is still CLAIMED would be dropped as cancelled by whoever meets it.
 *   <li><b>Has waiters.</b> Passes over cancelled nodes at the head, so that a queue of nothing but
 *       cancelled nodes is empty (A9).
 * </ol>
 *
 * <h2>Invariants</h2>
 *
 * <ul>
 *   <li>I1. A waiter that is WAITING is named by exactly one node that can be reached, except
 *       between the two halves of step 2 or 3, in the hands of one thread.
 *   <li>A7. Each waiter leaves by exactly one of wake and cancel ({@link Waiter}).
 *   <li>A8. Waiters are claimed in the order of their nodes.
 *   <li>A9. A cancelled waiter is never claimed.
 * </ul>
 *
 * <h2>Orderings</h2>
 *
 * <table>
 *   <caption>Accesses on which the invariants rest</caption>
 *   <tr><th>access</th><th>mode</th><th>pairs with</th><th>breaks, if weakened</th></tr>
 *   <tr><td>enqueue: CAS of the link</td><td>volatile</td><td>the reads of the link in claimFirst
 *       and hasWaiters</td><td>the caller's reads of credit and of "blackening enabled" move before
 *       it: lost wake-up (A6, A10, E11)</td></tr>
 *   <tr><td>link loads in claimFirst and hasWaiters</td><td>volatile</td><td>the enqueue; they
 *       follow the addition of credit, or the end of blackening</td><td>the same, from the other
 *       side</td></tr>
 *   <tr><td>head CAS</td><td>acquire, the weakest that is atomic</td><td>itself</td><td>not
 *       atomic: I1</td></tr>
 *   <tr><td>tail CAS</td><td>acquire likewise</td><td>itself</td><td>not atomic: the tail may go
 *       back, and appends become slower</td></tr>
 *   <tr><td>head and tail loads, link load in append</td><td>opaque</td><td>-</td><td>nothing: of a
 *       node found by them only the link is read, which is null when the node is made; the waiter
 *       is reached by the link before it</td></tr>
 * </table>
 *
 * <p>Lock-free: each retry is due to another thread's progress.
 */
public final class AssistQueue {
  private static final VarHandle NEXT;

  static {
    try {
      NEXT = MethodHandles.lookup().findVarHandle(Node.class, "next", Node.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private static final class Node {
    final Waiter waiter;

    @SuppressWarnings("UnusedVariable") // through NEXT
    private Node next;

    Node(Waiter waiter) {
      this.waiter = waiter;
    }
  }

  private final AtomicReference<Node> head;
  private final AtomicReference<Node> tail;

  /** An empty queue. */
  public AssistQueue() {
    Node dummy = new Node(null);
    head = new AtomicReference<>(dummy);
    tail = new AtomicReference<>(dummy);
  }

  /**
   * Appends a waiter for {@code g} and the calling thread. Volatile: reads that follow come after
   * it.
   */
  public Waiter enqueue(G g) {
    Waiter waiter = new Waiter(g);
    append(new Node(waiter));
    return waiter;
  }

  private void append(Node node) {
    while (true) {
      // opaque: any node from which links lead to the last one will do, the CAS below decides
      Node last = tail.getOpaque();
      Node next = (Node) NEXT.getOpaque(last);
      if (next != null) {
        advance(tail, last, next);
      } else if (NEXT.compareAndSet(last, null, node)) {
        // volatile above: the caller's second look comes after it (A6, A10)
        advance(tail, last, node);
        return;
      }
    }
  }

  /** Moves the head or the tail by one node; false if somebody else did. */
  private static boolean advance(AtomicReference<Node> end, Node from, Node to) {
    // acquire only because nothing weaker is atomic: no reader of an end relies on its order
    return end.compareAndExchangeAcquire(from, to) == from;
  }

  /** Takes the first waiter and claims it; null if there is none. */
  public Waiter claimFirst() {
    while (true) {
      // opaque: the waiter comes with the link
      Node first = head.getOpaque();
      // volatile: follows the close of the cycle or the addition of credit (A6, A10)
      Node next = (Node) NEXT.getVolatile(first);
      if (next == null) {
        return null;
      }
      if (advance(head, first, next) && next.waiter.claim()) {
        return next.waiter;
      }
    }
  }

  /**
   * Ends the wait of a waiter that the caller has claimed; the caller then tells its thread.
   *
   * @throws AssistStateException if it is not claimed
   */
  public void wake(Waiter claimed) {
    claimed.wake();
  }

  /**
   * Puts a waiter that the caller has claimed at the end. Volatile, as {@link #enqueue}: the caller
   * must look again whether the waiter may sleep on.
   *
   * @throws AssistStateException if it is not claimed
   */
  public void putBack(Waiter claimed) {
    claimed.putBack();
    append(new Node(claimed));
  }

  /**
   * Takes a waiter out again, by its own thread (lazily: the node stays until it is met).
   *
   * @return false if it was claimed: then its wait goes on
   */
  public boolean cancel(Waiter waiter) {
    return waiter.cancel();
  }

  /** Whether somebody waits. Volatile: follows the addition of credit (A10). */
  public boolean hasWaiters() {
    while (true) {
      // opaque: the link decides
      Node first = head.getOpaque();
      Node next = (Node) NEXT.getVolatile(first);
      if (next == null) {
        return false;
      }
      if (next.waiter.isWaiting()) {
        return true;
      }
      // cancelled, or claimed by the one that is moving the head over it: not in the queue
      advance(head, first, next);
    }
  }

  /** Who waits, in order; exact at quiescence. */
  public List<G> waiting() {
    List<G> waiting = new ArrayList<>();
    Node node = (Node) NEXT.getOpaque(head.getOpaque());
    while (node != null) {
      if (node.waiter.isWaiting()) {
        waiting.add(node.waiter.g());
      }
      node = (Node) NEXT.getOpaque(node);
    }
    return waiting;
  }

  @Override
  public String toString() {
    return "AssistQueue" + waiting();
  }
}
