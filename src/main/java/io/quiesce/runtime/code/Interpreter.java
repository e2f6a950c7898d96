package io.quiesce.runtime.code;

import io.quiesce.runtime.schedule.Dispatch;
import io.quiesce.runtime.schedule.Scheduler;
import io.quiesce.sched.G;
import io.quiesce.sched.M;
import io.quiesce.stack.StackMemory;
import io.quiesce.stack.goroutine.GoroutineStacks;
import io.quiesce.stack.goroutine.ShrinkOutcome;

/**
 * Runs the code of goroutines: step after step of the function whose frame is the youngest, until
 * the goroutine parks, yields, ends, or its P is asked for (Go: {@code execute}, {@code gogo}, and
 * the preemption check of each prologue).
 */
public final class Interpreter implements Dispatch {
  private final Routine.Services services;
  private final Ending ending;

  /** What else is to be done when a goroutine ends. */
  @FunctionalInterface
  public interface Ending {
    /** On the M that still runs {@code g}, before it is dead. */
    void ends(M m, G g);
  }

  /**
   * An interpreter of the functions of {@code code}.
   *
   * @param ending called at the end of each goroutine
   */
  public Interpreter(
      Code code,
      GoroutineStacks stacks,
      StackMemory stackMemory,
      Goroutines goroutines,
      Scheduler scheduler,
      Objects objects,
      Ending ending) {
    services = new Routine.Services(code, stacks, stackMemory, goroutines, scheduler, objects);
    this.ending = ending;
  }

  @Override
  public void run(M m, G g) {
    m.execute(g);
    g.setWaiting(null);
    Routine routine = new Routine(services, m, g);
    while (true) {
      services.code().of(services.stacks().frames().youngest(g)).step(routine);
      switch (routine.takeFlow()) {
        case ON -> {
          if (m.p().preemptRequested()) {
            preempt(m, g);
            return;
          }
        }
        case YIELD -> {
          services.scheduler().yieldCurrent(m);
          return;
        }
        case PARKED -> {
          return;
        }
        case ENDED -> {
          end(m, g);
          return;
        }
      }
    }
  }

  private void preempt(M m, G g) {
    if (g.preemptShrink()) {
      m.enterSystemStack();
      try {
        g.setPreemptShrink(false);
        ShrinkOutcome unused = services.stacks().shrinkstack(m, g);
      } finally {
        m.leaveSystemStack();
      }
    }
    services.scheduler().yieldCurrent(m);
  }

  private void end(M m, G g) {
    ending.ends(m, g);
    m.enterSystemStack();
    try {
      services.goroutines().end(m);
    } finally {
      m.leaveSystemStack();
    }
  }
}
