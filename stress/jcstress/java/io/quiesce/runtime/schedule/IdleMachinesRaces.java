package io.quiesce.runtime.schedule;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.quiesce.sched.G;
import io.quiesce.sched.M;
import io.quiesce.sched.Sched;
import java.lang.invoke.VarHandle;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/**
 * No goroutine is left runnable beside an M that sleeps (I2 of {@link IdleMachines}).
 *
 * <p>Run: {@code mvn verify -Pstress -Dstress.only=IdleMachinesRaces}
 */
public final class IdleMachinesRaces {
  private IdleMachinesRaces() {}

  /**
   * An M goes to sleep while another publishes a goroutine. Without the fences both look too early.
   */
  @JCStressTest
  @State
  @Outcome(id = "true, false", expect = ACCEPTABLE, desc = "The sleeper saw the goroutine.")
  @Outcome(id = "false, true", expect = ACCEPTABLE, desc = "The waker saw the sleeper.")
  @Outcome(id = "true, true", expect = ACCEPTABLE, desc = "Both saw the other.")
  @Outcome(id = "false, false", expect = FORBIDDEN, desc = "Lost wake-up: it sleeps beside work.")
  public static class SleepVersusWake {
    private final Sched sched = new Sched(1);
    private final M m = sched.newM(0);
    private final IdleMachines idle = new IdleMachines();
    private final GoroutineQueue queue = new GoroutineQueue();

    /** As the scheduler's sleep, up to the decision. */
    @Actor
    public void sleeper(ZZ_Result r) {
      IdleMachines.Node unused = idle.register();
      m.releasep();
      VarHandle.fullFence();
      r.r1 = !queue.isEmpty();
    }

    /** As the scheduler's wake. */
    @Actor
    public void waker(ZZ_Result r) {
      queue.put(new G(1));
      VarHandle.fullFence();
      r.r2 = sched.p(0).isIdle() && idle.wakeOne();
    }
  }
}
