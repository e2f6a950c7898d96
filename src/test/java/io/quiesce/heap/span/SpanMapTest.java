package io.quiesce.heap.span;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quiesce.heap.Race;
import io.quiesce.heap.memory.HeapAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The map alone: lookups of live, dead and unknown pages, across arenas and during changes. */
@Timeout(20)
final class SpanMapTest {
  private final SpanMap map = new SpanMap(16, 64);

  private static Span live(long page, int npages, SpanAllocType type) {
    Span span = new Span(HeapAddress.of(page), npages, Span.NO_CLASS, true);
    span.publish(type);
    return span;
  }

  private static void kill(Span span) {
    assertThat(span.tryRetire(span.acquire())).isTrue();
  }

  private Span put(long page, int npages) {
    map.prepare(page, npages);
    Span span = live(page, npages, SpanAllocType.STACK);
    map.set(span);
    return span;
  }

  @Test
  void find_pagesOfASpanAcrossArenas_isThatSpan() {
    Span span = put(10, 30);

    for (long page = 10; page < 40; page++) {
      assertThat(map.find(page)).as("page " + page).isSameAs(span);
    }
    assertThat(map.find(9)).isNull();
    assertThat(map.find(40)).isNull();
  }

  @Test
  void find_outsideTheAddressSpaceOrUnprepared_isNull() {
    assertThat(map.find(-1)).isNull();
    assertThat(map.find(64)).isNull();
    assertThat(map.find(63)).isNull();
    assertThat(map.recordAt(Long.MAX_VALUE)).isNull();
  }

  @Test
  void find_deadSpan_isNullButTheRecordStays() {
    Span span = put(4, 2);
    kill(span);

    assertThat(map.find(5)).isNull();
    assertThat(map.recordAt(4)).isSameAs(span);
  }

  @Test
  void find_pageWhoseOldDistanceLeadsToAShorterSpan_isNull() {
    kill(put(0, 8));
    Span shorter = put(0, 2);

    assertThat(map.find(1)).isSameAs(shorter);
    assertThat(map.find(5)).isNull();
  }

  @Test
  void find_afterAnotherCutOfTheSamePages_isTheNewSpan() {
    kill(put(0, 8));
    Span low = put(0, 3);
    Span high = put(3, 5);

    assertThat(map.find(2)).isSameAs(low);
    assertThat(map.find(3)).isSameAs(high);
    assertThat(map.find(7)).isSameAs(high);
  }

  @Test
  void inUseBit_followsMarkAndClear() {
    Span span = put(17, 1);
    map.markInUse(span);
    assertThat(map.isInUse(17)).isTrue();
    assertThat(map.isInUse(16)).isFalse();
    assertThat(map.isInUse(18)).isFalse();

    map.clearInUse(span);
    assertThat(map.isInUse(17)).isFalse();
    assertThat(map.isInUse(-1)).isFalse();
  }

  @Test
  void forEachLive_skipsDeadSpansAndUnpreparedArenas() {
    Span a = put(1, 2);
    kill(put(3, 1));
    Span b = put(50, 4);

    List<Span> seen = new ArrayList<>();
    map.forEachLive(seen::add);

    assertThat(seen).containsExactly(a, b);
  }

  @Test
  void newMap_withoutPages_isAnError() {
    assertThatThrownBy(() -> new SpanMap(0, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new SpanMap(12, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new SpanMap(1, 0)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void find_whilePagesAreRecut_onlyAnswersSpansThatContainThePage() {
    map.prepare(0, 16);
    AtomicBoolean done = new AtomicBoolean();
    AtomicInteger found = new AtomicInteger();
    Race.run(
        () -> {
          for (int i = 0; i < 60_000 || found.get() < 100; i++) {
            recut(i);
          }
          done.set(true);
        },
        () -> {
          for (int i = 0; !done.get(); i++) {
            long page = i & 15;
            Span span = map.find(page);
            if (span != null) {
              assertThat(span.contains(HeapAddress.of(page))).isTrue();
              assertThat(span.npages()).isBetween(1, 16);
              found.incrementAndGet();
            }
          }
        });
  }

  /** Cuts pages 0 to 15 into two spans at another place each time. */
  private void recut(int i) {
    int cut = 1 + i % 15;
    Span low = put(0, cut);
    Span high = put(cut, 16 - cut);
    assertThat(map.find(cut - 1)).isSameAs(low);
    assertThat(map.find(15)).isSameAs(high);
    kill(low);
    kill(high);
  }
}
