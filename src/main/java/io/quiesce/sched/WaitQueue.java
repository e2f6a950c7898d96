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
 * Dekker in {@link Sched#giveUp}); the grant is a release, read with acquire: the receiver sees
 * what the giver did to the caches of the P. Waking up orders nothing by itself: a release fence
 * before the unpark and an acquire fence after the park order the grant before the next look at it.
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
      return STATE.compareAndSet(this, WAITING, CANCELLED);
    }

    /** Hands over {@code p}, which the giver has passed to {@link #m}. */
    void grant(P p) {
      // release, with await: the caches of p as the giver left them
      GRANTED.setRelease(this, p);
      // unpark promises no ordering: without the fence the sleeper wakes up, finds nothing and
      // sleeps for good
      VarHandle.releaseFence();
      LockSupport.unpark(thread);
    }

    /** Sleeps until granted. */
    P await() {
      boolean interrupted = false;
      P p;
      while ((p = (P) GRANTED.getAcquire(this)) == null) {
        LockSupport.park(this);
        // with the fence in grant
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
        tail.compareAndSet(last, next);
      } else if (NEXT.compareAndSet(last, null, node)) {
        // volatile above: the second look for an idle P comes after it (Q2)
        tail.compareAndSet(last, node);
        return node;
      }
    }
  }

  /** Takes the first node that still waits and claims it; null if there is none. */
  Node claimFirst() {
    while (true) {
      Node first = head.getAcquire();
      Node next = (Node) NEXT.getVolatile(first);
      if (next == null) {
        return null;
      }
      if (head.compareAndSet(first, next) && STATE.compareAndSet(next, WAITING, CLAIMED)) {
        return next;
      }
    }
  }

  /** False if a node may be waiting. Volatile: comes after the caller's store of IDLE (Q2). */
  boolean isEmpty() {
    return NEXT.getVolatile(head.get()) == null;
  }
}
