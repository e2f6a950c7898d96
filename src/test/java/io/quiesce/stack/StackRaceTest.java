package io.quiesce.stack;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiesce.heap.Race;
import io.quiesce.heap.memory.MemoryMode;
import io.quiesce.heap.span.Span;
import io.quiesce.heap.span.SpanAllocType;
import io.quiesce.heap.span.SpanWord;
import io.quiesce.oracle.StackOracle;
import io.quiesce.sched.M;
import io.quiesce.sched.P;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Several Ms, cycles, preemption and foreign flushes at once; the oracles look at the end. */
@Timeout(60)
final class StackRaceTest {
  private static final int WORKERS = 3;
  private static final int STEPS = 15_000;

  private record Held(long lo, int n, long stamp) {}

  private StackLab lab;
  private final Queue<Held> exchange = new ConcurrentLinkedQueue<>();
  private final AtomicInteger working = new AtomicInteger(WORKERS);

  @ParameterizedTest
  @EnumSource(
      value = MemoryMode.class,
      names = {"REAL", "POISON"})
  void workers_againstCyclesFlushesAndPreemption_keepEveryInvariant(MemoryMode mode) {
    lab = StackLab.with(mode);
    Race.run(() -> work(1), () -> work(2), () -> work(3), this::collect);

    M m = lab.onSystemWithoutP();
    exchange.forEach(h -> lab.stacks.stackfree(m, h.lo, h.n));
    StackOracle.check(lab.stacks);
    for (int id = 0; id < lab.procs; id++) {
      assertThat(lab.sched.tryClaim(m, lab.sched.p(id))).isTrue();
      lab.stacks.stackcacheClear(m, lab.sched.p(id));
    }
    lab.stacks.freeStackSpans(m);
    StackOracle.checkEmpty(lab.stacks);
  }

  private void work(int id) {
    try {
      SplittableRandom random = new SplittableRandom(id);
      M m = lab.sched.newM();
      m.acquireAnyP();
      Deque<Held> mine = new ArrayDeque<>();
      for (int step = 0; step < STEPS; step++) {
        m.enterSystemStack();
        step(m, random, mine, ((long) id << 32) + step);
        m.leaveSystemStack();
        m.poll();
      }
      m.systemstack(() -> mine.forEach(h -> lab.stacks.stackfree(m, h.lo, h.n)));
      m.releasep();
    } finally {
      working.decrementAndGet();
    }
  }

  private void step(M m, SplittableRandom random, Deque<Held> mine, long stamp) {
    if (random.nextInt(100) == 0) {
      m.setPreemptoff(m.preemptoff() == null ? "now and then" : null);
    }
    if (mine.size() < 24 && random.nextBoolean()) {
      int n = 2048 << (random.nextInt(8) == 0 ? random.nextInt(6) : random.nextInt(4));
      long lo = lab.stacks.stackalloc(m, n);
      lab.stacks.memory().putLong(lo, stamp);
      lab.stacks.memory().putLong(lo + n - 8, stamp);
      mine.add(new Held(lo, n, stamp));
      return;
    }
    if (random.nextInt(4) == 0 && exchange.size() < 50 && !mine.isEmpty()) {
      exchange.add(mine.remove());
    }
    Held held = random.nextInt(4) == 0 ? exchange.poll() : mine.poll();
    if (held != null) {
      assertThat(lab.stacks.memory().getLong(held.lo)).isEqualTo(held.stamp);
      assertThat(lab.stacks.memory().getLong(held.lo + held.n - 8)).isEqualTo(held.stamp);
      lab.stacks.stackfree(m, held.lo, held.n);
    }
  }

  private void collect() {
    M m = lab.onSystemWithoutP();
    int cycle = 0;
    while (working.get() > 0) {
      lab.gate.startMark();
      List<Span> live = liveStackSpans();
      lab.sched.preempt(lab.sched.p(cycle++ % lab.procs));
      Race.pause();
      assertThat(live).as("S6: no stack span dies while marking").allMatch(StackRaceTest::isAlive);
      lab.gate.startTermination();
      lab.gate.finish();
      flushIdle(m);
      lab.stacks.freeStackSpans(m);
      Race.pause();
    }
  }

  private void flushIdle(M m) {
    for (int id = 0; id < lab.procs; id++) {
      P p = lab.sched.p(id);
      if (lab.sched.tryClaim(m, p)) {
        lab.stacks.stackcacheClear(m, p);
        lab.sched.unclaim(m, p);
      }
    }
  }

  private List<Span> liveStackSpans() {
    List<Span> live = new ArrayList<>();
    lab.heap
        .spans()
        .forEachLive(
            s -> {
              if (SpanWord.purpose(s.acquire()) == SpanAllocType.STACK) {
                live.add(s);
              }
            });
    return live;
  }

  private static boolean isAlive(Span span) {
    return SpanWord.state(span.acquire()) == SpanWord.MANUAL;
  }

  @Test
  void frees_acrossTheEndOfACycle_areNeverStranded() {
    lab = StackLab.plain();
    int rounds = 2_500;
    CyclicBarrier barrier = new CyclicBarrier(2);
    M freer = lab.onSystem(0);
    M collector = lab.onSystemWithoutP();
    freer.setPreemptoff("no cache");
    Race.run(
        () -> {
          SplittableRandom random = new SplittableRandom(1);
          for (int i = 0; i < rounds; i++) {
            long large = lab.stacks.stackalloc(freer, 32768);
            long small = lab.stacks.stackalloc(freer, 16384);
            barrier.await();
            spin(random.nextInt(200));
            lab.stacks.stackfree(freer, large, 32768);
            lab.stacks.stackfree(freer, small, 16384);
            barrier.await();
            StackOracle.checkEmpty(lab.stacks);
          }
        },
        () -> {
          SplittableRandom random = new SplittableRandom(2);
          for (int i = 0; i < rounds; i++) {
            lab.gate.startMark();
            lab.gate.startTermination();
            barrier.await();
            spin(random.nextInt(200));
            lab.gate.finish();
            lab.stacks.freeStackSpans(collector);
            barrier.await();
          }
        });
  }

  private static void spin(int times) {
    for (int i = 0; i < times; i++) {
      Thread.onSpinWait();
    }
  }
}
