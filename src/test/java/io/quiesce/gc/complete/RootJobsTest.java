package io.quiesce.gc.complete;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

/** Root jobs: each claimed once, however many come too late. */
final class RootJobsTest {
  private final RootJobs roots = new RootJobs();

  @Test
  void new_hasNoJobs() {
    assertThat(roots.available()).isFalse();
    assertThat(roots.claim()).isEqualTo(RootJobs.NONE);
    roots.requireAllClaimed();
  }

  @Test
  void claim_inOrder_untilNoneIsLeft() {
    roots.prepare(2);

    assertThat(roots.claim()).isZero();
    assertThat(roots.available()).isTrue();
    assertThat(roots.claim()).isEqualTo(1);
    assertThat(roots.available()).isFalse();
    assertThat(roots.claim()).isEqualTo(RootJobs.NONE);
    assertThat(roots).hasToString("root jobs (2 of 2 claimed)");
  }

  @Test
  void requireAllClaimed_oneLeft_isAnError() {
    roots.prepare(2);
    roots.claim();

    assertThatThrownBy(roots::requireAllClaimed)
        .isInstanceOf(CompletionException.class)
        .hasMessageContaining("1 of 2");
  }

  @Test
  void prepare_again_startsAtTheFirst() {
    roots.prepare(1);
    roots.claim();
    roots.prepare(3);

    assertThat(roots.claim()).isZero();
    assertThat(roots.jobs()).isEqualTo(3);
    assertThat(roots.claims()).isEqualTo(1);
    assertThatThrownBy(() -> roots.prepare(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void claim_manyThreads_eachJobOnceAndNoneAvailableAfterOvershoot() throws InterruptedException {
    int jobs = 20_000;
    roots.prepare(jobs);
    AtomicIntegerArray claimed = new AtomicIntegerArray(jobs);
    Thread[] threads = new Thread[4];
    for (int i = 0; i < threads.length; i++) {
      threads[i] =
          new Thread(
              () -> {
                for (int job = roots.claim(); job != RootJobs.NONE; job = roots.claim()) {
                  claimed.getAndIncrement(job);
                }
              });
      threads[i].start();
    }
    for (Thread thread : threads) {
      thread.join();
    }

    for (int job = 0; job < jobs; job++) {
      assertThat(claimed.get(job)).isEqualTo(1);
    }
    assertThat(roots.available()).isFalse();
    assertThat(roots.claims()).isGreaterThanOrEqualTo(jobs);
  }
}
