package io.quiesce.runtime.schedule;

import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;

/**
 * The Ms that sleep because there is nothing to run (Go: {@code sched.midle}): a Treiber stack of
 * nodes that are never reused.
 *
 * <ol>
 *   <li><b>Sleep.</b> Push a node; give the P up; full fence; look for work once more; sleep until
 *       woken, or cancel.
 *   <li><b>Wake.</b> Publish work; full fence; if a P is idle, pop nodes until one turns from
 *       WAITING to WOKEN, and unpark its thread.
 * </ol>
 *
 * <p>I1. Each node is woken at most once. I2. No lost wake-up: if the waker does not see the P
 * idle, its work was published before the sleeper's second look, which finds it; if it sees it, the
 * node is on the stack already. Both rest on the two fences (Dekker).
 *
 * <p>Orderings: push and pop are volatile compare-and-sets (release and acquire suffice: they hand
 * over the node); the state of a node is decided by one compare-and-set. Park and unpark promise no
 * order (JDK specification), so a release fence before the one and an acquire fence after the other
 * order WOKEN before the next look at it.
 */
final class IdleMachines {
  private static final int WAITING = 0;
  private static final int WOKEN = 1;
  private static final int CANCELLED = 2;

  /** One sleep of one M. */
  static final class Node {
    private final Thread thread = Thread.currentThread();
    private final AtomicInteger state = new AtomicInteger(WAITING);
    private Node below;

    /** Takes the sleep back; false if somebody has woken it. */
    boolean cancel() {
      return state.compareAndSet(WAITING, CANCELLED);
    }

    /** Sleeps until woken. */
    void await() {
      // acquire, with wakeOne: what the waker published
      while (state.getAcquire() == WAITING) {
        LockSupport.park(this);
        // with the release fence in wake: waking up alone orders nothing
        VarHandle.acquireFence();
      }
    }

    private boolean wake() {
      if (!state.compareAndSet(WAITING, WOKEN)) {
        return false;
      }
      // WOKEN before the permit: else the sleeper takes it, does not see WOKEN and sleeps for good
      VarHandle.releaseFence();
      LockSupport.unpark(thread);
      return true;
    }
  }

  private final AtomicReference<Node> top = new AtomicReference<>();

  IdleMachines() {}

  /** Puts a node for the calling thread on the stack. */
  Node register() {
    Node node = new Node();
    do {
      node.below = top.getAcquire();
      // release, with pop: the node
    } while (!top.compareAndSet(node.below, node));
    return node;
  }

  /** Wakes the M that went to sleep last; false if none sleeps. */
  boolean wakeOne() {
    for (Node node = top.getAcquire(); node != null; node = top.getAcquire()) {
      if (top.compareAndSet(node, node.below) && node.wake()) {
        return true;
      }
    }
    return false;
  }

  /** Wakes all. */
  void wakeAll() {
    while (wakeOne()) {
      Thread.onSpinWait();
    }
  }

  /** How many sleep; a figure for messages. */
  int size() {
    int size = 0;
    for (Node node = top.getAcquire(); node != null; node = node.below) {
      size += node.state.getAcquire() == WAITING ? 1 : 0;
    }
    return size;
  }
}
