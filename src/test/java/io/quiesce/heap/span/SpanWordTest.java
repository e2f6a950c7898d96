package io.quiesce.heap.span;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quiesce.heap.Race;
import io.quiesce.heap.memory.HeapAddress;
import java.util.concurrent.atomic.AtomicInteger;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The transitions of the span word, legal and refused, and the one winner of each. */
@Timeout(20)
final class SpanWordTest {
  private final Span span = new Span(HeapAddress.BASE, 4, Span.NO_CLASS, true);

  private void assertRefused(Class<? extends Exception> error, ThrowingCallable call) {
    long before = span.acquire();
    int elemSize = span.elemSize();
    assertThatThrownBy(call).isInstanceOf(error);
    assertThat(span.acquire()).isEqualTo(before);
    assertThat(span.elemSize()).isEqualTo(elemSize);
  }

  @ParameterizedTest
  @EnumSource
  void publish_anyType_isLiveWithItsPurposeAndNothingInUse(SpanAllocType type) {
    span.publish(type);

    long word = span.acquire();
    assertThat(SpanWord.state(word)).isEqualTo(type.manual() ? SpanWord.MANUAL : SpanWord.IN_USE);
    assertThat(SpanWord.purpose(word)).isEqualTo(type);
    assertThat(SpanWord.allocCount(word)).isZero();
    assertThat(SpanWord.pieces(word)).isZero();
  }

  @Test
  void publish_twice_isAnError() {
    span.publish(SpanAllocType.STACK);

    assertRefused(SpanStateException.class, () -> span.publish(SpanAllocType.WORK_BUF));
  }

  @Test
  void tryRetire_unpublished_isAnError() {
    assertRefused(SpanStateException.class, () -> span.tryRetire(span.acquire()));
  }

  @Nested
  final class Objects {
    @Test
    void tryCount_upToTheLargest_isReadBack() {
      span.publish(SpanAllocType.HEAP);

      assertThat(span.tryCount(span.acquire(), SpanWord.MAX_COUNT)).isTrue();

      assertThat(SpanWord.allocCount(span.acquire())).isEqualTo(SpanWord.MAX_COUNT);
      assertThat(SpanWord.purpose(span.acquire())).isEqualTo(SpanAllocType.HEAP);
      assertThat(SpanWord.incarnation(span.acquire())).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, SpanWord.MAX_COUNT + 1})
    void tryCount_thatDoesNotFit_isAnError(int count) {
      span.publish(SpanAllocType.HEAP);

      assertRefused(SpanStateException.class, () -> span.tryCount(span.acquire(), count));
    }

    @Test
    void tryRetire_inUse_isAnError() {
      span.publish(SpanAllocType.HEAP);
      assertThat(span.tryCount(span.acquire(), 1)).isTrue();

      assertRefused(SpanStateException.class, () -> span.tryRetire(span.acquire()));
    }

    @Test
    void tryRetire_unused_endsTheLifeAndKeepsThePurpose() {
      span.publish(SpanAllocType.WORK_BUF);

      assertThat(span.tryRetire(span.acquire())).isTrue();

      long word = span.acquire();
      assertThat(SpanWord.state(word)).isEqualTo(SpanWord.DEAD);
      assertThat(SpanWord.purpose(word)).isEqualTo(SpanAllocType.WORK_BUF);
      assertThat(SpanWord.incarnation(word)).isEqualTo(1);
      assertRefused(SpanStateException.class, () -> span.tryRetire(word));
      assertRefused(SpanStateException.class, () -> span.tryCount(word, 1));
    }

    @Test
    void publish_retired_isAnotherLifeInWhichOldWordsLose() {
      span.publish(SpanAllocType.WORK_BUF);
      long stale = span.acquire();
      assertThat(span.tryRetire(stale)).isTrue();

      span.publish(SpanAllocType.WORK_BUF);

      assertThat(SpanWord.state(span.acquire())).isEqualTo(SpanWord.MANUAL);
      assertThat(SpanWord.incarnation(span.acquire())).isEqualTo(1);
      assertThat(span.tryRetire(stale)).isFalse();
      assertThat(span.tryRetire(span.acquire())).isTrue();
      assertThat(SpanWord.incarnation(span.acquire())).isEqualTo(2);
    }

    @Test
    void tryRetire_staleWord_failsWithoutEffect() {
      span.publish(SpanAllocType.HEAP);
      long stale = span.acquire();
      assertThat(span.tryCount(stale, 1)).isTrue();

      assertThat(span.tryRetire(stale)).isFalse();

      assertThat(SpanWord.allocCount(span.acquire())).isEqualTo(1);
    }
  }

  @Nested
  final class Pieces {
    @ParameterizedTest
    @ValueSource(ints = {2048, 4096, 8192, 16384})
    void carve_anyStackSize_takesTheHighestPiece(int bytes) {
      span.publish(SpanAllocType.STACK);

      int pieces = 32768 / bytes;
      assertThat(span.carve(bytes)).isEqualTo(pieces - 1);

      long word = span.acquire();
      assertThat(SpanWord.pieces(word)).isEqualTo(pieces);
      assertThat(SpanWord.allocCount(word)).isEqualTo(1);
      assertThat(SpanWord.highestFree(word)).isEqualTo(pieces - 2);
      assertThat(span.elemSize()).isEqualTo(bytes);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -2048, 1024, 32768, 3000, 10922})
    void carve_illegalSize_isAnError(int bytes) {
      span.publish(SpanAllocType.STACK);

      assertRefused(IllegalArgumentException.class, () -> span.carve(bytes));
    }

    @Test
    void carve_twice_isAnErrorAndKeepsTheFirstSize() {
      span.publish(SpanAllocType.STACK);
      span.carve(2048);

      assertRefused(SpanStateException.class, () -> span.carve(4096));
    }

    @Test
    void carve_heapSpan_isAnError() {
      span.publish(SpanAllocType.HEAP);

      assertRefused(SpanStateException.class, () -> span.carve(2048));
    }

    @Test
    void tryTakeHighest_untilFull_goesDownTheAddressesThenIsAnError() {
      span.publish(SpanAllocType.STACK);
      span.carve(4096);
      for (int piece = 6; piece >= 0; piece--) {
        assertThat(SpanWord.highestFree(span.acquire())).isEqualTo(piece);
        assertThat(span.tryTakeHighest(span.acquire())).isTrue();
      }

      assertThat(SpanWord.allocCount(span.acquire())).isEqualTo(8);
      assertThat(SpanWord.highestFree(span.acquire())).isEqualTo(-1);
      assertRefused(SpanStateException.class, () -> span.tryTakeHighest(span.acquire()));
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 6, 8, 31})
    void tryPut_pieceThatIsNotInUse_isAnError(int piece) {
      span.publish(SpanAllocType.STACK);
      span.carve(4096);

      assertRefused(SpanStateException.class, () -> span.tryPut(span.acquire(), piece));
    }

    @Test
    void tryPut_lastPiece_makesTheSpanRetirable() {
      span.publish(SpanAllocType.STACK);
      int piece = span.carve(16384);
      assertRefused(SpanStateException.class, () -> span.tryRetire(span.acquire()));

      assertThat(span.tryPut(span.acquire(), piece)).isTrue();

      assertThat(SpanWord.allocCount(span.acquire())).isZero();
      assertThat(span.tryRetire(span.acquire())).isTrue();
      assertRefused(SpanStateException.class, () -> span.tryTakeHighest(span.acquire()));
    }

    @Test
    void tryCount_carvedSpan_isAnError() {
      span.publish(SpanAllocType.STACK);
      span.carve(2048);

      assertRefused(SpanStateException.class, () -> span.tryCount(span.acquire(), 0));
    }
  }

  @Test
  void describe_namesStateAndUse() {
    assertThat(SpanWord.describe(span.peek())).isEqualTo("span never published");
    span.publish(SpanAllocType.STACK);
    span.carve(2048);
    assertThat(SpanWord.describe(span.peek())).isEqualTo("manual STACK span, 1 of 16 in use");
    assertThat(span.toString())
        .isEqualTo("span 0xc000000000 (4 pages, manual STACK span, 1 of 16 in use)");
  }

  @Test
  void takersAndPutters_ofOneSpan_neverShareAPieceAndOneRetires() {
    span.publish(SpanAllocType.STACK);
    int first = span.carve(16384);
    int[] users = new int[2];
    AtomicInteger retired = new AtomicInteger();
    Race.Body user =
        () -> {
          for (int i = 0; i < 40_000; i++) {
            takeUseAndPut(users);
          }
        };
    assertThat(span.tryPut(span.acquire(), first)).isTrue();
    Race.run(user, user, user);
    Race.Body retirer =
        () -> {
          long seen = span.acquire();
          if (SpanWord.state(seen) != SpanWord.DEAD && span.tryRetire(seen)) {
            retired.incrementAndGet();
          }
        };
    Race.run(retirer, retirer);

    assertThat(users).containsOnly(0);
    assertThat(retired).hasValue(1);
  }

  /** Plain counts: a piece with two users, or handed on without order, leaves them wrong. */
  private void takeUseAndPut(int[] users) {
    long seen = span.acquire();
    int piece = SpanWord.highestFree(seen);
    if (piece < 0 || !span.tryTakeHighest(seen)) {
      return;
    }
    assertThat(++users[piece]).isEqualTo(1);
    users[piece]--;
    do {
      seen = span.acquire();
    } while (!span.tryPut(seen, piece));
  }
}
