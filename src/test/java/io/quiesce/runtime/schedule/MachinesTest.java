package io.quiesce.runtime.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiesce.sched.G;
import io.quiesce.sched.GStatus;
import io.quiesce.sched.M;
import io.quiesce.sched.Sched;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** What becomes of a P whose M blocks. */
final class MachinesTest {
  private static final long PATIENCE_SECONDS = 10;

  private final Sched sched = new Sched(1);
  private final Scheduler scheduler = new Scheduler(sched);
  private final Failures failures = new Failures();
  private final Machines machines = new Machines(sched, scheduler, this::run, failures);
  private final AtomicBoolean marking = new AtomicBoolean();
  private final CountDownLatch marked = new CountDownLatch(1);
  private final CountDownLatch ended = new CountDownLatch(1);
  private final AtomicBoolean found = new AtomicBoolean();

  /** A collector whose only work is one piece for an idle P. */
  private final class OnePiece implements Duties {
    @Override
    public boolean beforeGoroutines(M m) {
      return false;
    }

    @Override
    public boolean whenIdle(M m) {
      if (!marking.getAndSet(false)) {
        return false;
      }
      marked.countDown();
      return true;
    }

    @Override
    public boolean hasIdleWork() {
      return marking.get();
    }
  }

  /** The only goroutine: blocks until the collector's work is done. */
  private void run(M m, G g) {
    m.execute(g);
    marking.set(true);
    machines.block(m, () -> awaitMarked(g));
    m.drop(GStatus.DEAD);
    scheduler.stop();
    ended.countDown();
  }

  private void awaitMarked(G g) {
    try {
      found.set(marked.await(PATIENCE_SECONDS, TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    g.cas(GStatus.WAITING, GStatus.RUNNABLE);
  }

  @Test
  void block_noGoroutineButWorkOfTheCollector_anotherMDoesIt() throws InterruptedException {
    scheduler.setDuties(new OnePiece());
    G g = new G(1);
    g.cas(GStatus.IDLE, GStatus.DEAD);
    M boot = sched.newM();
    boot.acquireAnyP();
    scheduler.start(boot, g);
    boot.releasep();

    machines.start();

    assertThat(ended.await(2 * PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
    assertThat(found).as("the collector's work was done while the goroutine waited").isTrue();
  }
}
