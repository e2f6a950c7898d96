package io.quiesce.gc.assist;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiesce.gc.pace.AssistRatio;
import io.quiesce.phase.SystemStack;
import io.quiesce.sched.G;
import io.quiesce.sched.GStatus;
import io.quiesce.sched.M;
import io.quiesce.sched.Sched;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Real threads: assists that park, a worker that flushes, and the end of the cycle. */
@Timeout(60)
final class AssistRaceTest {
  private static final int ASSISTS = 3;
  private static final int ROUNDS = 300;

  /** Marking without any work, so that every assist depends on credit or the end. */
  private static final class NoWork implements Participation, AssistDrain {
    private final AtomicInteger state = new AtomicInteger(1);

    @Override
    @SystemStack
    public boolean tryEnter(M m) {
      return blackenEnabled();
    }

    @Override
    @SystemStack
    public boolean leave(M m) {
      return false;
    }

    @Override
    public void markDone(M m) {
      throw new AssertionError("nobody completes");
    }

    @Override
    public boolean blackenEnabled() {
      return state.get() == 1;
    }

    @Override
    @SystemStack
    public long gcDrainN(M m, long scanWork) {
      return 0;
    }
  }

  private final AtomicReference<Throwable> failure = new AtomicReference<>();

  private Thread start(Runnable body) {
    Thread thread = new Thread(body);
    thread.setUncaughtExceptionHandler((t, e) -> failure.compareAndSet(null, e));
    thread.start();
    return thread;
  }

  @Test
  void endOfCycle_everyAssistReturns() throws InterruptedException {
    for (int round = 0; round < ROUNDS; round++) {
      NoWork marking = new NoWork();
      AssistDebt debts = new AssistDebt(() -> 1);
      Sched sched = new Sched(ASSISTS + 1);
      Assists assists = assists(debts, marking, new AssistRatio(1, 1));
      List<Thread> threads = new ArrayList<>();
      for (int id = 0; id < ASSISTS; id++) {
        M m = sched.newM();
        threads.add(start(() -> allocate(m, assists, 1000)));
      }
      M ender = sched.newM();
      threads.add(
          start(
              () -> {
                marking.state.set(0);
                assists.gcWakeAllAssists(ender);
              }));
      join(threads);
      assertThat(assists.queue().hasWaiters()).isFalse();
    }
  }

  @Test
  void creditAlone_releasesEveryAssist() throws InterruptedException {
    for (int round = 0; round < ROUNDS; round++) {
      NoWork marking = new NoWork();
      AssistDebt debts = new AssistDebt(() -> 1);
      Sched sched = new Sched(2);
      Assists assists = assists(debts, marking, new AssistRatio(1, 1));
      List<Thread> threads = new ArrayList<>();
      for (int id = 0; id < ASSISTS; id++) {
        M m = sched.newM();
        threads.add(start(() -> allocate(m, assists, 1000)));
      }
      M worker = sched.newM();
      // as much as the assists can take at most: so none may be asleep when all was flushed
      threads.add(
          start(
              () -> {
                for (int i = 0; i < ASSISTS; i++) {
                  assists.gcFlushBgCredit(worker, AssistDemand.OVER_ASSIST_WORK);
                }
              }));
      join(threads);
      assertThat(assists.queue().hasWaiters()).isFalse();
      assertThat(assists.credit().available()).isGreaterThanOrEqualTo(0);
    }
  }

  private static Assists assists(AssistDebt debts, NoWork marking, AssistRatio ratio) {
    AssistClock clock = new AssistClock(ASSISTS + 1, System::nanoTime);
    return new Assists(debts, () -> ratio, marking, marking, new ThreadParking(), clock);
  }

  private static void allocate(M m, Assists assists, long bytes) {
    G g = AssistLab.runnable(m.id());
    m.acquireAnyP();
    m.execute(g);
    assists.charge(m, g, bytes);
    m.drop(GStatus.DEAD);
    m.releasep();
  }

  private void join(List<Thread> threads) throws InterruptedException {
    for (Thread thread : threads) {
      thread.join();
    }
    assertThat(failure.get()).isNull();
  }
}
