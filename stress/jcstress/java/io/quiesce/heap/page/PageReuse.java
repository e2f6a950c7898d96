package io.quiesce.heap.page;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * Pages that come and go while another thread looks for one: it gets what the last owner left (E3),
 * and is told that there is none only if at some moment there was none (PG9).
 *
 * <p>Run: {@code mvn verify -Pstress -Dstress.only=PageReuse}
 */
public final class PageReuse {
  private PageReuse() {}

  /** A page with contents in a chunk of its own. */
  static class Reused {
    final Chunk chunk = new Chunk();
    int contents;

    /** Writes and frees; if it gets the page again, does so once more and answers 1. */
    final int use() {
      contents = 1;
      chunk.give(100, 101);
      if (chunk.take(100, 101) != 101) {
        return 0;
      }
      contents = 2;
      chunk.give(100, 101);
      return 1;
    }
  }

  /**
   * A page is freed, taken and freed again, so that its word is as before, while another thread
   * takes it. r1: 1 if the first owner got it again; r2: what the next one reads.
   */
  @JCStressTest
  @State
  @Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "Taken at last, with what was written last.")
  @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "Taken after the first free.")
  @Outcome(id = "1, -1", expect = ACCEPTABLE, desc = "Not free at the moment.")
  @Outcome(expect = FORBIDDEN, desc = "The page, without what its last owner wrote (E3).")
  public static class PageAfterReuse extends Reused {
    /** Owns the page at first. */
    @Actor
    public void owner(II_Result r) {
      r.r1 = use();
    }

    /** Takes it and reads. */
    @Actor
    public void taker(II_Result r) {
      r.r2 = chunk.take(100, 101) == 101 ? contents : -1;
    }
  }

  /** The same when somebody takes all of its word for a cache. */
  @JCStressTest
  @State
  @Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "Taken at last, with what was written last.")
  @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "Taken after the first free.")
  @Outcome(id = "1, -1", expect = ACCEPTABLE, desc = "Not free at the moment.")
  @Outcome(expect = FORBIDDEN, desc = "The page, without what its last owner wrote (E3).")
  public static class WordAfterReuse extends Reused {
    /** Owns the page at first. */
    @Actor
    public void owner(II_Result r) {
      r.r1 = use();
    }

    /** Takes the word and reads. */
    @Actor
    public void refiller(II_Result r) {
      r.r2 = chunk.takeWord(1) == 0 ? -1 : contents;
    }
  }

  /** A cache is flushed, and a page of it taken. r1: what the taker reads there. */
  @JCStressTest
  @State
  @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "Flushed, then taken with what was written.")
  @Outcome(id = "-1, 1", expect = ACCEPTABLE, desc = "Not flushed yet.")
  @Outcome(expect = FORBIDDEN, desc = "The old owner still writes (E3), or hints are wrong.")
  public static class FlushHandOver extends PageScenario {
    private final PageCache cache = new PageCache();
    private int contents;

    /** One page is free, and in the cache. */
    public FlushHandOver() {
      super(100, 1);
      pages.allocToCache(cache);
    }

    /** Writes to the page and gives it back with the cache. */
    @Actor
    public void owner() {
      contents = 1;
      pages.flush(cache);
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

  /**
   * A low page is freed before a high one is taken, so that there is always one free. r1: the page
   * found.
   */
  @JCStressTest
  @State
  @Outcome(
      id = {"3", "100"},
      expect = ACCEPTABLE,
      desc = "One of the two.")
  @Outcome(id = "-1", expect = FORBIDDEN, desc = "None, though at each moment one was free (PG9).")
  public static class NeverNone extends PageScenario {
    /** Page 100 is free. */
    public NeverNone() {
      super(100, 1);
    }

    /** Frees page 3, then takes page 100 if it is still there. */
    @Actor
    public void mover() {
      pages.free(3, 1);
      pages.allocRange(100, 1);
    }

    /** Takes any page. */
    @Actor
    public void taker(I_Result r) {
      r.r1 = take(1);
    }
  }

  /**
   * As {@link NeverNone}, for the three looks by which a search comes to the answer none: counters,
   * bits, counters. r1: the page found; 0 for look again.
   */
  @JCStressTest
  @State
  @Outcome(
      id = {"3", "100"},
      expect = ACCEPTABLE,
      desc = "One of the two.")
  @Outcome(id = "0", expect = ACCEPTABLE, desc = "None, but the counters have moved.")
  @Outcome(id = "-1", expect = FORBIDDEN, desc = "None, though at each moment one was free (PG9).")
  public static class ScanBetweenCounts extends PageScenario {
    private final AddressSpace space = pages.space();
    private final Chunk chunk = space.chunk(0);

    /** Page 100 is free. */
    public ScanBetweenCounts() {
      super(100, 1);
    }

    /** Frees page 3, then takes page 100. */
    @Actor
    public void mover() {
      chunk.give(3, 4);
      chunk.changed(Chunk.FREED);
      chunk.take(100, 101);
    }

    /** Counters, bits, counters. */
    @Actor
    public void searcher(I_Result r) {
      long frees = space.frees();
      long page = space.scan(1);
      r.r1 = page != AddressSpace.NONE ? (int) page : space.frees() == frees ? -1 : 0;
    }
  }
}
