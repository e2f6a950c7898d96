package io.quiesce.stress.selftest;

import io.quiesce.stress.lincheck.ModelChecked;
import io.quiesce.stress.lincheck.Scenario;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.datastructures.Operation;

/** Counters for the Lincheck suite, with a different mistake in each. */
public final class PlantedOperations {
  private PlantedOperations() {}

  /** The specification of all. */
  public static class Specification {
    private int count;

    /** Counts. */
    public int next() {
      count++;
      return count;
    }
  }

  /** A correct counter: two threads of one atomic step each have a few interleavings. */
  @ModelChecked(specification = Specification.class, obstructionFree = true)
  @Scenario(threads = {"next()", "next()"})
  public static class Correct {
    private final AtomicInteger count = new AtomicInteger();

    /** Counts. */
    @Operation
    public int next() {
      return count.incrementAndGet();
    }
  }

  /** Loses updates. */
  @ModelChecked(specification = Specification.class)
  public static class Racy {
    private final AtomicInteger count = new AtomicInteger();

    /** Counts, in two steps. */
    @Operation
    public int next() {
      int seen = count.get();
      count.set(seen + 1);
      return seen + 1;
    }
  }

  /** Counts right, under a lock of its own, and yet promises obstruction freedom. */
  @ModelChecked(specification = Specification.class, obstructionFree = true, random = false)
  @Scenario(threads = {"next()", "next()"})
  public static class Blocking {
    private final AtomicInteger lock = new AtomicInteger();
    private final AtomicInteger count = new AtomicInteger();

    /** Counts, while holding the lock. */
    @Operation
    public int next() {
      while (!lock.compareAndSet(0, 1)) {
        Thread.onSpinWait();
      }
      int value = count.incrementAndGet();
      lock.set(0);
      return value;
    }
  }

  /** Has far too many interleavings to see them all, and demands it. */
  @ModelChecked(specification = Specification.class, random = false)
  @Scenario(threads = {"next(); next(); next()", "next(); next(); next()", "next(); next()"})
  public static class Endless extends Correct {}

  /** Has operations and nothing that calls them. */
  @ModelChecked(specification = Specification.class, random = false)
  public static class Idle extends Correct {}

  /** Names an operation that does not exist. */
  @ModelChecked(specification = Specification.class)
  @Scenario(threads = {"previous()", "next()"})
  public static class Misnamed extends Correct {}

  /** Cannot be made; Lincheck throws what its constructor does in a wrapping of its own. */
  @ModelChecked(specification = Specification.class)
  public static class Unmade extends Correct {
    /** Fails. */
    public Unmade() throws IOException {
      throw new IOException("no counter today");
    }
  }

  /** Takes its JVM down; the classes after it must run all the same. */
  @ModelChecked(specification = Specification.class)
  public static class Halting {
    /** Ends the JVM. */
    @Operation
    public int next() {
      Runtime.getRuntime().halt(3);
      return 0;
    }
  }
}
