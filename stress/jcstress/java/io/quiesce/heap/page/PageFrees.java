package io.quiesce.heap.page;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * What the last owner of a page did happens before what the next one does (E3), and a page that was
 * freed is found again (PG5, PG6, PG9).
 *
 * <p>Run: {@code mvn verify -Pstress -Dstress.only=PageFrees}
 */
public final class PageFrees {
  private PageFrees() {}

  /** The only page goes from one owner to the next; r1 is what the next one reads there. */
  @JCStressTest
  @State
  @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "Freed, then taken with what was written.")
  @Outcome(id = "-1, 1", expect = ACCEPTABLE, desc = "Not free yet.")
  @Outcome(id = "0, 0", expect = FORBIDDEN, desc = "The old owner writes after the new one has it.")
  @Outcome(expect = FORBIDDEN, desc = "The page is lost, or the hints are wrong.")
  public static class HandOver extends PageScenario {
    private int contents;

    /** All pages are taken. */
    public HandOver() {
      super(100, 0);
    }

    /** Writes to page 100 and gives it back. */
    @Actor
    public void freer() {
      contents = 1;
      pages.free(100, 1);
    }

    /** Takes a page and reads it. */
    @Actor
    public void taker(II_Result r) {
      r.r1 = take(1) == 100 ? contents : -1;
    }

    /** Audits. */
    @Arbiter
    public void audit(II_Result r) {
      r.r2 = audit();
    }
  }

  /** A run over three words comes back while one that needs exactly it looks for room. */
  @JCStressTest
  @State
  @Outcome(id = "60, 0", expect = ACCEPTABLE, desc = "Freed, then taken.")
  @Outcome(id = "-1, 70", expect = ACCEPTABLE, desc = "Not free yet, all of it there afterwards.")
  @Outcome(expect = FORBIDDEN, desc = "A part was taken or lost, or the hints are wrong.")
  public static class RunAcrossWords extends PageScenario {
    /** All pages are taken. */
    public RunAcrossWords() {
      super(100, 0);
    }

    /** Gives 60 to 129 back. */
    @Actor
    public void freer() {
      pages.free(60, 70);
    }

    /** Takes 70 pages. */
    @Actor
    public void taker(II_Result r) {
      r.r1 = take(70);
    }

    /** Audits. */
    @Arbiter
    public void audit(II_Result r) {
      r.r2 = audit();
    }
  }

  /** Two frees into one chunk: neither's pages may be missing from the summary (PG5). */
  @JCStressTest
  @State
  @Outcome(id = "20, 10", expect = ACCEPTABLE, desc = "Both are found, as one run.")
  @Outcome(expect = FORBIDDEN, desc = "A free was lost, in the bits or in the hints.")
  public static class Neighbours extends PageScenario {
    /** All pages are taken. */
    public Neighbours() {
      super(100, 0);
    }

    /** Gives ten back. */
    @Actor
    public void left() {
      pages.free(10, 10);
    }

    /** Gives the next ten back. */
    @Actor
    public void right() {
      pages.free(20, 10);
    }

    /** Audits, then takes all of it. */
    @Arbiter
    public void audit(II_Result r) {
      r.r1 = audit();
      r.r2 = take(20);
    }
  }

  /**
   * A claim in the second chunk raises the search hint over the first one while a page is freed
   * there; r3 is the page found afterwards.
   */
  @JCStressTest
  @State
  @Outcome(id = "1022, 2, 3", expect = ACCEPTABLE, desc = "The lowest free page is found.")
  @Outcome(id = "3, 2, 1022", expect = ACCEPTABLE, desc = "The claim found the freed page.")
  @Outcome(expect = FORBIDDEN, desc = "A free page below the hint: first fit is broken (PG6).")
  public static class HintRaiseVersusLower {
    private static final int LAST = 2 * PageAllocator.CHUNK_PAGES - 2;
    private final PageAllocator pages = new PageAllocator(2L * PageAllocator.CHUNK_PAGES);

    /** The last two of 1024 pages are free. */
    public HintRaiseVersusLower() {
      pages.grow(0, 2L * PageAllocator.CHUNK_PAGES);
      pages.allocRange(0, LAST);
    }

    private int take() {
      return (int) Claim.page(pages.alloc(1));
    }

    /** Takes one page, high up. */
    @Actor
    public void taker(III_Result r) {
      r.r1 = take();
    }

    /** Gives a page back, low down. */
    @Actor
    public void freer() {
      pages.free(3, 1);
    }

    /** Audits, then takes the lowest. */
    @Arbiter
    public void lowest(III_Result r) {
      PageAudit audit = new PageAudit(pages);
      r.r2 = (int) audit.freePages() - 1000 * audit.violations().size();
      r.r3 = take();
    }
  }

  /** Scavenging takes pages for a while; nobody else gets them then, and none is lost (PG1). */
  @JCStressTest
  @State
  @Outcome(
      id = {"0, 511", "[1-9][0-9]*, 511"},
      expect = ACCEPTABLE,
      desc = "One page is taken.")
  @Outcome(
      id = "-1, 512",
      expect = ACCEPTABLE,
      desc = "All free pages were the scavenger's at that moment, as in Go; none is lost.")
  @Outcome(expect = FORBIDDEN, desc = "Pages were lost to the scavenger, or shared with it.")
  public static class ScavengeVersusClaim extends PageScenario {
    /** All pages were in use, so that none is scavenged. */
    public ScavengeVersusClaim() {
      pages.allocRange(0, PageAllocator.CHUNK_PAGES);
      pages.free(0, PageAllocator.CHUNK_PAGES);
    }

    /** Scavenges. */
    @Actor
    public void scavenger() {
      pages.scavengeSome(PageAllocator.CHUNK_PAGES);
    }

    /** Takes one page. */
    @Actor
    public void taker(II_Result r) {
      r.r1 = take(1);
    }

    /** Audits. */
    @Arbiter
    public void audit(II_Result r) {
      r.r2 = audit();
    }
  }
}
