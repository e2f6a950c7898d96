package io.quiesce.heap.page;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;

/**
 * Two claims never share a page (PG3), a claim that loses leaves nothing behind (PG1), and the
 * hints are right again at the end (PG5, PG6); r3 is the number of free pages, negative if not.
 *
 * <p>Run: {@code mvn verify -Pstress -Dstress.only=PageClaims}
 */
public final class PageClaims {
  private PageClaims() {}

  /** Room for one run of three inside a word. */
  @JCStressTest
  @State
  @Outcome(
      id = {"8, -1, 0", "-1, 8, 0"},
      expect = ACCEPTABLE,
      desc = "One of them has it.")
  @Outcome(id = "8, 8, .*", expect = FORBIDDEN, desc = "Both have it.")
  @Outcome(id = "-1, -1, .*", expect = FORBIDDEN, desc = "Neither found the run that was there.")
  @Outcome(expect = FORBIDDEN, desc = "Pages or hints are wrong.")
  public static class LastRunInAWord extends PageScenario {
    /** Pages 8, 9, 10 are free. */
    public LastRunInAWord() {
      super(8, 3);
    }

    /** Takes three. */
    @Actor
    public void left(III_Result r) {
      r.r1 = take(3);
    }

    /** Takes three. */
    @Actor
    public void right(III_Result r) {
      r.r2 = take(3);
    }

    /** Audits. */
    @Arbiter
    public void audit(III_Result r) {
      r.r3 = audit();
    }
  }

  /** Room for one run of 70 over three words: the loser must roll back. */
  @JCStressTest
  @State
  @Outcome(
      id = {"60, -1, 0", "-1, 60, 0"},
      expect = ACCEPTABLE,
      desc = "One of them has it.")
  @Outcome(id = "60, 60, .*", expect = FORBIDDEN, desc = "Both have it.")
  @Outcome(id = "-1, -1, .*", expect = FORBIDDEN, desc = "Both gave up on each other's parts.")
  @Outcome(expect = FORBIDDEN, desc = "The loser left pages claimed, or hints wrong.")
  public static class LastRunAcrossWords extends PageScenario {
    /** Pages 60 to 129 are free. */
    public LastRunAcrossWords() {
      super(60, 70);
    }

    /** Takes all of it. */
    @Actor
    public void left(III_Result r) {
      r.r1 = take(70);
    }

    /** Takes all of it. */
    @Actor
    public void right(III_Result r) {
      r.r2 = take(70);
    }

    /** Audits. */
    @Arbiter
    public void audit(III_Result r) {
      r.r3 = audit();
    }
  }

  /** A run over two words against single pages from its middle. */
  @JCStressTest
  @State
  @Outcome(id = "62, -1, 0", expect = ACCEPTABLE, desc = "The run came first.")
  @Outcome(
      id = "-1, 62, 3",
      expect = ACCEPTABLE,
      desc = "The page came first, the run has no room.")
  @Outcome(id = "-1, 6[345], 3", expect = ACCEPTABLE, desc = "A page during the run's rollback.")
  @Outcome(id = "62, 6[2345], .*", expect = FORBIDDEN, desc = "A page in both.")
  @Outcome(expect = FORBIDDEN, desc = "Pages were lost, or hints are wrong.")
  public static class RunVersusPage extends PageScenario {
    /** Pages 62 to 65 are free. */
    public RunVersusPage() {
      super(62, 4);
    }

    /** Takes the whole run. */
    @Actor
    public void run(III_Result r) {
      r.r1 = take(4);
    }

    /** Takes one page. */
    @Actor
    public void page(III_Result r) {
      r.r2 = take(1);
    }

    /** Audits. */
    @Arbiter
    public void audit(III_Result r) {
      r.r3 = audit();
    }
  }

  /** Filling a page cache against a run in its block; r2 is the pages that the cache got. */
  @JCStressTest
  @State
  @Outcome(id = "64, 59, 448", expect = ACCEPTABLE, desc = "The run came first.")
  @Outcome(id = "128, 64, 448", expect = ACCEPTABLE, desc = "The cache came first.")
  @Outcome(expect = FORBIDDEN, desc = "A page in both, or lost.")
  public static class CacheVersusRun extends PageScenario {
    private final PageCache cache = new PageCache();

    /** The first word is taken. */
    public CacheVersusRun() {
      pages.allocRange(0, 64);
    }

    /** Takes five pages. */
    @Actor
    public void run(III_Result r) {
      r.r1 = take(5);
    }

    /** Fills the cache. */
    @Actor
    public void cache(III_Result r) {
      pages.allocToCache(cache);
      r.r2 = Long.bitCount(cache.freeBits());
    }

    /** Pages in the run, in the cache and free add up, and run and cache are apart. */
    @Arbiter
    public void audit(III_Result r) {
      long inCache = r.r1 / 64 == cache.base() / 64 ? cache.freeBits() : 0;
      boolean apart = (inCache >>> (r.r1 % 64) & 31) == 0;
      r.r3 = apart && audit() + r.r2 + 5 == 448 ? 448 : -1;
    }
  }
}
