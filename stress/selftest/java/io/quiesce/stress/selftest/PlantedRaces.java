package io.quiesce.stress.selftest;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;

/** One counter, two actors, and a different mistake in each declaration. */
public final class PlantedRaces {
  private PlantedRaces() {}

  /** A correct test: the control that makes the others mean something. */
  @JCStressTest
  @Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "The left actor came first.")
  @Outcome(id = "2, 1", expect = ACCEPTABLE, desc = "The right actor came first.")
  public static class Correct {
    /** Counts. */
    @Actor
    public void left(Tally tally, II_Result r) {
      r.r1 = tally.next();
    }

    /** Counts. */
    @Actor
    public void right(Tally tally, II_Result r) {
      r.r2 = tally.next();
    }
  }

  /** Forbids what happens every time, so that the verdict does not hang on a race. */
  @JCStressTest
  @Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "The left actor came first.")
  @Outcome(id = "2, 1", expect = FORBIDDEN, desc = "Planted: this happens.")
  public static class Forbidden {
    /** Leaves its number. */
    @Actor
    public void left(Tally tally, II_Result r) {
      r.r1 = tally.always(2);
    }

    /** Leaves its number. */
    @Actor
    public void right(Tally tally, II_Result r) {
      r.r2 = tally.always(1);
    }
  }

  /** Does not list the outcome that happens every time. */
  @JCStressTest
  @Outcome(id = "1, 2", expect = ACCEPTABLE, desc = "The left actor came first.")
  public static class Unlisted {
    /** Leaves its number. */
    @Actor
    public void left(Tally tally, II_Result r) {
      r.r1 = tally.always(2);
    }

    /** Leaves its number. */
    @Actor
    public void right(Tally tally, II_Result r) {
      r.r2 = tally.always(1);
    }
  }

  /** Gives one outcome twice, first as acceptable: jcstress alone would go by the first. */
  @JCStressTest
  @Outcome(id = "1, .*", expect = ACCEPTABLE, desc = "The left actor came first.")
  @Outcome(id = ".*, 2", expect = FORBIDDEN, desc = "Planted: the same outcome.")
  @Outcome(id = "2, 1", expect = ACCEPTABLE, desc = "The right actor came first.")
  public static class Ambiguous {
    /** Leaves its number. */
    @Actor
    public void left(Tally tally, II_Result r) {
      r.r1 = tally.always(1);
    }

    /** Leaves its number. */
    @Actor
    public void right(Tally tally, II_Result r) {
      r.r2 = tally.always(2);
    }
  }

  /** Does not say why its outcome is accepted. */
  @JCStressTest
  @Outcome(id = ".*", expect = ACCEPTABLE, desc = "")
  public static class Unexplained {
    /** Counts. */
    @Actor
    public void left(Tally tally, II_Result r) {
      r.r1 = tally.next();
    }

    /** Counts. */
    @Actor
    public void right(Tally tally, II_Result r) {
      r.r2 = tally.next();
    }
  }

  /** Throws where it should count. */
  @JCStressTest
  @Outcome(id = ".*", expect = ACCEPTABLE, desc = "Anything.")
  public static class Throwing {
    /** Counts. */
    @Actor
    public void left(Tally tally, II_Result r) {
      r.r1 = Integer.parseInt("planted " + tally.next());
    }

    /** Counts. */
    @Actor
    public void right(Tally tally, II_Result r) {
      r.r2 = tally.next();
    }
  }

  /** Takes its JVM down. */
  @JCStressTest
  @Outcome(id = ".*", expect = ACCEPTABLE, desc = "Anything.")
  public static class Halting {
    private static int halt(int status) {
      Runtime.getRuntime().halt(status);
      return status;
    }

    /** Counts. */
    @Actor
    public void left(Tally tally, II_Result r) {
      r.r1 = halt(tally.next());
    }

    /** Counts. */
    @Actor
    public void right(Tally tally, II_Result r) {
      r.r2 = tally.next();
    }
  }

  /** Meets a class that is not what it was compiled against, which jcstress skips as passed. */
  @JCStressTest
  @Outcome(id = ".*", expect = ACCEPTABLE, desc = "Anything.")
  public static class Mismatching {
    private static int mismatch(int count) {
      throw new NoSuchMethodError("planted at " + count);
    }

    /** Counts. */
    @Actor
    public void left(Tally tally, II_Result r) {
      r.r1 = mismatch(tally.next());
    }

    /** Counts. */
    @Actor
    public void right(Tally tally, II_Result r) {
      r.r2 = tally.next();
    }
  }

  /** Needs more CPUs than the launcher is given, which jcstress skips without a word. */
  @JCStressTest
  @Outcome(id = ".*", expect = ACCEPTABLE, desc = "Anything.")
  public static class ThreeActors {

    /** Counts. */
    @Actor
    public void left(Tally tally, III_Result r) {
      r.r1 = tally.next();
    }

    /** Counts. */
    @Actor
    public void middle(Tally tally, III_Result r) {
      r.r2 = tally.next();
    }

    /** Counts. */
    @Actor
    public void right(Tally tally, III_Result r) {
      r.r3 = tally.next();
    }
  }

  /** What most of the tests share: who is first gets 1, the other 2. */
  @State
  public static class Tally {
    /** The number itself, whatever the other actor does. */
    int always(int number) {
      return number;
    }

    private final AtomicInteger count = new AtomicInteger();

    int next() {
      return count.incrementAndGet();
    }
  }
}
