package io.quiesce.runtime.code;

import io.quiesce.sched.G;
import io.quiesce.sched.GStatus;
import io.quiesce.sched.Sudog;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * An unbuffered channel of words (Go: {@code hchan} in chan.go). The element goes from stack to
 * stack: who comes second copies it, into or out of the frame of the one that waits.
 *
 * <ol>
 *   <li>Lock. If somebody waits on the other side, take the first one off the queue, unlock, copy
 *       the element under its {@link Sudog}, which keeps a mover of the stack away, and make it
 *       runnable.
 *   <li>Otherwise queue a wait slot with the address of the own word, become WAITING, and only then
 *       unlock: whoever finds the slot finds a goroutine that is parked, so no wake-up is lost and
 *       none comes while it still runs (A7's rule, here for channels).
 * </ol>
 *
 * <p>The lock is a word that is held across a few instructions without a safe point, as Go's is; an
 * M that holds it cannot lose its P. Acquire and release: the queues are plain.
 *
 * <p>A pointer is shaded before it is copied (insertion), since one of the two stacks may have been
 * scanned and the other not.
 */
public final class Channel {
  private static final int SPINS = 100;
  private static final VarHandle LOCK;

  static {
    try {
      LOCK = MethodHandles.lookup().findVarHandle(Channel.class, "lock", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private record Waiter(G g, Sudog slot) {}

  private final boolean pointers;
  private final Deque<Waiter> senders = new ArrayDeque<>();
  private final Deque<Waiter> receivers = new ArrayDeque<>();

  @SuppressWarnings("UnusedVariable") // through LOCK
  private int lock;

  private Channel(boolean pointers) {
    this.pointers = pointers;
  }

  /** A channel of numbers. */
  public static Channel ofNumbers() {
    return new Channel(false);
  }

  /** A channel of pointers to objects of the collected heap. */
  public static Channel ofPointers() {
    return new Channel(true);
  }

  /** Sends {@code word} of the current goroutine; false if it is parked now. */
  boolean send(Routine r, int word) {
    lock();
    Waiter receiver = receivers.pollFirst();
    if (receiver == null) {
      park(r, word, senders);
      return false;
    }
    unlock();
    copy(r, receiver, word, true);
    return true;
  }

  /** Receives into {@code word} of the current goroutine; false if it is parked now. */
  boolean receive(Routine r, int word) {
    lock();
    Waiter sender = senders.pollFirst();
    if (sender == null) {
      park(r, word, receivers);
      return false;
    }
    unlock();
    copy(r, sender, word, false);
    return true;
  }

  private void park(Routine r, int word, Deque<Waiter> queue) {
    G g = r.goroutine();
    Sudog slot = new Sudog(r.addressOf(word), null);
    g.setWaiting(slot);
    queue.addLast(new Waiter(g, slot));
    r.machine().drop(GStatus.WAITING);
    unlock();
  }

  private void copy(Routine r, Waiter other, int word, boolean toOther) {
    Sudog slot = other.slot();
    if (!slot.take()) {
      throw new IllegalStateException("the element of " + other.g() + " was copied already");
    }
    long value = toOther ? r.get(word) : r.readStack(slot.elem());
    if (pointers) {
      r.objects().shade(r.machine(), value);
    }
    if (toOther) {
      r.writeStack(slot.elem(), value);
    } else {
      r.set(word, value);
    }
    slot.done();
    r.scheduler().ready(r.machine(), other.g());
  }

  @SuppressWarnings("ThreadPriorityCheck") // speed only: correctness never depends on it
  private void lock() {
    for (int turn = 0; !LOCK.weakCompareAndSetAcquire(this, 0, 1); turn++) {
      if (turn < SPINS) {
        Thread.onSpinWait();
      } else {
        Thread.yield();
      }
    }
  }

  private void unlock() {
    // release, with lock(): the queues, and that a queued goroutine is WAITING
    LOCK.setRelease(this, 0);
  }
}
