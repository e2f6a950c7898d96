package io.quiesce.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quiesce.heap.Race;
import io.quiesce.heap.span.Span;
import io.quiesce.heap.span.SpanAllocType;
import io.quiesce.heap.span.SpanStateException;
import io.quiesce.heap.span.SpanWord;
import io.quiesce.sched.M;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The pool alone: list order, full and empty spans, double frees, two Ms on one span. */
@Timeout(30)
final class StackPoolTest {
  private static final int ORDER = 3;
  private static final int STOP = Integer.MAX_VALUE;
  private static final int BYTES = StackSizes.bytes(ORDER);

  private final StackLab lab = StackLab.plain();
  private final StackPool pool = new StackPool(lab.heap, lab.stacks.memory(), ORDER);
  private final M m = lab.onSystem(0);

  @Test
  void take_twoOfTwo_unlistsTheFullSpan() {
    long high = pool.take(m);
    assertThat(pool.spans()).hasSize(1);
    long low = pool.take(m);

    assertThat(high - low).isEqualTo(BYTES);
    assertThat(pool.spans()).isEmpty();
  }

  @Test
  void put_ofAFullSpansStack_listsItOnTop() {
    Span[] spans = new Span[3];
    for (int i = 0; i < spans.length; i++) {
      spans[i] = lab.heap.spanOf(pool.take(m));
      pool.take(m);
    }
    pool.put(m, spans[0].base());
    pool.put(m, spans[2].base());
    pool.put(m, spans[1].base());

    assertThat(pool.spans()).containsExactly(spans[1], spans[2], spans[0]);
  }

  @Test
  void put_theLastStack_freesTheSpanWhereverItIsListed() {
    long[] lo = {pool.take(m), pool.take(m), pool.take(m), pool.take(m)};
    pool.put(m, lo[0]);
    pool.put(m, lo[2]);
    assertThat(pool.spans()).hasSize(2);

    pool.put(m, lo[1]);

    assertThat(pool.spans()).extracting(Span::base).containsExactly(Math.min(lo[2], lo[3]));
    assertThat(pool.take(m)).as("the dead span is passed over").isEqualTo(lo[2]);
    assertThat(lab.heap.snapshot().stacksInuse()).isEqualTo(2L * BYTES);
  }

  @Test
  void put_whileMarking_keepsTheEmptySpanListed() {
    long lo = pool.take(m);
    lab.gate.startMark();
    pool.put(m, lo);

    assertThat(pool.spans()).hasSize(1);
    assertThat(SpanWord.allocCount(pool.spans().get(0).acquire())).isZero();
    lab.gate.startTermination();
    assertThat(pool.freeEmptySpans(m)).isZero();
    lab.gate.finish();
    assertThat(pool.freeEmptySpans(m)).isEqualTo(1);
    assertThat(pool.spans()).isEmpty();
  }

  @Test
  void freeEmptySpans_leavesSpansInUse() {
    long a = pool.take(m);
    pool.take(m);
    pool.take(m);
    lab.gate.startMark();
    pool.put(m, a);
    lab.gate.startTermination();
    lab.gate.finish();

    assertThat(pool.freeEmptySpans(m)).isZero();
    assertThat(pool.spans()).hasSize(2);
  }

  @Test
  void put_twiceForeignOrInside_isRefusedAndChangesNothing() {
    pool.take(m);
    long lo = pool.take(m);
    pool.put(m, lo);
    Span other = lab.heap.allocManual(m, 4, SpanAllocType.WORK_BUF);
    String before = lab.state() + pool.spans();

    assertThatThrownBy(() -> pool.put(m, lo)).isInstanceOf(SpanStateException.class);
    assertThatThrownBy(() -> pool.put(m, lo + 8)).isInstanceOf(StackStateException.class);
    assertThatThrownBy(() -> pool.put(m, other.base())).isInstanceOf(StackStateException.class);
    assertThatThrownBy(() -> pool.put(m, 0)).isInstanceOf(StackStateException.class);

    assertThat(lab.state() + pool.spans()).isEqualTo(before);
  }

  @Test
  void put_ofAnotherOrdersStack_isRefused() {
    StackPool small = new StackPool(lab.heap, lab.stacks.memory(), 0);
    long lo = small.take(m);

    assertThatThrownBy(() -> pool.put(m, lo))
        .isInstanceOf(StackStateException.class)
        .hasMessageContaining("no stack of 16384 bytes");
  }

  @Test
  void twoMs_fillingAndEmptyingSpans_neverShareAStackAndReturnAll() {
    M other = lab.onSystem(1);
    Set<Long> held = ConcurrentHashMap.newKeySet();

    Race.run(() -> takeAndPut(m, held), () -> takeAndPut(other, held));

    assertThat(held).isEmpty();
    assertThat(pool.spans()).isEmpty();
    assertThat(lab.heap.snapshot().stacksInuse()).isZero();
  }

  /**
   * One M takes the last stack and removes the span from the list; the other puts one back. As many
   * rounds as a third of a second allows, since two threads that wait for each other are slow where
   * there are few processors.
   */
  @Test
  void takeTheLast_againstAPut_leavesTheSpanListedOnce() {
    M other = lab.onSystem(1);
    long end = System.nanoTime() + 300_000_000;
    AtomicInteger turn = new AtomicInteger();
    long[] lo = new long[2];
    Race.run(
        () -> {
          for (int at = 0; at < 100 || System.nanoTime() < end; at += 2) {
            lo[0] = pool.take(m);
            turn.set(at + 1);
            spin(at / 32 % 64);
            lo[1] = pool.take(m);
            await(turn, at + 2);
            assertThat(pool.spans()).as("after step %d", at).hasSize(1);
            pool.put(m, lo[1]);
            assertThat(pool.spans()).isEmpty();
          }
          turn.set(STOP);
        },
        () -> {
          for (int at = 0; await(turn, at + 1) != STOP; at += 2) {
            spin(at / 2 % 16);
            pool.put(other, lo[0]);
            turn.set(at + 2);
          }
        });
  }

  private static void spin(int times) {
    for (int i = 0; i < times; i++) {
      Thread.onSpinWait();
    }
  }

  private static int await(AtomicInteger turn, int wanted) {
    int seen;
    int spins = 0;
    while ((seen = turn.get()) < wanted) {
      if (++spins > 1_000) {
        Race.pause();
      }
    }
    return seen;
  }

  private void takeAndPut(M own, Set<Long> held) {
    Deque<Long> mine = new ArrayDeque<>();
    for (int i = 0; i < 60_000; i++) {
      if ((i & 3) < 2) {
        long lo = pool.take(own);
        assertThat(held.add(lo)).as("handed out twice").isTrue();
        mine.add(lo);
      } else {
        long lo = mine.remove();
        held.remove(lo);
        pool.put(own, lo);
      }
    }
  }
}
