package io.quiesce.heap.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quiesce.heap.Race;
import io.quiesce.heap.TestContext;
import io.quiesce.heap.span.SpanAllocType;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The figures alone: effects of each operation, errors, and cuts taken while writers run. */
@Timeout(30)
final class HeapStatsTest {
  private final HeapStats stats = new HeapStats(2);
  private final TestContext p0 = new TestContext(0);

  @ParameterizedTest
  @EnumSource
  void alloc_thenFree_areInversesOnAllButReleased(SpanAllocType type) {
    stats.grow(p0, 1000);
    HeapSnapshot empty = stats.snapshot();

    stats.alloc(p0, type, 300, 300);
    HeapSnapshot one = stats.snapshot();
    stats.free(new TestContext(1), type, 300);
    HeapSnapshot back = stats.snapshot();

    assertThat(one.in(type)).isEqualTo(300);
    assertThat(one.heapIdle()).isEqualTo(700);
    assertThat(one.heapReleased()).isEqualTo(700);
    assertThat(one.heapSys()).isEqualTo(type.manual() ? 700 : 1000);
    assertThat(back).isEqualTo(new HeapSnapshot(1000, 700, 0, 0, 0, 0));
    assertThat(empty).isEqualTo(new HeapSnapshot(1000, 1000, 0, 0, 0, 0));
  }

  @Test
  void figures_ofEachPurpose_areKeptApart() {
    stats.grow(p0, 1000);
    stats.alloc(p0, SpanAllocType.HEAP, 1, 1);
    stats.alloc(new TestContext(1), SpanAllocType.STACK, 20, 20);
    stats.alloc(TestContext.withoutP(), SpanAllocType.PTR_SCALAR_BITS, 300, 300);
    stats.alloc(TestContext.withoutP(), SpanAllocType.WORK_BUF, 400, 400);
    stats.free(p0, SpanAllocType.WORK_BUF, 100);
    stats.scavenge(TestContext.withoutP(), 5);

    HeapSnapshot now = stats.snapshot();

    assertThat(now).isEqualTo(new HeapSnapshot(1000, 284, 1, 20, 300, 300));
    assertThat(now.heapInuse()).isEqualTo(1);
    assertThat(now.heapIdle()).isEqualTo(379);
    assertThat(now.heapSys()).isEqualTo(380);
    assertThat(now.gcSys()).isEqualTo(600);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, -8192})
  void operations_ofNoBytes_areErrors(long bytes) {
    assertThatThrownBy(() -> stats.grow(p0, bytes)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> stats.alloc(p0, SpanAllocType.HEAP, bytes, 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> stats.free(p0, SpanAllocType.HEAP, bytes))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> stats.scavenge(p0, bytes))
        .isInstanceOf(IllegalArgumentException.class);

    assertThat(stats.snapshot()).isEqualTo(new HeapSnapshot(0, 0, 0, 0, 0, 0));
  }

  @Test
  void alloc_withMoreScavengedThanBytes_isAnError() {
    assertThatThrownBy(() -> stats.alloc(p0, SpanAllocType.HEAP, 8, 9))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> stats.alloc(p0, SpanAllocType.HEAP, 8, -1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void write_byAPThatTheStatsDoNotHave_isAnError() {
    assertThatThrownBy(() -> stats.grow(new TestContext(2), 8))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("P 2");
    assertThatThrownBy(() -> new HeapStats(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void snapshot_afterAFreeTooMany_namesTheFigure() {
    stats.grow(p0, 1000);
    stats.free(p0, SpanAllocType.STACK, 8);

    assertThatThrownBy(stats::snapshot)
        .isInstanceOf(AccountingException.class)
        .hasMessageContaining("AC8")
        .hasMessageContaining("inStacks is -8");
    stats.alloc(p0, SpanAllocType.STACK, 8, 0);
    assertThat(stats.snapshot().mapped())
        .as("an error does not stop later readers")
        .isEqualTo(1000);
  }

  @Test
  void snapshot_manyInARow_loseNothing() {
    for (int i = 1; i <= 20; i++) {
      stats.grow(i % 3 == 0 ? TestContext.withoutP() : p0, 10);
      assertThat(stats.snapshot().mapped()).isEqualTo(10L * i);
      assertThat(stats.snapshot().heapReleased()).isEqualTo(10L * i);
    }
  }

  /**
   * Four tokens of 64 bytes are all the memory there is. Each is allocated by one thread and freed
   * by another; a cut that has an allocation without the free that made it possible, or a free
   * without its allocation, shows a negative figure.
   */
  @Test
  void snapshots_whileTokensTravel_areClosedCuts() {
    stats.grow(p0, 4 * 64);
    BlockingQueue<SpanAllocType> free = new ArrayBlockingQueue<>(4);
    BlockingQueue<SpanAllocType> used = new ArrayBlockingQueue<>(4);
    free.addAll(List.of(SpanAllocType.values()));
    AtomicBoolean done = new AtomicBoolean();
    AtomicLong cuts = new AtomicLong();

    Race.Body reader =
        () -> {
          while (!done.get()) {
            HeapSnapshot cut = stats.snapshot();
            assertThat(cut.mapped()).isEqualTo(4 * 64);
            assertThat(cut.heapReleased()).isBetween(0L, cut.heapIdle());
            cuts.incrementAndGet();
            Race.pause();
          }
        };
    Race.run(
        () -> allocate(new TestContext(0), free, used, done, cuts),
        () -> release(new TestContext(1), used, free, done),
        () -> release(TestContext.withoutP(), used, free, done),
        reader,
        reader);

    assertThat(cuts.get()).isGreaterThan(100);
    stats.snapshot();
  }

  private void allocate(
      TestContext ctx,
      BlockingQueue<SpanAllocType> free,
      BlockingQueue<SpanAllocType> used,
      AtomicBoolean done,
      AtomicLong cuts)
      throws InterruptedException {
    for (int made = 0; made < 4_000 || cuts.get() <= 100; ) {
      SpanAllocType type = free.poll();
      if (type != null) {
        stats.alloc(ctx, type, 64, made < 4 ? 64 : 0);
        made++;
        used.put(type);
      } else {
        Race.pause();
      }
    }
    done.set(true);
  }

  private void release(
      TestContext ctx,
      BlockingQueue<SpanAllocType> used,
      BlockingQueue<SpanAllocType> free,
      AtomicBoolean done)
      throws InterruptedException {
    while (!done.get()) {
      SpanAllocType type = used.poll();
      if (type != null) {
        stats.free(ctx, type, 64);
        free.put(type);
      } else {
        Race.pause();
      }
    }
  }

  /**
   * Each writer's groups grow the heap and take what they grew, so a group that a cut has by half
   * shows as released bytes beyond the idle ones, and a group that is lost shows at the end.
   */
  @ParameterizedTest
  @CsvSource({"0, 1, 1000000", "-1, -1, 300000", "-1, 0, 300000"})
  void writers_whileReadersRun_loseNothingAndSplitNothing(int pid1, int pid2, int groups) {
    AtomicInteger writing = new AtomicInteger(2);
    Race.run(
        () -> writeGroups(pid1, groups, writing),
        () -> writeGroups(pid2, groups, writing),
        () -> {
          while (writing.get() > 0) {
            HeapSnapshot cut = stats.snapshot();
            assertThat(cut.heapFree()).as("grown and taken in whole groups").isZero();
          }
        });

    assertThat(stats.snapshot())
        .isEqualTo(new HeapSnapshot(32L * groups, 16L * groups, 0, 0, 16L * groups, 0));
  }

  private void writeGroups(int pid, int groups, AtomicInteger writing) {
    try {
      TestContext ctx = new TestContext(pid);
      for (int i = 0; i < groups; i++) {
        stats.grow(ctx, 16);
        stats.alloc(ctx, SpanAllocType.WORK_BUF, 8, 8);
      }
    } finally {
      writing.decrementAndGet();
    }
  }
}
