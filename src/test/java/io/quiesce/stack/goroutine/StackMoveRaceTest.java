package io.quiesce.stack.goroutine;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiesce.heap.Race;
import io.quiesce.heap.memory.MemoryMode;
import io.quiesce.heap.span.Span;
import io.quiesce.heap.span.SpanWord;
import io.quiesce.oracle.StackOracle;
import io.quiesce.sched.G;
import io.quiesce.sched.GStatus;
import io.quiesce.sched.M;
import io.quiesce.sched.Sudog;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A stack that moves while others send to it, scan it, or hold an address into it. */
@Timeout(30)
final class StackMoveRaceTest {
  /**
   * The five events of the comment in Go's stackfree: a marker holds the address of a slot in a
   * stack that moves and is freed. Event 4, the span leaving the stack world, must wait.
   */
  @ParameterizedTest
  @ValueSource(ints = {4096, 65536})
  void markerWithAStaleSlot_findsAStackSpanUntilTheCycleEnds(int size) {
    GoroutineLab goroutines = new GoroutineLab();
    M m = goroutines.m(0);
    M marker = goroutines.lab.onSystemWithoutP();
    G g = goroutines.newG(m, size);
    m.execute(g);
    goroutines.stacks.call(m, goroutines.small);
    g.setWaiting(new Sudog(goroutines.stacks.frames().addressOf(g, 2), null));
    m.drop(GStatus.WAITING);

    goroutines.lab.gate.startMark();
    long picked = g.waiting().elem();
    Span span = goroutines.lab.heap.spanOf(picked);
    assertThat(g.tryScan(GStatus.WAITING)).isTrue();
    m.systemstack(() -> goroutines.stacks.copystack(m, g, size / 2));
    g.endScan();
    m.systemstack(() -> goroutines.lab.stacks.stackcacheClear(m, m.p()));

    assertThat(g.waiting().elem()).isNotEqualTo(picked);
    assertThat(goroutines.lab.heap.spanOf(picked)).isSameAs(span);
    assertThat(SpanWord.state(span.acquire())).isEqualTo(SpanWord.MANUAL);

    goroutines.lab.gate.startTermination();
    goroutines.lab.gate.finish();
    goroutines.lab.stacks.freeStackSpans(marker);
    assertThat(SpanWord.state(span.acquire())).isEqualTo(SpanWord.DEAD);
    StackOracle.checkAfterCycle(goroutines.lab.stacks);
  }

  @Test
  void sender_againstAMovingStack_deliversExactlyOnceToTheStackInUse() {
    GoroutineLab goroutines = new GoroutineLab(MemoryMode.POISON, GoroutineConfig.DEFAULT);
    M m = goroutines.m(0);
    G g = goroutines.running(m);
    goroutines.stacks.call(m, goroutines.small);
    int rounds = 800;
    CyclicBarrier barrier = new CyclicBarrier(2);
    Sudog[] slot = new Sudog[1];
    Race.run(
        () -> {
          for (int i = 1; i <= rounds; i++) {
            slot[0] = new Sudog(goroutines.stacks.frames().addressOf(g, 2), null);
            g.setWaiting(slot[0]);
            m.drop(GStatus.WAITING);
            barrier.await();
            assertThat(g.tryScan(GStatus.WAITING)).isTrue();
            int size = g.stack().size() == 2048 ? 4096 : 2048;
            m.systemstack(() -> goroutines.stacks.copystack(m, g, size));
            g.endScan();
            barrier.await();
            g.cas(GStatus.WAITING, GStatus.RUNNABLE);
            m.execute(g);
            assertThat(slot[0].isDone()).isTrue();
            assertThat(goroutines.stacks.frames().load(g, 2)).isEqualTo(i);
          }
        },
        () -> {
          for (int i = 1; i <= rounds; i++) {
            barrier.await();
            assertThat(slot[0].take()).isTrue();
            goroutines.lab.stacks.memory().putLong(slot[0].elem(), i);
            slot[0].done();
            barrier.await();
          }
        });
    StackOracle.check(goroutines.lab.stacks);
  }

  @Test
  void scanner_againstARunningAndGrowingGoroutine_neverMeetsAHalfMovedStack() {
    GoroutineLab goroutines = new GoroutineLab(MemoryMode.POISON, GoroutineConfig.DEFAULT);
    M m = goroutines.m(0);
    G g = goroutines.running(m);
    Frames frames = goroutines.stacks.frames();
    AtomicBoolean done = new AtomicBoolean();
    AtomicInteger scans = new AtomicInteger();
    Race.run(
        () -> {
          for (int i = 0; i < 100; i++) {
            int depth = 1 + i % 60;
            for (int d = 0; d < depth; d++) {
              goroutines.stacks.call(m, goroutines.small);
              goroutines.lab.sched.preempt(m.p());
            }
            for (int d = 0; d < depth; d++) {
              goroutines.stacks.ret(m);
            }
            int before = scans.get();
            m.drop(GStatus.WAITING);
            while (scans.get() == before) {
              Race.pause();
            }
            g.cas(GStatus.WAITING, GStatus.RUNNABLE);
            m.execute(g);
          }
          done.set(true);
        },
        () -> {
          M scanner = goroutines.m(1);
          scanner.enterSystemStack();
          while (!done.get()) {
            if (g.tryScan(GStatus.RUNNABLE) || g.tryScan(GStatus.WAITING)) {
              assertThat(frames.depth(g)).isBetween(0, 60);
              ShrinkOutcome unused = goroutines.stacks.shrinkOrDefer(scanner, g);
              scans.incrementAndGet();
              g.endScan();
            }
            Race.pause();
          }
        });
    assertThat(frames.depth(g)).isZero();
    StackOracle.check(goroutines.lab.stacks);
  }
}
