package io.quiesce.gc.assist;

import io.quiesce.gc.pace.AssistRatio;
import io.quiesce.phase.SystemStack;
import io.quiesce.sched.G;
import io.quiesce.sched.GStatus;
import io.quiesce.sched.M;
import io.quiesce.sched.Sched;

/**
 * Marking without any work, so that an assist depends on credit and on the end of the cycle; a byte
 * costs a unit. An assist that would sleep ends instead, and an arbiter looks whether it was woken.
 */
class AssistScenario implements Participation, AssistDrain, AssistParking {
  static final int RETURNED = 0;
  static final int ASLEEP = 1;
  static final int WOKEN = 2;

  /** Thrown in place of sleeping. */
  private static final class Sleep extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Sleep() {
      super(null, null, false, false);
    }
  }

  final Sched sched = new Sched(2);
  final M m = sched.newM(0);
  final M other = sched.newM(1);
  final G g = new G(1);
  final AssistDebt debts = new AssistDebt(() -> 1);
  final AssistRatio ratio = new AssistRatio(1, 1);
  final Assists assists =
      new Assists(debts, () -> ratio, this, this, this, new AssistClock(2, () -> 0));
  volatile boolean open = true;
  private Waiter sleeping;

  /** How often somebody was woken; by one thread at a time. */
  int readied;

  AssistScenario() {
    g.cas(GStatus.IDLE, GStatus.RUNNABLE);
    m.execute(g);
  }

  /** Allocates; ends also where it would sleep. */
  final void allocate(long bytes) {
    try {
      assists.charge(m, g, bytes);
    } catch (Sleep asleep) {
      // looked at by the arbiter
    }
  }

  /** Ends the cycle. */
  final void endCycle() {
    open = false;
    assists.gcWakeAllAssists(other);
  }

  /** What has become of the assist; for the arbiter. */
  final int fate() {
    if (sleeping == null) {
      return RETURNED;
    }
    return sleeping.isWoken() ? WOKEN : ASLEEP;
  }

  @Override
  @SystemStack
  public boolean tryEnter(M by) {
    return open;
  }

  @Override
  @SystemStack
  public boolean leave(M by) {
    return false;
  }

  @Override
  public void markDone(M by) {
    throw new AssertionError("nobody is the last to leave");
  }

  @Override
  public boolean blackenEnabled() {
    return open;
  }

  @Override
  @SystemStack
  public long gcDrainN(M by, long scanWork) {
    return 0;
  }

  @Override
  public void park(M by, Waiter waiter) {
    sleeping = waiter;
    throw new Sleep();
  }

  @Override
  public void ready(M by, Waiter waiter) {
    readied++;
  }
}
