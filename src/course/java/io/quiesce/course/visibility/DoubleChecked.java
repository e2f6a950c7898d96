package io.quiesce.course.visibility;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.II_Result;
import org.openjdk.jcstress.infra.results.I_Result;

/** Fields that are looked at twice. */
public final class DoubleChecked {
  private DoubleChecked() {}

  /** Double-checked locking with a plain field. */
  @JCStressTest
  @State
  @Outcome(id = "8, 8", expect = ACCEPTABLE, desc = "both have it, complete")
  @Outcome(expect = FORBIDDEN, desc = "somebody has it without its contents")
  public static class Broken {
    static class Config {
      int size;

      Config(int size) {
        this.size = size;
      }
    }

    Config config;

    Config get() {
      Config seen = config;
      if (seen == null) {
        synchronized (this) {
          seen = config;
          if (seen == null) {
            seen = new Config(8);
            config = seen;
          }
        }
      }
      return seen;
    }

    @Actor
    public void first(II_Result r) {
      r.r1 = get().size;
    }

    @Actor
    public void second(II_Result r) {
      r.r2 = get().size;
    }
  }

  /** Double-checked locking with a volatile field, read once outside the lock. */
  @JCStressTest
  @State
  @Outcome(id = "8, 8", expect = ACCEPTABLE, desc = "both have it, complete")
  @Outcome(expect = FORBIDDEN, desc = "somebody has it without its contents")
  public static class Fixed {
    static class Config {
      int size;

      Config(int size) {
        this.size = size;
      }
    }

    volatile Config config;

    Config get() {
      Config seen = config;
      if (seen == null) {
        synchronized (this) {
          seen = config;
          if (seen == null) {
            seen = new Config(8);
            config = seen;
          }
        }
      }
      return seen;
    }

    @Actor
    public void first(II_Result r) {
      r.r1 = get().size;
    }

    @Actor
    public void second(II_Result r) {
      r.r2 = get().size;
    }
  }

  /** Tested, and read again to be used; the field is volatile. */
  @JCStressTest
  @State
  @Outcome(id = "-1", expect = ACCEPTABLE, desc = "nobody runs it")
  @Outcome(id = "5", expect = ACCEPTABLE, desc = "whom it saw")
  @Outcome(expect = FORBIDDEN, desc = "it asked one and used another")
  public static class ReadTwice {
    volatile Integer runner = 5;

    @Actor
    public void owner() {
      runner = null;
    }

    @Actor
    public void asker(I_Result r) {
      if (runner == null) {
        r.r1 = -1;
      } else {
        Integer used = runner;
        r.r1 = used == null ? 0 : used;
      }
    }
  }

  /** Read once, and judged and used as read. */
  @JCStressTest
  @State
  @Outcome(id = "-1", expect = ACCEPTABLE, desc = "nobody runs it")
  @Outcome(id = "5", expect = ACCEPTABLE, desc = "whom it saw")
  @Outcome(expect = FORBIDDEN, desc = "it asked one and used another")
  public static class ReadOnce {
    volatile Integer runner = 5;

    @Actor
    public void owner() {
      runner = null;
    }

    @Actor
    public void asker(I_Result r) {
      Integer seen = runner;
      r.r1 = seen == null ? -1 : seen;
    }
  }

  /** A hash that is computed when it is first asked for, without a lock. */
  @JCStressTest
  @State
  @Outcome(id = "7, 7, 1", expect = ACCEPTABLE, desc = "computed once")
  @Outcome(id = "7, 7, 2", expect = ACCEPTABLE, desc = "computed by both")
  @Outcome(expect = FORBIDDEN, desc = "somebody returned what is not the hash")
  public static class Exercise {
    int hash;
    final AtomicInteger computed = new AtomicInteger();

    int compute() {
      computed.incrementAndGet();
      return 7;
    }

    int get() {
      if (hash == 0) {
        hash = compute();
      }
      return hash;
    }

    @Actor
    public void first(III_Result r) {
      r.r1 = get();
    }

    @Actor
    public void second(III_Result r) {
      r.r2 = get();
    }

    @Arbiter
    public void end(III_Result r) {
      r.r3 = computed.get();
    }
  }

  /** The same with one read, into a local variable. */
  @JCStressTest
  @State
  @Outcome(id = "7, 7, 1", expect = ACCEPTABLE, desc = "computed once")
  @Outcome(id = "7, 7, 2", expect = ACCEPTABLE, desc = "computed by both")
  @Outcome(expect = FORBIDDEN, desc = "somebody returned what is not the hash")
  public static class Solution {
    int hash;
    final AtomicInteger computed = new AtomicInteger();

    int compute() {
      computed.incrementAndGet();
      return 7;
    }

    int get() {
      int seen = hash;
      if (seen == 0) {
        seen = compute();
        hash = seen;
      }
      return seen;
    }

    @Actor
    public void first(III_Result r) {
      r.r1 = get();
    }

    @Actor
    public void second(III_Result r) {
      r.r2 = get();
    }

    @Arbiter
    public void end(III_Result r) {
      r.r3 = computed.get();
    }
  }
}
