package io.quiesce.sched;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quiesce.heap.Race;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many Ms, few Ps: one owner at a time, nobody sleeps beside an idle P. */
@Timeout(20)
final class SchedTest {
  private static final int PROCS = 2;

  private final Sched sched = new Sched(PROCS);
  private final int[] plainPerP = new int[PROCS];
  private final AtomicInteger violations = new AtomicInteger();

  @Test
  void sched_withoutPs_isAnError() {
    assertThatThrownBy(() -> new Sched(0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void takeAndGive_manyMs_exclusiveAndWithoutLostHandOver() throws InterruptedException {
    int rounds = 4_000;
    Thread[] threads = new Thread[5];
    for (int i = 0; i < threads.length; i++) {
      threads[i] = new Thread(() -> takeUseGive(rounds));
      threads[i].start();
    }
    for (Thread t : threads) {
      t.join();
    }

    assertThat(violations).hasValue(0);
    assertThat(plainPerP[0] + plainPerP[1]).isEqualTo(rounds * threads.length);
    assertThat(sched.p(0).isIdle()).isTrue();
    assertThat(sched.p(1).isIdle()).isTrue();
  }

  private void takeUseGive(int rounds) {
    M m = sched.newM();
    for (int i = 0; i < rounds; i++) {
      m.acquireAnyP();
      plainPerP[m.pid()]++;
      if (!m.p().isOwnedBy(m)) {
        violations.incrementAndGet();
      }
      m.releasep();
    }
  }

  @Test
  void claims_againstRunners_excludeEachOther() throws InterruptedException {
    AtomicBoolean done = new AtomicBoolean();
    AtomicInteger claims = new AtomicInteger();
    Thread runner = new Thread(() -> takeUseGive(20_000));
    Thread other = new Thread(() -> takeUseGive(20_000));
    Thread claimer =
        new Thread(
            () -> {
              M m = sched.newM();
              while (!done.get()) {
                for (int id = 0; id < PROCS; id++) {
                  if (sched.tryClaim(m, sched.p(id))) {
                    plainPerP[id]++;
                    claims.incrementAndGet();
                    sched.unclaim(m, sched.p(id));
                  }
                }
              }
            });
    claimer.start();
    runner.start();
    other.start();
    runner.join();
    other.join();
    done.set(true);
    claimer.join();

    assertThat(plainPerP[0] + plainPerP[1]).isEqualTo(40_000 + claims.get());
  }

  /** A give-up that meets a waiter half way into the queue; one lost hand-over would hang. */
  @Test
  void releasep_againstAWaiter_isNeverMissed() {
    Sched single = new Sched(1);
    M giver = single.newM();
    M waiter = single.newM();
    AtomicInteger turn = new AtomicInteger();
    long end = System.nanoTime() + 300_000_000;
    Race.run(
        () -> {
          for (int at = 0; at < 100 || System.nanoTime() < end; at += 2) {
            giver.acquireAnyP();
            turn.set(at + 1);
            spin(at / 2 % 32);
            giver.releasep();
            await(turn, at + 2);
          }
          turn.set(Integer.MAX_VALUE);
        },
        () -> {
          for (int at = 0; await(turn, at + 1) != Integer.MAX_VALUE; at += 2) {
            spin(at / 64 % 32);
            waiter.acquireAnyP();
            waiter.releasep();
            turn.set(at + 2);
          }
        });
    assertThat(single.p(0).isIdle()).isTrue();
  }

  private static void spin(int times) {
    for (int i = 0; i < times; i++) {
      Thread.onSpinWait();
    }
  }

  private static int await(AtomicInteger turn, int wanted) {
    int seen;
    int spins = 0;
    while ((seen = turn.get()) < wanted) {
      if (++spins > 1_000) {
        Race.pause();
      }
    }
    return seen;
  }

  @Test
  void preemption_ofABusyP_letsEveryWaiterRun() throws InterruptedException {
    Sched single = new Sched(1);
    AtomicInteger finished = new AtomicInteger();
    Thread[] threads = new Thread[3];
    for (int i = 0; i < threads.length; i++) {
      threads[i] =
          new Thread(
              () -> {
                M m = single.newM();
                m.acquireAnyP();
                for (int turn = 0; turn < 300; turn++) {
                  single.preempt(single.p(0));
                  m.poll();
                }
                finished.incrementAndGet();
                m.releasep();
              });
      threads[i].start();
    }
    for (Thread t : threads) {
      t.join();
    }

    assertThat(finished).hasValue(3);
    assertThat(single.p(0).isIdle()).isTrue();
  }
}
