package io.quiesce.sched;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The ownership word of a P: taking, giving back, claiming, waiting, preemption at polls. */
@Timeout(20)
final class OwnershipTest {
  private final Sched sched = new Sched(2);
  private final P p0 = sched.p(0);
  private final M m1 = sched.newM(0);
  private final M m2 = sched.newM();

  @Nested
  final class Taking {
    @Test
    void acquirep_idleP_isRunAndItsIdIsTheContextsPid() {
      assertThat(m1.pid()).isZero();
      assertThat(m1.p()).isSameAs(p0);
      assertThat(p0.isOwnedBy(m1)).isTrue();
      assertThat(p0.isOwnedBy(m2)).isFalse();
      assertThat(m2.pid()).isEqualTo(M.NO_P);
    }

    @Test
    void acquirep_runningP_isAnErrorAndChangesNothing() {
      int tick = p0.tick();

      assertThatThrownBy(() -> m2.acquirep(p0))
          .isInstanceOf(OwnershipException.class)
          .hasMessageContaining("P0 (run by M1)");

      assertThat(p0.tick()).isEqualTo(tick);
      assertThat(m2.pid()).isEqualTo(M.NO_P);
    }

    @Test
    void acquirep_withAP_isAnError() {
      assertThatThrownBy(() -> m1.acquirep(sched.p(1)))
          .isInstanceOf(OwnershipException.class)
          .hasMessageContaining("already has P0");
      assertThat(sched.p(1).isIdle()).isTrue();
    }

    @Test
    void releasep_ofTheOnlyOwner_leavesAnIdlePForTheNext() {
      assertThat(m1.releasep()).isSameAs(p0);

      assertThat(p0.isIdle()).isTrue();
      assertThat(m1.pid()).isEqualTo(M.NO_P);
      m2.acquirep(p0);
      assertThat(p0.isOwnedBy(m2)).isTrue();
    }

    @Test
    void releasep_withoutP_isAnError() {
      assertThatThrownBy(m2::releasep)
          .isInstanceOf(OwnershipException.class)
          .hasMessageContaining("M2 runs no P");
    }
  }

  @Nested
  final class Claiming {
    @Test
    void tryClaim_runningP_isRefused() {
      assertThat(sched.tryClaim(m2, p0)).isFalse();
      assertThat(p0.isOwnedBy(m1)).isTrue();
    }

    @Test
    void tryClaim_idleP_keepsEveryoneElseOutUntilUnclaim() {
      P p1 = sched.p(1);
      assertThat(sched.tryClaim(m2, p1)).isTrue();

      assertThat(p1.isIdle()).isFalse();
      M m3 = sched.newM();
      assertThatThrownBy(() -> m3.acquirep(p1)).hasMessageContaining("claimed by M2");
      assertThat(sched.tryClaim(m3, p1)).isFalse();

      sched.unclaim(m2, p1);
      m3.acquirep(p1);
      assertThat(p1.isOwnedBy(m3)).isTrue();
    }

    @Test
    void unclaim_byAnother_isAnErrorAndChangesNothing() {
      P p1 = sched.p(1);
      sched.tryClaim(m2, p1);

      assertThatThrownBy(() -> sched.unclaim(m1, p1)).isInstanceOf(OwnershipException.class);
      assertThatThrownBy(() -> sched.unclaim(m1, p0)).isInstanceOf(OwnershipException.class);

      assertThat(p1.isOwnedBy(m2)).isTrue();
      assertThat(p0.isOwnedBy(m1)).isTrue();
    }
  }

  @Nested
  final class Polling {
    @Test
    void givePAtPoll_asked_losesTheP() {
      sched.preempt(p0);

      assertThat(m1.givePAtPoll()).isTrue();

      assertThat(m1.p()).isNull();
      assertThat(p0.isIdle()).isTrue();
    }

    @Test
    void poll_notAsked_keepsTheP() {
      assertThat(m1.poll()).isFalse();
      assertThat(m1.p()).isSameAs(p0);
    }

    @Test
    void poll_onTheSystemStack_keepsThePAndTheRequest() {
      sched.preempt(p0);

      m1.systemstack(() -> assertThat(m1.poll()).isFalse());

      assertThat(m1.p()).isSameAs(p0);
      assertThat(p0.preemptRequested()).isTrue();
    }

    @Test
    void poll_whileForbidden_keepsThePUntilAllowed() {
      sched.preempt(p0);
      m1.lock();
      assertThat(m1.poll()).isFalse();
      m1.unlock();
      m1.setMallocing(true);
      assertThat(m1.poll()).isFalse();
      m1.setMallocing(false);
      m1.setPreemptoff("gcing");
      assertThat(m1.poll()).isFalse();
      m1.setPreemptoff(null);

      assertThat(m1.poll()).isTrue();

      assertThat(p0.preemptRequested()).isFalse();
    }

    @Test
    void unlock_ofNoLock_isAnError() {
      assertThatThrownBy(m1::unlock).isInstanceOf(OwnershipException.class);
    }

    @Test
    void poll_withAWaiter_givesThePToIt() throws InterruptedException {
      m2.acquirep(sched.p(1));
      M m3 = sched.newM();
      Thread waiter =
          new Thread(
              () -> {
                m3.acquireAnyP();
                assertThat(m3.p()).isSameAs(p0);
                m3.releasep();
              });
      waiter.start();
      while (waiter.getState() != Thread.State.WAITING) {
        Thread.onSpinWait();
      }
      int tick = p0.tick();
      sched.preempt(p0);

      assertThat(m1.poll()).isTrue();
      waiter.join();

      assertThat(m1.p()).isSameAs(p0);
      assertThat(p0.tick()).as("to the waiter and back").isGreaterThanOrEqualTo(tick + 2);
    }

    @Test
    void preempt_pokesTheGuardOfTheCurrentGoroutine_andUnlockRestoresIt() {
      G g = new G(7);
      g.cas(GStatus.IDLE, GStatus.RUNNABLE);
      m1.execute(g);
      g.stack().setGuard(4711);
      sched.preempt(p0);
      assertThat(g.stack().guard()).isEqualTo(UserStack.PREEMPT);

      m1.lock();
      g.stack().setGuard(4711);
      m1.unlock();

      assertThat(g.stack().guard()).isEqualTo(UserStack.PREEMPT);
    }
  }
}
