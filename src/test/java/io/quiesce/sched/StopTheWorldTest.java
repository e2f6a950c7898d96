package io.quiesce.sched;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quiesce.phase.SystemStackException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Stopping the world and visiting each P, with idle Ps step by step and with threads. */
@Timeout(60)
final class StopTheWorldTest {
  private final Sched sched = new Sched(3);
  private final StopTheWorld world = new StopTheWorld(sched);
  private final RaggedBarrier barrier = new RaggedBarrier(sched);
  private final M m = sched.newM(0);
  private final int[] visits = new int[3];

  private void stop() {
    m.systemstack(() -> world.stop(m, "test"));
  }

  private void visitAll() {
    m.systemstack(() -> barrier.forEachP(m, (on, p) -> visits[p.id()]++));
  }

  private static Thread start(Runnable body) {
    Thread thread = new Thread(body);
    thread.start();
    return thread;
  }

  @Nested
  final class Stopping {
    @Test
    void stop_idlePs_claimsThemUntilStart() {
      stop();

      assertThat(world.isStopped()).isTrue();
      assertThat(world).hasToString("world (stopped by M1 for test)");
      assertThat(sched.p(1).isOwnedBy(m) && sched.p(2).isOwnedBy(m)).isTrue();
      assertThat(m.p()).isSameAs(sched.p(0));
      world.start(m);
      assertThat(sched.p(1).isIdle() && sched.p(2).isIdle()).isTrue();
      assertThat(world).hasToString("world (running)");
    }

    @Test
    void stop_withoutP_claimsAll() {
      m.releasep();
      stop();

      assertThat(sched.p(0).isOwnedBy(m)).isTrue();
      world.start(m);
      assertThat(sched.p(0).isIdle()).isTrue();
    }

    @Test
    void stop_onAUserStack_isRefused() {
      assertThatThrownBy(() -> world.stop(m, "test")).isInstanceOf(SystemStackException.class);
    }

    @Test
    void stop_twiceByOne_isAnErrorAndStaysStopped() {
      stop();

      assertThatThrownBy(StopTheWorldTest.this::stop)
          .isInstanceOf(WorldException.class)
          .hasMessageContaining("M1 holds the world (stopped by M1 for test)");
      assertThat(world.isStopped()).isTrue();
    }

    @Test
    void start_running_isAnError() {
      assertThatThrownBy(() -> world.start(m))
          .isInstanceOf(WorldException.class)
          .hasMessageContaining("world (running)");
    }

    @Test
    void start_byAnotherM_givesAllPsUp() {
      stop();

      world.start(sched.newM());

      assertThat(sched.p(1).isIdle() && sched.p(2).isIdle()).isTrue();
      assertThat(m.p()).isSameAs(sched.p(0));
    }

    @Test
    void stop_ownGoroutine_canBeScannedMeanwhileAndRunsAfterwards() {
      G g = new G(7);
      g.cas(GStatus.IDLE, GStatus.RUNNABLE);
      m.execute(g);
      AtomicBoolean waiting = new AtomicBoolean();
      m.systemstack(
          () -> barrier.forEachP(m, (on, p) -> waiting.set(g.status() == GStatus.WAITING)));

      assertThat(waiting).isTrue();
      assertThat(g.status()).isEqualTo(GStatus.RUNNING);
      stop();
      assertThat(g.status()).isEqualTo(GStatus.RUNNING);
    }

    @Test
    void waiter_whileStopped_getsAPAfterStart() throws InterruptedException {
      stop();
      M other = sched.newM();
      AtomicBoolean got = new AtomicBoolean();
      Thread thread =
          start(
              () -> {
                other.acquireAnyP();
                got.set(true);
                other.releasep();
              });
      while (thread.getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
      assertThat(got).isFalse();
      m.releasep();
      assertThat(sched.p(0).isIdle()).as("nobody takes it while stopped").isTrue();
      world.start(m);
      thread.join();
      assertThat(got).isTrue();
    }
  }

  @Nested
  final class Visiting {
    @Test
    void forEachP_idlePs_visitsEachOnce() {
      visitAll();
      visitAll();

      assertThat(visits).containsExactly(2, 2, 2);
      assertThat(sched.p(1).isIdle()).isTrue();
    }

    @Test
    void forEachP_whileStopped_visitsTheClaimedPsToo() {
      stop();
      visitAll();

      assertThat(visits).containsExactly(1, 1, 1);
      assertThat(world.isStopped()).isTrue();
    }

    @Test
    void forEachP_inside_isAnErrorAndTheOuterOneGoesOn() {
      AtomicInteger refused = new AtomicInteger();
      m.systemstack(
          () ->
              barrier.forEachP(
                  m,
                  (on, p) -> {
                    visits[p.id()]++;
                    assertThatThrownBy(() -> visitOn(on)).isInstanceOf(WorldException.class);
                    refused.getAndIncrement();
                  }));

      assertThat(refused).hasValue(3);
      assertThat(visits).containsExactly(1, 1, 1);
    }

    private void visitOn(M on) {
      on.systemstack(() -> barrier.forEachP(on, (a, b) -> {}));
    }

    @Test
    void forEachP_visitThrows_theOthersAreVisitedAndTheCallerGetsIt() {
      assertThatThrownBy(
              () ->
                  m.systemstack(
                      () ->
                          barrier.forEachP(
                              m,
                              (on, p) -> {
                                visits[p.id()]++;
                                if (p.id() == 1) {
                                  throw new IllegalArgumentException("P1");
                                }
                              })))
          .isInstanceOf(IllegalArgumentException.class);

      assertThat(visits).containsExactly(1, 1, 1);
      visitAll();
      assertThat(visits).containsExactly(2, 2, 2);
    }

    @Test
    void safePoint_pendingVisit_isServedOnlyWhereAllowed() {
      M m1 = sched.newM(1);
      sched.p(1).post(new RaggedBarrier.Visit((on, p) -> visits[p.id()]++, 1));

      m1.systemstack(() -> assertThat(m1.safePoint()).isFalse());
      m1.lock();
      assertThat(m1.safePoint()).isFalse();
      m1.unlock();
      assertThat(m1.safePoint()).isTrue();
      assertThat(m1.safePoint()).isFalse();
      assertThat(visits).containsExactly(0, 1, 0);
      assertThat(m1.p()).isSameAs(sched.p(1));
    }

    @Test
    void releasep_pendingVisit_isServedFirst() {
      M m1 = sched.newM(1);
      sched.p(1).post(new RaggedBarrier.Visit((on, p) -> visits[p.id()]++, 1));

      m1.releasep();

      assertThat(visits).containsExactly(0, 1, 0);
    }
  }

  /** Three threads that use, poll and give up; a fourth one stops and visits. */
  @Test
  void stopsAndVisits_amongBusyThreads_areExclusive() throws InterruptedException {
    m.releasep();
    int rounds = 300;
    int[] uses = new int[3];
    AtomicBoolean over = new AtomicBoolean();
    Thread[] users = new Thread[3];
    for (int i = 0; i < users.length; i++) {
      users[i] = start(() -> useAndPoll(uses, over));
    }
    M stopper = sched.newM();
    stopper.acquireAnyP();
    for (int round = 0; round < rounds; round++) {
      stopper.systemstack(() -> barrier.forEachP(stopper, (on, p) -> visits[p.id()]++));
      stopper.systemstack(() -> world.stop(stopper, "test"));
      int before = uses[0] + uses[1] + uses[2];
      Thread.onSpinWait();
      assertThat(uses[0] + uses[1] + uses[2]).isEqualTo(before);
      world.start(stopper);
      stopper.poll();
    }
    over.set(true);
    stopper.releasep();
    for (Thread user : users) {
      user.join();
    }
    assertThat(visits).containsExactly(rounds, rounds, rounds);
  }

  private void useAndPoll(int[] uses, AtomicBoolean over) {
    M own = sched.newM();
    own.acquireAnyP();
    for (int i = 0; !over.get(); i++) {
      uses[own.pid()]++;
      own.poll();
      if (i % 16 == 0) {
        own.releasep();
        own.acquireAnyP();
      }
    }
    own.releasep();
  }
}
