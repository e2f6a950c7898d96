package io.quiesce.sched;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * The Ms that wait for a P, first come first served; a Michael-Scott queue (PODC 1996) of nodes
 * that are never reused.
 *
 * <ol>
 *   <li><b>Wait.</b> Append a node; then look once more for an idle P; then sleep until granted.
 *   <li><b>Grant.</b> Take the first node off the queue, claim it (WAITING to CLAIMED), give it the
 *       P and wake its thread. A node that is not WAITING was cancelled: take the next.
 *   <li><b>Cancel.</b> WAITING to CANCELLED by its own M; if that fails a grant is on its way.
 * </ol>
 *
 * <p>Q1: each node is granted at most once, by the one that claimed it. Q2: a giver that finds the
 * queue empty after it published an idle P is seen by the second look of every later waiter.
 *
 * <p>Orderings: the link of a node is volatile, with {@link #isEmpty} (Q2, the waiter's half of the
 * Dekker in {@link Sched#giveUp}), and publishes the node to {@link #claimFirst}; head and tail are
 * hints, confirmed by compare-and-set; the grant is a release, read with acquire: the receiver sees
 * what the giver did to the caches of the P. Fences stand before unpark and after park, which by
 * their documentation order nothing: the permit never arrives before the grant.
 */
final class WaitQueue {
  private static final VarHandle NEXT;
  private static final VarHandle STATE;
  private static final VarHandle GRANTED;

  static {
    try {
      MethodHandles.Lookup lookup = MethodHandles.lookup();
      NEXT = lookup.findVarHandle(Node.class, "next", Node.class);
      STATE = lookup.findVarHandle(Node.class, "state", int.class);
      GRANTED = lookup.findVarHandle(Node.class, "granted", P.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private static final int WAITING = 0;
  private static final int CLAIMED = 1;
  private static final int CANCELLED = 2;

  /** One wait of one M. */
  static final class Node {
    private final M m;
    private final Thread thread = Thread.currentThread();

    @SuppressWarnings("UnusedVariable") // through NEXT
    private Node next;

    @SuppressWarnings("UnusedVariable") // through STATE
    private int state;

    @SuppressWarnings("UnusedVariable") // through GRANTED
    private P granted;

    private Node(M m, int state) {
      this.m = m;
      this.state = state;
    }

    /** Who waits. */
    M m() {
      return m;
    }

    /** Leaves the queue; false if a grant is on its way and must be awaited. */
    boolean cancel() {
      // one of the two wins, claim or cancel; nothing is published with it, so both halves are idle
      return STATE.compareAndSet(this, WAITING, CANCELLED);
    }

    /** Hands over {@code p}, which the giver has passed to {@link #m}. */
    void grant(P p) {
      // release, with await: the caches of p as the giver left them
      GRANTED.setRelease(this, p);
      // release fence, with the acquire fence in await: the sleeper that takes the permit sees the
      // grant. LockSupport promises no order; without: it takes the permit, looks, sleeps again
      VarHandle.releaseFence();
      LockSupport.unpark(thread);
    }

    /** Sleeps until granted. */
    P await() {
      boolean interrupted = false;
      P p;
      while ((p = (P) GRANTED.getAcquire(this)) == null) {
        LockSupport.park(this);
        // with the release fence in grant
        VarHandle.acquireFence();
        interrupted |= Thread.interrupted();
      }
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
      return p;
    }
  }

  private final AtomicReference<Node> head;
  private final AtomicReference<Node> tail;

  WaitQueue() {
    Node dummy = new Node(null, CANCELLED);
    head = new AtomicReference<>(dummy);
    tail = new AtomicReference<>(dummy);
  }

  /** Appends a node for {@code m} and the calling thread. */
  Node enqueue(M m) {
    Node node = new Node(m, WAITING);
    while (true) {
      Node last = tail.getAcquire();
      Node next = (Node) NEXT.getAcquire(last);
      if (next != null) {
        Node unused = tail.compareAndExchangeRelease(last, next);
      } else if (NEXT.compareAndSet(last, null, node)) {
        // volatile above: the second look for an idle P comes after it (Q2). The tail is a hint:
        // release and acquire pass the links before it on; if it fails another one helped
        Node unused = tail.compareAndExchangeRelease(last, node);
        return node;
      }
    }
  }

  /** Takes the first node that still waits and claims it; null if there is none. */
  Node claimFirst() {
    while (true) {
      // opaque: a head of the past has a successor, and the compare-and-set refuses it
      Node first = head.getOpaque();
      // acquire, with the link: the node as it was made. Who misses a node here looks again, after
      // it published an idle P, with isEmpty
      Node next = (Node) NEXT.getAcquire(first);
      if (next == null) {
        return null;
      }
      // each decides who wins and publishes nothing: their modes are idle
      if (head.compareAndSet(first, next) && STATE.compareAndSet(next, WAITING, CLAIMED)) {
        return next;
      }
    }
  }

  /** False if a node may be waiting. */
  boolean isEmpty() {
    // volatile: comes after the caller's store of IDLE (Q2). The head is opaque: one of the past
    // has a successor, and if a node waits the links up to it are seen
    return NEXT.getVolatile(head.getOpaque()) == null;
  }
}
