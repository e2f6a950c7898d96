package io.quiesce.gc.object.span;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quiesce.heap.Race;
import io.quiesce.heap.memory.HeapAddress;
import io.quiesce.heap.span.Span;
import io.quiesce.heap.span.SpanAllocType;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class ObjectSpanTest {
  private static ObjectSpan span(int sizeClass, boolean noscan) {
    int pages = Math.max(2, SizeClasses.pages(sizeClass));
    Span span = new Span(HeapAddress.of(7), pages, SizeClasses.spanClass(sizeClass, noscan), false);
    span.publish(SpanAllocType.HEAP);
    return new ObjectSpan(span, 4);
  }

  private static int allocate(ObjectSpan span) {
    int i = span.take();
    if (i >= 0) {
      span.publish(i);
    }
    return i;
  }

  @Test
  void take_untilFull_eachIndexOnce() {
    ObjectSpan span = span(12, true);
    for (int i = 0; i < span.objects(); i++) {
      assertThat(span.isFull()).isFalse();
      assertThat(span.isAllocated(i)).isFalse();
      assertThat(allocate(span)).isEqualTo(i);
      assertThat(span.isAllocated(i)).isTrue();
    }
    assertThat(span.isFull()).isTrue();
    assertThat(span.take()).isEqualTo(-1);
    assertThat(span.take()).isEqualTo(-1);
  }

  @Test
  void sweep_freesTheUnmarked_andTakeFindsThemAgain() {
    ObjectSpan span = span(2, true);
    for (int i = 0; i < span.objects(); i++) {
      allocate(span);
      if (i % 3 != 0) {
        span.tryMark(i);
      }
    }
    int dead = (span.objects() + 2) / 3;
    assertThat(span.unmarked(0) & 0b1111).isEqualTo(0b1001);
    assertThat(span.needzero()).isFalse();

    assertThat(span.sweep()).isEqualTo(dead);

    assertThat(span.allocCount()).isEqualTo(span.objects() - dead);
    assertThat(span.needzero()).isTrue();
    for (int i = 0; i < span.objects(); i += 3) {
      assertThat(span.isMarked(i + 1 < span.objects() ? i + 1 : i)).isFalse();
      assertThat(allocate(span)).isEqualTo(i);
    }
    assertThat(span.take()).isEqualTo(-1);
  }

  @Test
  void sweep_nothingDead_leavesNeedzero() {
    ObjectSpan span = span(2, true);
    span.tryMark(allocate(span));

    assertThat(span.sweep()).isZero();

    assertThat(span.needzero()).isFalse();
  }

  @Test
  void indexOf_interiorAndTail() {
    ObjectSpan span = span(12, false);
    assertThat(span.indexOf(span.base() + 159)).isZero();
    assertThat(span.indexOf(span.base() + 160)).isEqualTo(1);
    assertThat(span.addressOf(1)).isEqualTo(span.base() + 160);
    assertThat(span.indexOf(span.base() + 8191)).isEqualTo(51).isEqualTo(span.objects());
  }

  @Test
  void large_isOneObject() {
    ObjectSpan span = span(0, false);
    assertThat(span.objects()).isOne();
    assertThat(span.elemBytes()).isEqualTo(2 * 8192);
    assertThat(span.indexOf(span.base() + 2 * 8192 - 1)).isZero();
  }

  @Test
  void tryMark_manyThreadsOverNeighbours_eachObjectHasOneClaimer() {
    ObjectSpan[] spans = new ObjectSpan[300];
    Arrays.setAll(spans, i -> span(2, true));
    AtomicInteger claimed = new AtomicInteger();
    Race.Body marker =
        () -> {
          int own = 0;
          for (ObjectSpan span : spans) {
            for (int i = 0; i < span.objects(); i++) {
              own += span.tryMark(i) ? 1 : 0;
            }
          }
          claimed.addAndGet(own);
        };
    Race.run(marker, marker, marker);
    assertThat(claimed).hasValue(spans.length * spans[0].objects());
    for (int i = 0; i < spans[0].objects(); i++) {
      assertThat(spans[0].isMarked(i)).isTrue();
    }
  }

  @Test
  void tryAcquireForSweep_onlyFromTwoBefore_andOnce() {
    ObjectSpan span = span(2, true);
    assertThat(span.tryAcquireForSweep(4)).isFalse();
    assertThat(span.tryAcquireForSweep(6)).isTrue();
    assertThat(span.sweepgen()).isEqualTo(5);
    assertThat(span.tryAcquireForSweep(6)).isFalse();
    span.setSweepgen(9);
    assertThat(span.tryAcquireForSweep(6)).isFalse();
  }

  @Test
  void specials_oneForEachObject() {
    SpecialList specials = span(2, true).specials();
    assertThat(specials.add(new Special(16, 1))).isTrue();
    assertThat(specials.add(new Special(32, 2))).isTrue();
    assertThat(specials.add(new Special(16, 3))).isFalse();
    assertThat(specials.remove(16)).isEqualTo(new Special(16, 1));
    assertThat(specials.remove(16)).isNull();
    assertThat(specials.all()).containsExactly(new Special(32, 2));
  }

  @Test
  void layout_badWords_areRefused() {
    assertThatThrownBy(() -> new ObjectLayout("bad", 0)).hasMessageContaining("at least 1");
    assertThatThrownBy(() -> new ObjectLayout("bad", 3, 3))
        .hasMessage("bad: pointer word 3, but the words are 0 to 2");
  }
}
