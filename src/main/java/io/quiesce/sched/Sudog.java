package io.quiesce.sched;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * One wait slot of a parked goroutine: where in its stack a sender puts the element (Go: {@code
 * sudog} in runtime2.go).
 *
 * <p>In Go the lock of the channel keeps a sender and the mover of the stack apart; here it is a
 * word per slot.
 *
 * <ol>
 *   <li><b>Sender.</b> WAITING to TAKEN, write to {@link #elem}, TAKEN to DONE. While HELD it
 *       waits.
 *   <li><b>Mover.</b> WAITING to HELD, copy the stack, adjust {@link #elem}, HELD to WAITING. While
 *       TAKEN it waits; a slot that is DONE needs nothing.
 * </ol>
 *
 * <p>Both wait only for bounded code that waits for nobody. So the element arrives exactly once and
 * is never left behind in the old stack (G5).
 *
 * <p>Orderings: the steps that take the slot acquire, the steps that leave it release; weaker, the
 * sender writes to the old address or the mover copies a slot without the element.
 */
public final class Sudog {
  private static final int WAITING = 0;
  private static final int TAKEN = 1;
  private static final int HELD = 2;
  private static final int DONE = 3;

  private static final VarHandle STATE;

  static {
    try {
      STATE = MethodHandles.lookup().findVarHandle(Sudog.class, "state", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final Sudog next;
  private long elem;

  @SuppressWarnings("UnusedVariable") // through STATE
  private int state = WAITING;

  /**
   * Makes a waiting slot.
   *
   * @param elem where the element goes; 0 if the goroutine does not want it
   * @param next the next slot of the same goroutine, or null
   */
  public Sudog(long elem, Sudog next) {
    this.elem = elem;
    this.next = next;
  }

  /** The next slot of the same goroutine, or null. */
  public Sudog next() {
    return next;
  }

  /** Where the element goes; stable while the caller holds or has taken the slot. */
  public long elem() {
    return elem;
  }

  /** The sender's step: true if the caller now writes the element, false if another one did. */
  public boolean take() {
    return enter(TAKEN);
  }

  /** The sender has written the element. */
  public void done() {
    leave(TAKEN, DONE);
  }

  /** The mover's step: false if the element was delivered and the slot needs no care. */
  public boolean hold() {
    return enter(HELD);
  }

  /** The mover adjusts the address. The slot is held. */
  public void moveBy(long delta) {
    elem += delta;
  }

  /** The mover is finished. */
  public void letGo() {
    leave(HELD, WAITING);
  }

  /** True once the element was written. Acquire: the element is seen. */
  public boolean isDone() {
    return (int) STATE.getAcquire(this) == DONE;
  }

  private boolean enter(int as) {
    for (int turn = 0; ; turn++) {
      // acquire, with the release in leave: address and contents as the other side left them (G5)
      int seen = (int) STATE.compareAndExchangeAcquire(this, WAITING, as);
      if (seen == WAITING) {
        return true;
      }
      if (seen == DONE || (seen == TAKEN && as == TAKEN)) {
        return false;
      }
      Backoff.pause(turn);
    }
  }

  private void leave(int from, int to) {
    int seen = (int) STATE.getOpaque(this);
    if (seen != from) {
      throw new GoroutineStateException(
          "wait slot at 0x" + Long.toHexString(elem) + " is in state " + seen + ", not " + from);
    }
    // release, with enter and isDone
    STATE.setRelease(this, to);
  }
}
