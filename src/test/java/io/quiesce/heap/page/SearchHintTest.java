package io.quiesce.heap.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

/** The two steps of {@link SearchHint} alone, and PG6 while they race. */
final class SearchHintTest {
  private static final long BUDGET_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
  private static final long HANG_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final SearchHint hint = new SearchHint(9);

  @Test
  void raise_hintLoweredMeanwhile_isRefused() {
    hint.lower(3);

    assertThat(hint.raise(9, 12)).isFalse();
    assertThat(hint.chunk()).isEqualTo(3);
    assertThat(hint.raise(3, 5)).isTrue();
    assertThat(hint.chunk()).isEqualTo(5);
  }

  @Test
  void lower_higherChunk_changesNothing() {
    hint.lower(4);
    hint.lower(7);

    assertThat(hint.chunk()).isEqualTo(4);
  }

  @Test
  void lower_severalAtOnce_keepsTheLowest() throws InterruptedException {
    Crew.run(
        3,
        400,
        (thread, round) -> {
          for (int c = 50; c > 0; c--) {
            hint.lower(3L * c + thread);
          }
        },
        round -> {
          assertThat(hint.chunk()).isEqualTo(3);
          assertThat(hint.raise(3, 1000)).isTrue();
        });
  }

  /**
   * A page of the full chunk 0 is freed while another thread raises the hint over it, again and
   * again. Once that thread has begun and ended a raise after the free, nothing is under way.
   */
  @Test
  void raiseHint_whileAPageBelowIsFreed_endsAtOrBelowIt() throws InterruptedException {
    int full = 60;
    PageAllocator pages = new PageAllocator((full + 1L) * Chunk.PAGES);
    pages.grow(0, pages.maxPages());
    pages.alloc(full * Chunk.PAGES);
    AtomicLong raises = new AtomicLong();
    AtomicInteger left = new AtomicInteger(1);

    Crew.run(
        2,
        1,
        (thread, round) -> {
          if (thread == 1) {
            while (left.get() > 0) {
              pages.space().raiseHint();
              raises.incrementAndGet();
            }
          } else {
            try {
              freeAndLook(pages, raises);
            } finally {
              left.decrementAndGet();
            }
          }
        },
        round -> assertThat(new PageAudit(pages).violations()).isEmpty());
  }

  private static void freeAndLook(PageAllocator pages, AtomicLong raises) {
    long begin = System.nanoTime();
    for (int i = 0; System.nanoTime() - begin < BUDGET_NANOS; i++) {
      pages.free(7, 1);
      long seen = raises.get();
      await(() -> raises.get() >= seen + 2);
      assertThat(pages.space().hint().chunk()).as("hint (PG6), free %s", i).isZero();
      pages.allocRange(7, 1);
      pages.space().hint().lower(0);
      // The raise takes a tenth of a microsecond or two: the frees begin around it.
      for (int spin = i % 4; spin > 0; spin--) {
        Thread.onSpinWait();
      }
    }
  }

  @SuppressWarnings("ThreadPriorityCheck")
  private static void await(BooleanSupplier condition) {
    long begin = System.nanoTime();
    for (int spins = 1; !condition.getAsBoolean(); spins++) {
      if (spins % 1000 == 0) {
        Thread.yield();
        assertThat(System.nanoTime() - begin).as("nanoseconds waited").isLessThan(HANG_NANOS);
      }
    }
  }
}
