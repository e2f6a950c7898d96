package io.quiesce.heap;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quiesce.heap.memory.HeapAddress;
import io.quiesce.heap.span.Span;
import io.quiesce.heap.span.SpanAllocType;
import io.quiesce.heap.span.SpanStateException;
import io.quiesce.oracle.HeapOracle;
import io.quiesce.phase.ExecutionContext;
import io.quiesce.phase.PhaseException;
import io.quiesce.phase.PhaseGate;
import io.quiesce.phase.SystemStackException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Wrong requests and requests that cannot be met: named, and without any effect. */
final class PageHeapErrorsTest {
  private final PhaseGate gate = new PhaseGate(1);
  private final PageHeap heap = new PageHeap(HeapConfig.tiny(1), gate);
  private final TestContext ctx = TestContext.withoutP();
  private Span stack;
  private Span objects;

  @BeforeEach
  void twoSpans() {
    stack = heap.allocManual(ctx, 4, SpanAllocType.STACK);
    objects = heap.alloc(ctx, 2, 9);
  }

  @AfterEach
  void oracle() {
    HeapOracle.check(heap);
  }

  private void refused(Class<? extends Exception> error, String message, ThrowingCallable call) {
    HeapState before = HeapState.of(heap);
    assertThatThrownBy(call).isInstanceOf(error).hasMessageContaining(message);
    assertThat(HeapState.of(heap)).isEqualTo(before);
  }

  @Test
  void allocManual_heapPurpose_isAnError() {
    refused(
        PurposeException.class,
        "allocManual for HEAP",
        () -> heap.allocManual(ctx, 1, SpanAllocType.HEAP));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, Integer.MIN_VALUE, 513, Integer.MAX_VALUE})
  void alloc_impossibleSize_isAnError(int npages) {
    refused(SpanSizeException.class, npages + " pages", () -> heap.alloc(ctx, npages, 0));
    refused(
        SpanSizeException.class,
        npages + " pages",
        () -> heap.allocManual(ctx, npages, SpanAllocType.STACK));
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 136})
  void alloc_unknownSpanClass_isAnError(int spanClass) {
    refused(
        IllegalArgumentException.class,
        "span class " + spanClass,
        () -> heap.alloc(ctx, 1, spanClass));
  }

  @Test
  void freeManual_twice_isAnError() {
    heap.freeManual(ctx, stack, SpanAllocType.STACK);

    refused(
        SpanStateException.class,
        "freed twice",
        () -> heap.freeManual(ctx, stack, SpanAllocType.STACK));
  }

  @Test
  void freeManual_twice_withTheNextSpanOnItsPages_isAnErrorAndLeavesThatAlone() {
    heap.freeManual(ctx, stack, SpanAllocType.STACK);
    Span next = heap.allocManual(ctx, 4, SpanAllocType.STACK);
    assertThat(next.base()).isEqualTo(stack.base());

    refused(
        SpanStateException.class,
        "freed twice",
        () -> heap.freeManual(ctx, stack, SpanAllocType.STACK));
    assertThat(heap.spanOf(next.base())).isSameAs(next);
  }

  @ParameterizedTest
  @EnumSource(
      value = SpanAllocType.class,
      names = {"PTR_SCALAR_BITS", "WORK_BUF"})
  void freeManual_forAnotherPurpose_isAnError(SpanAllocType type) {
    refused(PurposeException.class, "allocated for STACK", () -> heap.freeManual(ctx, stack, type));
    refused(
        PurposeException.class, "allocated for STACK", () -> heap.tryFreeIdle(ctx, stack, type));
  }

  @Test
  void freeManual_heapPurpose_isAnError() {
    refused(
        PurposeException.class,
        "freeManual for HEAP",
        () -> heap.freeManual(ctx, objects, SpanAllocType.HEAP));
    refused(
        PurposeException.class,
        "tryFreeIdle for HEAP",
        () -> heap.tryFreeIdle(ctx, objects, SpanAllocType.HEAP));
  }

  @Test
  void freeManual_heapSpanAsStack_isAnError() {
    refused(
        PurposeException.class,
        "allocated for HEAP",
        () -> heap.freeManual(ctx, objects, SpanAllocType.STACK));
  }

  @Test
  void freeSpan_manualSpan_isAnError() {
    refused(PurposeException.class, "allocated for STACK", () -> heap.freeSpan(ctx, stack));
  }

  @Test
  void freeManual_carvedSpanInUse_isAnErrorWithTheCount() {
    stack.carve(2048);

    refused(
        SpanStateException.class,
        "1 of 16 in use",
        () -> heap.freeManual(ctx, stack, SpanAllocType.STACK));
  }

  @Test
  void freeSpan_withObjects_isAnErrorWithTheCount() {
    assertThat(objects.tryCount(objects.acquire(), 3)).isTrue();

    refused(SpanStateException.class, "3 in use", () -> heap.freeSpan(ctx, objects));
  }

  @Test
  void freeManual_spanOfAnotherHeap_isAnErrorInBoth() {
    PageHeap other = new PageHeap(HeapConfig.tiny(1), new PhaseGate(1));
    Span foreign = other.allocManual(ctx, 4, SpanAllocType.STACK);
    HeapState otherBefore = HeapState.of(other);

    refused(
        SpanStateException.class,
        "not a span of this heap",
        () -> heap.freeManual(ctx, foreign, SpanAllocType.STACK));

    assertThat(HeapState.of(other)).isEqualTo(otherBefore);
  }

  @Test
  void freeManual_spanThatNobodyAllocated_isAnError() {
    Span forged = new Span(HeapAddress.of(100), 4, Span.NO_CLASS, false);
    Span outside = new Span(0, 4, Span.NO_CLASS, false);
    refused(
        SpanStateException.class,
        "never published",
        () -> heap.freeManual(ctx, forged, SpanAllocType.STACK));
    outside.publish(SpanAllocType.STACK);
    refused(
        SpanStateException.class,
        "not a span of this heap",
        () -> heap.freeManual(ctx, outside, SpanAllocType.STACK));
  }

  @Test
  void operations_onAUserStack_areErrors() {
    ExecutionContext user = TestContext.withoutP();
    user.leaveSystemStack();
    Class<SystemStackException> error = SystemStackException.class;

    refused(error, "alloc ", () -> heap.alloc(user, 1, 0));
    refused(error, "allocManual", () -> heap.allocManual(user, 1, SpanAllocType.STACK));
    refused(error, "freeManual", () -> heap.freeManual(user, stack, SpanAllocType.STACK));
    refused(error, "freeManual", () -> heap.tryFreeManual(user, stack, SpanAllocType.STACK));
    refused(error, "tryFreeIdle", () -> heap.tryFreeIdle(user, stack, SpanAllocType.STACK));
    refused(error, "freeSpan", () -> heap.freeSpan(user, objects));
    refused(error, "scavenge", () -> heap.scavenge(user, 1));
    refused(error, "flushPageCache", () -> heap.flushPageCache(user, 0));
    refused(error, "growAt", () -> heap.placement().growAt(user, HeapAddress.BASE, 0));
    refused(
        error,
        "allocAt",
        () -> heap.placement().allocAt(user, HeapAddress.BASE, 1, SpanAllocType.STACK, -1));
    refused(error, "scavengeAt", () -> heap.placement().scavengeAt(user, HeapAddress.BASE, 1));
  }

  @Test
  void operations_byAPThatTheHeapDoesNotHave_areErrors() {
    TestContext p1 = new TestContext(1);
    refused(
        IllegalArgumentException.class, "P 1", () -> heap.allocManual(p1, 1, SpanAllocType.STACK));
    refused(IllegalArgumentException.class, "P 1", () -> heap.flushPageCache(ctx, 1));
  }

  @Nested
  final class WhileMarking {
    @BeforeEach
    void mark() {
      gate.startMark();
    }

    @Test
    void freeManual_isAnErrorThatNamesThePhase() {
      refused(
          PhaseException.class,
          "needs phase OFF",
          () -> heap.freeManual(ctx, stack, SpanAllocType.STACK));
      gate.startTermination();
      refused(PhaseException.class, "MARK_TERMINATION", () -> heap.freeSpan(ctx, objects));
    }

    @Test
    void tryFrees_refuseWithoutEffect() {
      HeapState before = HeapState.of(heap);

      assertThat(heap.tryFreeManual(ctx, stack, SpanAllocType.STACK)).isFalse();
      assertThat(heap.tryFreeIdle(ctx, stack, SpanAllocType.STACK)).isEqualTo(FreeOutcome.CLOSED);

      assertThat(HeapState.of(heap)).isEqualTo(before);
      gate.startTermination();
      gate.finish();
      assertThat(heap.tryFreeManual(ctx, stack, SpanAllocType.STACK)).isTrue();
    }

    @Test
    void ptrScalarBits_maybeFreed() {
      Span bits = heap.allocManual(ctx, 3, SpanAllocType.PTR_SCALAR_BITS);

      heap.freeManual(ctx, bits, SpanAllocType.PTR_SCALAR_BITS);

      assertThat(heap.snapshot().inPtrScalarBits()).isZero();
      refused(
          SpanStateException.class,
          "freed twice",
          () -> heap.freeManual(ctx, bits, SpanAllocType.PTR_SCALAR_BITS));
    }

    @Test
    void stackDisguisedAsPtrScalarBits_isNotFreed() {
      refused(
          PurposeException.class,
          "allocated for STACK",
          () -> heap.freeManual(ctx, stack, SpanAllocType.PTR_SCALAR_BITS));
    }
  }

  @Nested
  final class Exhausted {
    @ParameterizedTest
    @ValueSource(ints = {ExecutionContext.NO_P, 0})
    void alloc_noRunLeft_isNullAndChangesNothing(int pid) {
      TestContext who = new TestContext(pid);
      Span rest = heap.allocManual(ctx, 500, SpanAllocType.WORK_BUF);
      HeapState before = HeapState.of(heap);

      assertThat(heap.alloc(who, 7, 0)).isNull();
      assertThat(heap.allocManual(who, 16, SpanAllocType.STACK)).isNull();
      assertThat(heap.allocManual(who, 512, SpanAllocType.STACK)).isNull();

      assertThat(HeapState.of(heap)).isEqualTo(before);
      assertThat(heap.alloc(who, 6, 0).needzero()).as("Z4: no failure raised the mark").isFalse();
      heap.freeManual(ctx, rest, SpanAllocType.WORK_BUF);
      assertThat(heap.allocManual(who, 16, SpanAllocType.STACK)).isNotNull();
    }
  }
}
