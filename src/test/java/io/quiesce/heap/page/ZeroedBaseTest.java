package io.quiesce.heap.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;

/** The needzero rules Z1 and Z4. */
final class ZeroedBaseTest {
  private final ZeroedBase zeroed = new ZeroedBase(100, 450);

  @Test
  void needsZero_freshRunsInOrder_areCleanAndThenDirty() {
    assertThat(zeroed.needsZero(0, 10)).isFalse();
    assertThat(zeroed.needsZero(10, 5)).isFalse();
    assertThat(zeroed.needsZero(14, 5)).isTrue();
    assertThat(zeroed.needsZero(19, 1)).isFalse();
    assertThat(zeroed.needsZero(0, 1)).isTrue();
  }

  @Test
  void needsZero_freshRunBelowANeighbour_isDirtyByCaution() {
    assertThat(zeroed.needsZero(50, 10)).isFalse();

    assertThat(zeroed.needsZero(10, 10)).isTrue();
  }

  @Test
  void needsZero_acrossArenas_asksEach() {
    assertThat(zeroed.needsZero(205, 10)).isFalse();
    assertThat(zeroed.needsZero(90, 110)).isFalse();
    assertThat(zeroed.needsZero(200, 5)).isTrue();
    assertThat(zeroed.needsZero(299, 151)).isFalse();
    assertThat(zeroed.needsZero(449, 1)).isTrue();
  }

  @Test
  void needsZero_badArguments_areRefused() {
    assertThatThrownBy(() -> zeroed.needsZero(450, 1)).isInstanceOf(PageRangeException.class);
    assertThatThrownBy(() -> zeroed.needsZero(0, 0)).isInstanceOf(PageRangeException.class);
    assertThatThrownBy(() -> zeroed.needsZero(-1, 1)).isInstanceOf(PageRangeException.class);
    assertThatThrownBy(() -> new ZeroedBase(0, 1)).isInstanceOf(PageRangeException.class);
    assertThatThrownBy(() -> new ZeroedBase(1, 1L << 32)).isInstanceOf(PageRangeException.class);
  }

  /** Runs from an allocator, dirtied by their owners: clean must mean never used (Z1). */
  @Test
  void needsZero_severalOwners_neverCallsUsedPagesClean() throws InterruptedException {
    int size = 3 * Chunk.PAGES;
    PageAllocator pages = new PageAllocator(size);
    pages.grow(0, size);
    ZeroedBase record = new ZeroedBase(Chunk.PAGES, size);
    AtomicIntegerArray used = new AtomicIntegerArray(size);

    Crew.run(
        3,
        40,
        (thread, round) -> {
          SplittableRandom random = new SplittableRandom(31L * round + thread);
          for (int i = 0; i < 40; i++) {
            int n = 1 + random.nextInt(1 + round * 5);
            long claim = pages.alloc(n);
            if (claim != Claim.NONE) {
              use(record, used, (int) Claim.page(claim), n);
              pages.free(Claim.page(claim), n);
            }
          }
        },
        round -> assertThat(new PageAudit(pages).violations()).isEmpty());
  }

  private static void use(ZeroedBase record, AtomicIntegerArray used, int page, int n) {
    boolean dirty = record.needsZero(page, n);
    for (int p = page; p < page + n; p++) {
      if (used.getAndSet(p, 1) != 0 && !dirty) {
        throw new AssertionError("Z1: page " + p + " was used before and is called clean");
      }
    }
  }

  /** Disjoint runs handed out at once look like no overlap, and the marks end above all of them. */
  @Test
  void needsZero_neighboursAtOnce_raiseTheMarkToTheHighest() throws InterruptedException {
    int arenas = 400;
    ZeroedBase[] record = {new ZeroedBase(48, 48L * arenas)};

    Crew.run(
        3,
        400,
        (thread, round) -> {
          for (int a = 0; a < arenas; a++) {
            record[0].needsZero(48 * a + 16 * ((thread + a) % 3), 16);
          }
        },
        round -> {
          for (int a = 0; a < arenas; a++) {
            assertThat(record[0].needsZero(48 * a + 47, 1)).as("last page of %s", a).isTrue();
          }
          record[0] = new ZeroedBase(48, 48L * arenas);
        });
  }

  /** What a mark that moved during a hand-out of pages 8 to 23 says about a second owner. */
  @Test
  void requireOutside_markInsideTheRun_isAnOverlap() {
    for (int mark : new int[] {9, 23, 24}) {
      assertThatThrownBy(() -> zeroed.requireOutside(1, 8, 24, mark))
          .isInstanceOf(PageStateException.class)
          .hasMessageContainingAll("108..123", "page " + (99 + mark), "overlap");
    }
    for (int mark : new int[] {0, 8, 25}) {
      zeroed.requireOutside(1, 8, 24, mark);
    }
  }
}
