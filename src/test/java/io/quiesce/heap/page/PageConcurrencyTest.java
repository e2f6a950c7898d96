package io.quiesce.heap.page;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Several threads on one {@link PageAllocator}: pages never have two owners, and whenever all stand
 * still PG1, PG2, PG5, PG6, PG7 and the account of scavenged pages hold.
 */
final class PageConcurrencyTest {
  private static final int THREADS = 4;

  @ParameterizedTest
  @CsvSource({"1, 500, 90, 30", "4, 900, 400, 20", "20, 300, 3000, 60"})
  void operations_randomMix_keepEveryInvariant(int chunks, int rounds, int longest, int steps)
      throws InterruptedException {
    int size = chunks * Chunk.PAGES;
    PageAllocator pages = grown(chunks);
    Ownership ownership = new Ownership(size);
    PageUser[] users = users(pages, ownership);

    Crew.run(
        THREADS,
        rounds,
        (thread, round) -> {
          for (int i = 0; i < steps; i++) {
            users[thread].step(Math.min(longest, size - 1));
          }
          if (round % 8 == 7) {
            users[thread].freeAll();
          }
          users[thread].flush();
        },
        round -> requireInvariants(pages, users, ownership));
  }

  private static PageAllocator grown(int chunks) {
    PageAllocator pages = new PageAllocator((long) chunks * Chunk.PAGES);
    pages.grow(0, (long) chunks * Chunk.PAGES);
    return pages;
  }

  private static PageUser[] users(PageAllocator pages, Ownership ownership) {
    return IntStream.range(0, THREADS)
        .mapToObj(i -> new PageUser(i + 1, 977L * i, pages, ownership))
        .toArray(PageUser[]::new);
  }

  private static void requireInvariants(
      PageAllocator pages, PageUser[] users, Ownership ownership) {
    PageAudit audit = new PageAudit(pages);
    assertThat(audit.violations()).isEmpty();
    long held = 0;
    long scavenged = audit.mappedPages();
    for (PageUser user : users) {
      held += user.held();
      scavenged += user.scavenged();
    }
    assertThat(audit.freePages()).as("free pages (PG1)").isEqualTo(audit.mappedPages() - held);
    assertThat(audit.scavengedPages()).as("scavenged pages").isEqualTo(scavenged);
    LongStream.range(0, pages.maxPages())
        .filter(p -> audit.isFree(p) == ownership.isOwned((int) p))
        .findFirst()
        .ifPresent(p -> assertThat(p).as("PG2: page both or neither free and owned").isNegative());
  }

  /** Whoever allocates holds two of twelve pages, the others three each: one is always free. */
  @Test
  void alloc_onePageAlwaysFree_neverAnswersNone() throws InterruptedException {
    PageAllocator pages = grown(1);
    pages.allocRange(0, Chunk.PAGES - THREADS * 3);
    Ownership ownership = new Ownership(Chunk.PAGES);
    PageUser[] users = users(pages, ownership);

    Crew.run(
        THREADS,
        60,
        (thread, round) -> {
          for (int i = 0; i < 400; i++) {
            if (users[thread].held() == 3) {
              users[thread].freeOne();
              users[thread].flush();
            }
            assertThat(users[thread].alloc(1)).as("PG9: a page is free").isTrue();
          }
          users[thread].freeAll();
        },
        round -> assertThat(new PageAudit(pages).violations()).isEmpty());
  }
}
