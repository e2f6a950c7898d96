package io.quiesce.heap;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiesce.heap.memory.HeapAddress;
import io.quiesce.heap.memory.MemoryMode;
import io.quiesce.heap.span.Span;
import io.quiesce.heap.span.SpanAllocType;
import io.quiesce.heap.span.SpanStateException;
import io.quiesce.heap.span.SpanWord;
import io.quiesce.heap.stats.HeapSnapshot;
import io.quiesce.oracle.HeapOracle;
import io.quiesce.oracle.ShadowOwners;
import io.quiesce.phase.GcPhase;
import io.quiesce.phase.PhaseGate;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Several threads at once, with oracles at every step and at the end. */
@Timeout(60)
final class PageHeapRaceTest {
  private static final long CHUNK = HeapAddress.CHUNK_BYTES;

  private final PhaseGate gate = new PhaseGate(3);
  private PageHeap heap = newHeap(MemoryMode.POISON, 4);

  private PageHeap newHeap(MemoryMode mode, int chunks) {
    return new PageHeap(
        HeapConfig.of(chunks * CHUNK, 3).withArenaPages(512).withMemory(mode), gate);
  }

  @AfterEach
  void oracle() {
    HeapOracle.check(heap);
  }

  /** One thread's random life: it owns some spans, hands some to others, and frees what it has. */
  private final class Worker {
    private final TestContext ctx;
    private final long id;
    private final SplittableRandom random;
    private final ShadowOwners owners;
    private final ConcurrentLinkedQueue<Span> handedOver;
    private final List<Span> mine = new ArrayList<>();
    private int freed;

    Worker(int pid, ShadowOwners owners, ConcurrentLinkedQueue<Span> handedOver) {
      ctx = new TestContext(pid);
      id = pid + 2L;
      random = new SplittableRandom(id);
      this.owners = owners;
      this.handedOver = handedOver;
    }

    void live(int operations) {
      for (int i = 0; i < operations; i++) {
        switch (random.nextInt(10)) {
          case 0 -> handOver();
          case 1 -> takeOver();
          case 2 -> heap.scavenge(ctx, HeapAddress.bytes(random.nextInt(20)));
          case 3, 4, 5, 6 -> free();
          default -> alloc();
        }
      }
      while (!mine.isEmpty()) {
        free();
      }
    }

    private void alloc() {
      SpanAllocType type = SpanAllocType.of(random.nextInt(4));
      int npages = random.nextInt(8) == 0 ? random.nextInt(1, 90) : random.nextInt(1, 18);
      Span s =
          type.manual() ? heap.allocManual(ctx, npages, type) : heap.alloc(ctx, npages, npages);
      if (s == null) {
        free();
        return;
      }
      owners.claim(s.base(), s.bytes(), id);
      assertThat(s.npages()).isEqualTo(npages);
      assertThat(heap.spanOf(s.limit() - 1)).isSameAs(s);
      heap.memory().putLong(s.base(), s.base());
      heap.memory().putLong(s.limit() - 8, id);
      mine.add(s);
    }

    private void free() {
      if (mine.isEmpty()) {
        return;
      }
      int i = random.nextInt(mine.size());
      Span s = mine.get(i);
      assertThat(heap.memory().getLong(s.base())).isEqualTo(s.base());
      if (!gate.tryEnterOff(ctx)) {
        Race.pause();
        return;
      }
      try {
        owners.release(s.base(), s.bytes(), id);
        kill(s);
        assertThat(gate.phaseVolatile()).as("H4: freed outside OFF").isEqualTo(GcPhase.OFF);
      } finally {
        gate.exit(ctx);
      }
      mine.remove(i);
      freed++;
    }

    private void kill(Span s) {
      SpanAllocType type = SpanWord.purpose(s.acquire());
      if (type.manual()) {
        heap.freeManual(ctx, s, type);
      } else {
        heap.freeSpan(ctx, s);
      }
    }

    private void handOver() {
      if (!mine.isEmpty()) {
        Span s = mine.remove(random.nextInt(mine.size()));
        owners.release(s.base(), s.bytes(), id);
        handedOver.add(s);
      }
    }

    private void takeOver() {
      Span s = handedOver.poll();
      if (s != null) {
        owners.claim(s.base(), s.bytes(), id);
        mine.add(s);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(
      value = MemoryMode.class,
      names = {"POISON", "FAULT_ON_FREE"})
  void workersWithPhasesAndReaders_keepEveryInvariant(MemoryMode mode) {
    heap = newHeap(mode, 4);
    ShadowOwners owners =
        new ShadowOwners(HeapAddress.BASE, heap.config().maxBytes(), HeapAddress.PAGE_BYTES);
    ConcurrentLinkedQueue<Span> handedOver = new ConcurrentLinkedQueue<>();
    AtomicInteger running = new AtomicInteger(3);
    AtomicInteger cuts = new AtomicInteger();
    List<Worker> workers = new ArrayList<>();
    List<Race.Body> bodies = new ArrayList<>();
    for (int pid = -1; pid < 2; pid++) {
      Worker worker = new Worker(pid, owners, handedOver);
      workers.add(worker);
      bodies.add(
          () -> {
            try {
              worker.live(3_000);
            } finally {
              running.decrementAndGet();
            }
          });
    }
    bodies.add(() -> cyclesAndCuts(running, cuts));
    Race.run(bodies.toArray(Race.Body[]::new));

    Worker last = workers.get(0);
    while (!handedOver.isEmpty()) {
      last.takeOver();
      last.free();
    }
    assertThat(owners.owned()).isZero();
    assertThat(workers).allMatch(w -> w.freed > 100);
    assertThat(cuts).hasPositiveValue();
    assertThat(heap.snapshot().heapIdle()).isEqualTo(heap.snapshot().mapped());
  }

  private void cyclesAndCuts(AtomicInteger running, AtomicInteger cuts) {
    while (running.get() > 0) {
      gate.startMark();
      HeapSnapshot marking = heap.snapshot();
      assertThat(marking.mapped()).isLessThanOrEqualTo(heap.config().maxBytes());
      gate.startTermination();
      gate.finish();
      for (int i = 0; i < 20; i++) {
        heap.snapshot();
        cuts.incrementAndGet();
      }
      Race.pause();
    }
  }

  @Test
  void twoFreersOfOneSpan_exactlyOneWins() {
    for (int round = 0; round < 300; round++) {
      Span s = heap.allocManual(TestContext.withoutP(), 4, SpanAllocType.STACK);
      AtomicInteger wins = new AtomicInteger();
      AtomicInteger refusals = new AtomicInteger();
      Race.run(() -> freeOnce(0, s, wins, refusals), () -> freeOnce(1, s, wins, refusals));

      assertThat(wins).hasValue(1);
      assertThat(refusals).hasValue(1);
    }
  }

  private void freeOnce(int pid, Span s, AtomicInteger wins, AtomicInteger refusals) {
    try {
      heap.freeManual(new TestContext(pid), s, SpanAllocType.STACK);
      wins.incrementAndGet();
    } catch (SpanStateException e) {
      refusals.incrementAndGet();
    }
  }

  @Test
  void lastPage_cycledByTwoThreads_isNeverSharedNorLost() {
    heap = newHeap(MemoryMode.NONE, 1);
    TestContext ctx = TestContext.withoutP();
    heap.allocManual(ctx, 511, SpanAllocType.WORK_BUF);
    AtomicBoolean taken = new AtomicBoolean();
    Race.Body body =
        () -> {
          TestContext mine = TestContext.withoutP();
          for (int i = 0; i < 4_000; i++) {
            Span s = heap.allocManual(mine, 1, SpanAllocType.STACK);
            if (s != null) {
              assertThat(taken.getAndSet(true)).as("one page, two owners").isFalse();
              taken.set(false);
              heap.freeManual(mine, s, SpanAllocType.STACK);
            }
          }
        };
    Race.run(body, body);

    assertThat(heap.allocManual(ctx, 1, SpanAllocType.STACK)).isNotNull();
  }

  @Test
  void snapshots_whileSpansOfAllTypesComeAndGo_holdEveryIdentity() {
    heap = newHeap(MemoryMode.NONE, 1);
    AtomicBoolean done = new AtomicBoolean();
    Race.Body[] bodies = new Race.Body[3];
    for (int pid = -1; pid < 1; pid++) {
      TestContext ctx = new TestContext(pid);
      bodies[pid + 1] =
          () -> {
            for (int i = 0; i < 6_000; i++) {
              SpanAllocType type = SpanAllocType.of(1 + i % 3);
              Span s = heap.allocManual(ctx, 200, type);
              if (s != null) {
                heap.freeManual(ctx, s, type);
              }
              heap.scavenge(ctx, HeapAddress.bytes(i % 50));
            }
            done.set(true);
          };
    }
    bodies[2] =
        () -> {
          do {
            HeapSnapshot cut = heap.snapshot();
            assertThat(cut.mapped()).isIn(0L, CHUNK);
            assertThat(cut.stacksInuse() + cut.gcSys()).isLessThanOrEqualTo(CHUNK);
          } while (!done.get());
        };
    Race.run(bodies);
  }
}
