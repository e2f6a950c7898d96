package io.quiesce.heap.supply;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * A thread that looks for pages beside a growth never takes the heap for exhausted (PG9). A plain
 * field stands for the pages: the frontier's word alone has to order them.
 *
 * <p>Run: {@code mvn verify -Pstress -Dstress.only=FrontierRaces}
 */
public final class FrontierRaces {
  private FrontierRaces() {}

  /** A frontier, and a growth that publishes one figure. */
  static class Growing {
    static final long END = 512;
    final Frontier frontier = new Frontier();
    int pages;

    final void grow() {
      if (frontier.tryBegin(frontier.seen(), END)) {
        pages = 1;
        frontier.end();
      }
    }
  }

  /** Who sees that a growth has ended finds its pages. r1: the word; r2: the pages found. */
  @JCStressTest
  @State
  @Outcome(id = "2, 1", expect = ACCEPTABLE, desc = "Ended; its pages are found.")
  @Outcome(
      id = {"0, 0", "1, 0"},
      expect = ACCEPTABLE,
      desc = "Not begun, or under way.")
  @Outcome(expect = FORBIDDEN, desc = "Ended, and its pages are missed: a false answer of none.")
  public static class EndedGrowth extends Growing {
    /** Grows. */
    @Actor
    public void grower() {
      grow();
    }

    /** Looks at the word, and at the pages if it says that all are there. */
    @Actor
    public void searcher(II_Result r) {
      long seen = frontier.seen();
      r.r1 = seen == 0 ? 0 : Frontier.isGrowing(seen) ? 1 : 2;
      r.r2 = r.r1 == 2 ? pages : 0;
    }
  }

  /** A scan that met a part of a growth is followed by a word that tells of it. */
  @JCStressTest
  @State
  @Outcome(id = "0, 0", expect = ACCEPTABLE, desc = "Before the growth.")
  @Outcome(
      id = {"0, 1", "1, 1"},
      expect = ACCEPTABLE,
      desc = "The word tells of the growth: search again.")
  @Outcome(id = "1, 0", expect = FORBIDDEN, desc = "A part was met, and the answer would be none.")
  public static class ScanMeetsGrowth extends Growing {
    /** Grows. */
    @Actor
    public void grower() {
      grow();
    }

    /** Word, pages, word. */
    @Actor
    public void searcher(II_Result r) {
      long seen = frontier.seen();
      r.r1 = seen == 0 ? pages : 0;
      r.r2 = frontier.seenAfterScan() == 0 ? 0 : 1;
    }
  }
}
