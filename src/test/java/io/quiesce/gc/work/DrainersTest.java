package io.quiesce.gc.work;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The barrier of those that drain together. */
final class DrainersTest {
  private final WorkLab lab = WorkLab.small();

  @Test
  void getfull_work_isGivenAtOnce() {
    Drainers two = new Drainers(2, () -> false);
    lab.put(lab.work0, 1, 1);
    lab.work0.dispose();

    assertThat(lab.bufs.getfull(two).nobj()).isEqualTo(1);
    assertThat(two.nwait()).isZero();
    assertThat(two.nproc()).isEqualTo(2);
  }

  @Test
  void getfull_allIdle_isTheEnd() {
    Drainers one = new Drainers(1, () -> false);

    assertThat(lab.bufs.getfull(one)).isNull();
    assertThat(one.nwait()).isEqualTo(1);
  }

  @Test
  void getfull_oneMoreThanThereAre_isAnError() {
    Drainers one = new Drainers(1, () -> false);
    lab.bufs.getfull(one);

    assertThatThrownBy(() -> lab.bufs.getfull(one))
        .isInstanceOf(WorkBufException.class)
        .hasMessageContaining("nwait=2 exceeds nproc=1");
    assertThatThrownBy(() -> new Drainers(0, () -> false))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  @Timeout(30)
  void getfull_rootJobLeft_waitsForIt() throws Exception {
    AtomicBoolean roots = new AtomicBoolean(true);
    Drainers one = new Drainers(1, roots::get);
    ExecutorService threads = Executors.newSingleThreadExecutor();
    try {
      Future<WorkBuf> waiting = threads.submit(() -> lab.bufs.getfull(one));
      while (one.nwait() == 0) {
        Thread.onSpinWait();
      }
      assertThat(waiting.isDone()).isFalse();
      roots.set(false);
      assertThat(waiting.get()).isNull();
    } finally {
      threads.shutdown();
    }
  }
}
