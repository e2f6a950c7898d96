package io.quiesce.stress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Reports of all lanes arrive, on one thread, and no failure is lost. */
final class LanesTest {
  private final IOException io = new IOException("io");
  private final RuntimeException state = new IllegalStateException("state");
  private final Error error = new Error("error");

  private final Map<Throwable, Lanes.Lane> failures =
      Map.of(
          io,
          sink -> {
            throw io;
          },
          state,
          sink -> {
            throw state;
          },
          error,
          sink -> {
            throw error;
          });

  private static TestReport report(String test) {
    return new TestReport(
        "suite", test, Verdict.OK, Duration.ZERO, 1, "effort", List.of(), Map.of());
  }

  @Test
  void run_lanesThatNeedEachOther_runAtOnceAndReportHere() throws IOException {
    CountDownLatch both = new CountDownLatch(2);
    Lanes.Lane lane =
        sink -> {
          both.countDown();
          try {
            both.await();
          } catch (InterruptedException e) {
            throw new IOException(e);
          }
          sink.accept(report("a"));
          sink.accept(report("b"));
        };
    List<Thread> threads = new ArrayList<>();

    Lanes.run(List.of(lane, lane), one -> threads.add(Thread.currentThread()));

    assertThat(threads).hasSize(4).containsOnly(Thread.currentThread());
  }

  @Test
  void run_laneThatThrows_throwsThatAndInterruptsTheOthers() throws InterruptedException {
    CountDownLatch interrupted = new CountDownLatch(failures.size());
    Lanes.Lane waiting =
        sink -> {
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            interrupted.countDown();
          }
        };
    failures.forEach(
        (failure, failing) ->
            assertThatThrownBy(() -> Lanes.run(List.of(waiting, failing), one -> {}))
                .isSameAs(failure));
    assertThat(interrupted.await(1, TimeUnit.MINUTES)).isTrue();
  }

  @Test
  void run_sinkThatThrows_throwsThat() {
    Consumer<TestReport> sink =
        one -> {
          throw new IllegalArgumentException("enough");
        };

    assertThatThrownBy(() -> Lanes.run(List.of(s -> s.accept(report("a"))), sink))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
