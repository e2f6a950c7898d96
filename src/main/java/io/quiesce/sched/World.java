package io.quiesce.sched;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Whether the world runs: RUNNING, STOPPING, STOPPED and back to RUNNING, each step by one thread.
 *
 * <p>The other fields belong to the stopper from STOPPING on; STOPPED publishes them to whoever
 * starts the world again. How the steps work together is told at {@link StopTheWorld}.
 */
final class World {
  private static final VarHandle STATE;

  static {
    try {
      STATE = MethodHandles.lookup().findVarHandle(World.class, "state", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private static final int RUNNING = 0;
  private static final int STOPPING = 1;
  private static final int STOPPED = 2;

  @SuppressWarnings("UnusedVariable") // through STATE
  private int state = RUNNING;

  private int stopper;
  private String reason = "";
  private P[] claimed;

  /** Volatile: the caller has enqueued itself or owns a P, and must not miss a stop or a start. */
  boolean isRunning() {
    return (int) STATE.getVolatile(this) == RUNNING;
  }

  /** True once all Ps are with the stopper. Acquire, with {@link #stopped}. */
  boolean isStopped() {
    return (int) STATE.getAcquire(this) == STOPPED;
  }

  /** RUNNING to STOPPING; false if another stop is under way. */
  boolean tryStop(M m, String why) {
    // one stopper, which acquires what the last starter left; whoever sees STOPPING only stays
    // away, so the release half is idle
    if (!STATE.compareAndSet(this, RUNNING, STOPPING)) {
      return false;
    }
    stopper = m.id();
    reason = why;
    return true;
  }

  /** STOPPING to STOPPED, by the stopper, which has claimed {@code ps}. */
  void stopped(P[] ps) {
    claimed = ps;
    // release, with tryStart
    STATE.setRelease(this, STOPPED);
  }

  /** STOPPED to RUNNING; the Ps that the caller must give up now, or null if it is not STOPPED. */
  P[] tryStart() {
    if ((int) STATE.getAcquire(this) != STOPPED) {
      return null;
    }
    P[] ps = claimed;
    // volatile: the caller looks for waiting Ms next, and must not miss one that saw STOPPED
    return STATE.compareAndSet(this, STOPPED, RUNNING) ? ps : null;
  }

  /** True if the world is stopped by {@code m}. */
  boolean isStoppedBy(M m) {
    return isStopped() && stopper == m.id();
  }

  @Override
  public String toString() {
    return switch ((int) STATE.getAcquire(this)) {
      case RUNNING -> "world (running)";
      case STOPPING -> "world (stopping)";
      default -> "world (stopped by M" + stopper + " for " + reason + ")";
    };
  }
}
