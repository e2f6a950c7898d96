package io.quiesce.gc.complete;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiesce.sched.M;
import java.util.Random;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Many short cycles of three Ps and four threads, which assist a little, poll, and give their Ps
 * up: each cycle is completed once, with all work done (C2, C3, C4, C7, C10).
 */
final class CompletionRaceTest {
  private static final int THREADS = 4;
  private static final int PROCS = 3;
  private static final int CYCLES = 150;

  @ParameterizedTest
  @MethodSource("io.quiesce.gc.complete.CompletionTest#protocols")
  @Timeout(120)
  void cycles_manyThreads_eachCompletedOnce(Function<MarkLab, MarkCompletion> protocol)
      throws Exception {
    MarkLab lab = new MarkLab(PROCS, 60, protocol);
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    CyclicBarrier together = new CyclicBarrier(THREADS, () -> between(lab));
    try {
      var runs =
          IntStream.range(0, THREADS)
              .mapToObj(i -> threads.submit(() -> run(lab, new Random(i), together)))
              .toList();
      for (Future<?> run : runs) {
        run.get();
      }
    } finally {
      threads.shutdownNow();
    }
    assertThat(lab.completed).hasValue(CYCLES);
    assertThat(lab.started).hasValue(CYCLES);
  }

  /** Between two cycles, while all threads wait and no P is run. */
  private static void between(MarkLab lab) {
    lab.rethrow();
    assertThat(lab.completion.blackenEnabled()).isFalse();
    if (lab.shadow != null) {
      assertThat(lab.shadow.outstanding()).isZero();
    }
    lab.start();
  }

  private static Void run(MarkLab lab, Random random, CyclicBarrier together) throws Exception {
    M m = lab.sched.newM();
    for (int cycle = 0; cycle < CYCLES; cycle++) {
      together.await();
      m.acquireAnyP();
      while (lab.completion.blackenEnabled()) {
        lab.assist(m, 1 + random.nextInt(8));
        if (random.nextInt(4) == 0) {
          m.releasep();
          m.acquireAnyP();
        } else {
          m.poll();
        }
      }
      m.releasep();
    }
    return null;
  }
}
