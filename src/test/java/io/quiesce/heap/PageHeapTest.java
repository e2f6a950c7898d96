package io.quiesce.heap;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiesce.heap.memory.HeapAddress;
import io.quiesce.heap.memory.MemoryMode;
import io.quiesce.heap.span.Span;
import io.quiesce.heap.span.SpanAllocType;
import io.quiesce.heap.span.SpanWord;
import io.quiesce.heap.stats.HeapSnapshot;
import io.quiesce.oracle.HeapOracle;
import io.quiesce.phase.PhaseGate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Births and deaths of spans by one thread: addresses, figures, lookups, zeroing. */
final class PageHeapTest {
  private static final long PAGE = HeapAddress.PAGE_BYTES;
  private static final long CHUNK = HeapAddress.CHUNK_BYTES;

  private final PageHeap heap =
      new PageHeap(
          HeapConfig.of(4 * CHUNK, 2).withArenaPages(1024).withMemory(MemoryMode.POISON),
          new PhaseGate(2));
  private final TestContext noP = TestContext.withoutP();
  private final TestContext p0 = new TestContext(0);

  @AfterEach
  void oracle() {
    HeapOracle.check(heap);
  }

  private Span make(SpanAllocType type, int npages) {
    return type.manual() ? heap.allocManual(noP, npages, type) : heap.alloc(noP, npages, 5);
  }

  private void free(Span s) {
    SpanAllocType type = SpanWord.purpose(s.acquire());
    if (type.manual()) {
      heap.freeManual(noP, s, type);
    } else {
      heap.freeSpan(noP, s);
    }
  }

  @ParameterizedTest
  @EnumSource
  void span_ofAnyType_bornAndFreed_movesExactlyItsFigures(SpanAllocType type) {
    Span s = make(type, 3);
    HeapSnapshot alive = heap.snapshot();

    assertThat(alive.in(type)).isEqualTo(3 * PAGE);
    assertThat(alive.mapped()).isEqualTo(CHUNK);
    assertThat(alive.heapReleased()).isEqualTo(CHUNK - 3 * PAGE);
    assertThat(alive.heapSys()).isEqualTo(type.manual() ? CHUNK - 3 * PAGE : CHUNK);
    assertThat(heap.spans().isInUse(0)).isEqualTo(!type.manual());

    free(s);
    assertThat(heap.snapshot()).isEqualTo(new HeapSnapshot(CHUNK, CHUNK - 3 * PAGE, 0, 0, 0, 0));
    assertThat(heap.spans().isInUse(0)).isFalse();
  }

  @Test
  void allocManual_onPagesOfARelinquishedSpan_isTheSameObjectInItsNextLife() {
    Span first = heap.allocManual(noP, 3, SpanAllocType.STACK);
    boolean fresh = !first.needzero();
    first.setLink(7);
    assertThat(heap.tryRelinquish(noP, first, SpanAllocType.STACK)).isTrue();

    Span second = heap.allocManual(noP, 3, SpanAllocType.WORK_BUF);

    assertThat(second).isSameAs(first);
    assertThat(fresh).isTrue();
    assertThat(second.needzero()).isTrue();
    assertThat(second.link()).isZero();
    assertThat(SpanWord.purpose(second.acquire())).isEqualTo(SpanAllocType.WORK_BUF);
    assertThat(heap.spanOf(second.limit() - 1)).isSameAs(second);
  }

  @Test
  void allocManual_samePagesAfterAnotherSpanOnSomeOfThem_isFoundFromEachPage() {
    Span first = heap.allocManual(noP, 4, SpanAllocType.STACK);
    heap.tryRelinquish(noP, first, SpanAllocType.STACK);
    Span low = heap.allocManual(noP, 2, SpanAllocType.STACK);
    Span high = heap.allocManual(noP, 2, SpanAllocType.STACK);
    List.of(low, high).forEach(this::free);

    Span again = heap.allocManual(noP, 4, SpanAllocType.STACK);

    assertThat(again.base()).isEqualTo(first.base());
    assertThat(heap.spanOf(again.base() + PAGE)).isSameAs(again);
    assertThat(heap.spanOf(again.limit() - 1)).isSameAs(again);
  }

  @Test
  void alloc_onPagesOfASpanThatIsUnlike_isAnotherObject() {
    Span freed = heap.allocManual(noP, 4, SpanAllocType.STACK);
    free(freed);
    Span carved = heap.allocManual(noP, 4, SpanAllocType.STACK);
    carved.carve(16384);
    assertThat(carved.tryPut(carved.acquire(), 1)).isTrue();
    heap.tryRelinquish(noP, carved, SpanAllocType.STACK);
    Span manual = heap.allocManual(noP, 4, SpanAllocType.STACK);
    heap.tryRelinquish(noP, manual, SpanAllocType.STACK);
    Span objects = heap.alloc(noP, 4, 5);
    free(objects);
    Span longer = heap.allocManual(noP, 5, SpanAllocType.STACK);

    assertThat(List.of(freed, carved, manual, objects, longer)).doesNotHaveDuplicates();
    assertThat(longer.base()).isEqualTo(freed.base());
  }

  @Test
  void span_afterBirth_hasItsValuesAndIsFoundFromEachPage() {
    Span s = heap.alloc(noP, 2, 17);

    assertThat(s.base()).isEqualTo(HeapAddress.BASE);
    assertThat(s.npages()).isEqualTo(2);
    assertThat(s.spanClass()).isEqualTo(17);
    assertThat(s.limit()).isEqualTo(s.base() + 2 * PAGE);
    assertThat(heap.spanOf(s.base())).isSameAs(s);
    assertThat(heap.spanOf(s.limit() - 1)).isSameAs(s);
    assertThat(heap.spanOf(s.limit())).isNull();
    assertThat(heap.spanOf(0)).isNull();
    assertThat(heap.spanOf(Long.MAX_VALUE)).isNull();
  }

  @Test
  void spanOf_freedSpan_isNull() {
    Span s = make(SpanAllocType.STACK, 4);
    free(s);

    assertThat(heap.spanOf(s.base())).isNull();
    assertThat(SpanWord.state(s.acquire())).isEqualTo(SpanWord.DEAD);
  }

  @Test
  void manualSpan_hasNoClass() {
    assertThat(make(SpanAllocType.WORK_BUF, 1).spanClass()).isEqualTo(Span.NO_CLASS);
  }

  @Test
  void needzero_firstUseThenReuse_isFalseThenTrue() {
    Span fresh = make(SpanAllocType.WORK_BUF, 4);
    assertThat(fresh.needzero()).isFalse();
    assertThat(heap.memory().mismatch(fresh.base(), fresh.bytes(), (byte) 0)).isEqualTo(-1);
    free(fresh);
    assertThat(fresh.needzero()).as("Z2: a manual free leaves garbage").isTrue();

    Span again = make(SpanAllocType.HEAP, 6);

    assertThat(again.base()).isEqualTo(fresh.base());
    assertThat(again.needzero()).isTrue();
  }

  @Test
  void withoutP_addresses_areFirstFit() {
    Span a = make(SpanAllocType.STACK, 2);
    Span b = make(SpanAllocType.STACK, 3);
    Span c = make(SpanAllocType.STACK, 1);
    free(a);
    free(b);

    assertThat(make(SpanAllocType.HEAP, 4).base()).isEqualTo(a.base());
    assertThat(make(SpanAllocType.HEAP, 1).base()).isEqualTo(a.base() + 4 * PAGE);
    assertThat(make(SpanAllocType.HEAP, 1).base()).isEqualTo(c.limit());
  }

  @Test
  void growth_isByWholeChunks() {
    Span big = make(SpanAllocType.STACK, 513);

    assertThat(heap.snapshot().mapped()).isEqualTo(2 * CHUNK);
    assertThat(heap.spanOf(big.limit() - 1)).isSameAs(big);
    make(SpanAllocType.STACK, 511);
    assertThat(heap.snapshot().mapped()).isEqualTo(2 * CHUNK);
  }

  @Nested
  final class WithAP {
    @ParameterizedTest
    @ValueSource(ints = {1, 4, 15, 16, 64})
    void freedRun_comesBackToTheSamePWithoutTouchingTheBitmap(int npages) {
      heap.allocManual(p0, 15, SpanAllocType.WORK_BUF);
      Span s = heap.allocManual(p0, npages, SpanAllocType.STACK);
      HeapState before = HeapState.of(heap);
      heap.freeManual(p0, s, SpanAllocType.STACK);
      assertThat(HeapState.of(heap).free()).isEqualTo(before.free());

      Span again = heap.allocManual(p0, npages, SpanAllocType.STACK);

      assertThat(again.base()).isEqualTo(s.base());
      assertThat(again.needzero()).isTrue();
      assertThat(HeapState.of(heap).free()).isEqualTo(before.free());
    }

    @Test
    void cachedPages_areIdleAndComeBackWithTheFlush() {
      Span grown = heap.allocManual(p0, 1, SpanAllocType.STACK);
      Span s = heap.allocManual(p0, 4, SpanAllocType.STACK);
      Span big = heap.allocManual(p0, 40, SpanAllocType.STACK);
      heap.freeManual(p0, s, SpanAllocType.STACK);
      heap.freeManual(p0, big, SpanAllocType.STACK);
      assertThat(heap.snapshot().heapIdle()).isEqualTo(CHUNK - PAGE);
      assertThat(heap.supply().runCache(0).size()).isEqualTo(2);
      assertThat(heap.supply().cache(0).isEmpty()).isFalse();

      heap.flushPageCache(noP, 0);

      assertThat(heap.supply().cache(0).isEmpty()).isTrue();
      assertThat(heap.supply().runCache(0).size()).isZero();
      assertThat(heap.snapshot().heapIdle()).isEqualTo(CHUNK - PAGE);
      assertThat(HeapState.of(heap).free().cardinality()).isEqualTo(511);
      free(grown);
    }

    @Test
    void runCache_givesItsRunsBackBeforeTheHeapGrows() {
      List<Span> spans = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        spans.add(heap.allocManual(p0, 64, SpanAllocType.STACK));
      }
      for (Span s : spans) {
        heap.freeManual(p0, s, SpanAllocType.STACK);
      }

      Span whole = heap.allocManual(p0, 512, SpanAllocType.STACK);

      assertThat(whole.base()).isEqualTo(HeapAddress.BASE);
      assertThat(heap.snapshot().mapped()).isEqualTo(CHUNK);
    }
  }

  @Nested
  final class Scavenging {
    @Test
    void scavenge_releasesIdlePagesOnlyAndTheyComeBackZeroed() {
      Span a = make(SpanAllocType.STACK, 8);
      Span b = make(SpanAllocType.STACK, 8);
      heap.memory().fill(b.base(), b.bytes(), (byte) 1);
      free(b);
      long released = heap.snapshot().heapReleased();

      assertThat(heap.scavenge(noP, 3 * PAGE - 1)).isEqualTo(3 * PAGE);
      assertThat(heap.snapshot().heapReleased()).isEqualTo(released + 3 * PAGE);
      assertThat(heap.scavenge(noP, CHUNK)).isEqualTo(5 * PAGE);
      assertThat(heap.scavenge(noP, CHUNK)).isZero();
      assertThat(heap.snapshot().heapFree()).isZero();

      Span again = make(SpanAllocType.STACK, 8);
      assertThat(again.base()).isEqualTo(b.base());
      assertThat(again.needzero()).as("Z6: reported as dirty though zero").isTrue();
      assertThat(heap.memory().mismatch(again.base(), again.bytes(), (byte) 0)).isEqualTo(-1);
      assertThat(heap.snapshot().heapReleased()).isEqualTo(CHUNK - 16 * PAGE);
      free(a);
    }

    @Test
    void scavenge_ofNothing_doesNothing() {
      make(SpanAllocType.STACK, 1);
      HeapState before = HeapState.of(heap);

      assertThat(heap.scavenge(noP, 0)).isZero();

      assertThat(HeapState.of(heap)).isEqualTo(before);
    }
  }

  @Nested
  final class SharedSpans {
    @Test
    void tryFreeIdle_whileAPieceIsInUse_changesNothing() {
      Span s = make(SpanAllocType.STACK, 4);
      int piece = s.carve(2048);
      HeapState before = HeapState.of(heap);

      assertThat(heap.tryFreeIdle(noP, s, SpanAllocType.STACK)).isEqualTo(FreeOutcome.IN_USE);
      assertThat(HeapState.of(heap)).isEqualTo(before);

      assertThat(s.tryPut(s.acquire(), piece)).isTrue();
      assertThat(heap.tryFreeIdle(noP, s, SpanAllocType.STACK)).isEqualTo(FreeOutcome.FREED);
      assertThat(heap.tryFreeIdle(noP, s, SpanAllocType.STACK)).isEqualTo(FreeOutcome.DEAD);
      assertThat(heap.snapshot().stacksInuse()).isZero();
    }
  }
}
