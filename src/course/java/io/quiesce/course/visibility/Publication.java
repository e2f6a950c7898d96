package io.quiesce.course.visibility;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.util.concurrent.atomic.AtomicReference;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/** An object that is handed to another thread through a field. */
public final class Publication {
  private Publication() {}

  /** What is handed over. */
  static class Span {
    int size;

    Span(int size) {
      this.size = size;
    }
  }

  /** The reference is a plain field. */
  @JCStressTest
  @State
  @Outcome(id = "-1", expect = ACCEPTABLE, desc = "not there yet")
  @Outcome(id = "8", expect = ACCEPTABLE, desc = "there, with its contents")
  @Outcome(id = "0", expect = FORBIDDEN, desc = "there, without its contents")
  public static class Broken {
    Span published;

    @Actor
    public void writer() {
      published = new Span(8);
    }

    @Actor
    public void reader(I_Result r) {
      Span seen = published;
      r.r1 = seen == null ? -1 : seen.size;
    }
  }

  /** The writer releases, and the reader does not acquire. */
  @JCStressTest
  @State
  @Outcome(id = "-1", expect = ACCEPTABLE, desc = "not there yet")
  @Outcome(id = "8", expect = ACCEPTABLE, desc = "there, with its contents")
  @Outcome(id = "0", expect = FORBIDDEN, desc = "there, without its contents")
  public static class HalfAPair {
    final AtomicReference<Span> published = new AtomicReference<>();

    @Actor
    public void writer() {
      published.setRelease(new Span(8));
    }

    @Actor
    public void reader(I_Result r) {
      Span seen = published.getOpaque();
      r.r1 = seen == null ? -1 : seen.size;
    }
  }

  /** The writer releases, the reader acquires. */
  @JCStressTest
  @State
  @Outcome(id = "-1", expect = ACCEPTABLE, desc = "not there yet")
  @Outcome(id = "8", expect = ACCEPTABLE, desc = "there, with its contents")
  @Outcome(id = "0", expect = FORBIDDEN, desc = "there, without its contents")
  public static class Fixed {
    final AtomicReference<Span> published = new AtomicReference<>();

    @Actor
    public void writer() {
      published.setRelease(new Span(8));
    }

    @Actor
    public void reader(I_Result r) {
      Span seen = published.getAcquire();
      r.r1 = seen == null ? -1 : seen.size;
    }
  }

  /** The reference is volatile. */
  @JCStressTest
  @State
  @Outcome(id = "-1", expect = ACCEPTABLE, desc = "not there yet")
  @Outcome(id = "8", expect = ACCEPTABLE, desc = "there, with its contents")
  @Outcome(id = "0", expect = FORBIDDEN, desc = "there, without its contents")
  public static class Volatile {
    volatile Span published;

    @Actor
    public void writer() {
      published = new Span(8);
    }

    @Actor
    public void reader(I_Result r) {
      Span seen = published;
      r.r1 = seen == null ? -1 : seen.size;
    }
  }

  /** A table of spans: the slot is filled, then the count says that it is. */
  @JCStressTest
  @State
  @Outcome(id = "-1", expect = ACCEPTABLE, desc = "the table is empty")
  @Outcome(id = "8", expect = ACCEPTABLE, desc = "the slot has its span")
  @Outcome(expect = FORBIDDEN, desc = "the count is ahead of the slot, or the slot of its span")
  public static class Exercise {
    final Span[] table = new Span[4];
    int count;

    @Actor
    public void writer() {
      table[0] = new Span(8);
      count = 1;
    }

    @Actor
    public void reader(I_Result r) {
      int n = count;
      Span seen = n == 0 ? null : table[n - 1];
      r.r1 = n == 0 ? -1 : seen == null ? 0 : seen.size;
    }

    static class Span {
      int size;

      Span(int size) {
        this.size = size;
      }
    }
  }

  /** One volatile variable publishes everything that was written before it. */
  @JCStressTest
  @State
  @Outcome(id = "-1", expect = ACCEPTABLE, desc = "the table is empty")
  @Outcome(id = "8", expect = ACCEPTABLE, desc = "the slot has its span")
  @Outcome(expect = FORBIDDEN, desc = "the count is ahead of the slot, or the slot of its span")
  public static class Solution {
    final Span[] table = new Span[4];
    volatile int count;

    @Actor
    public void writer() {
      table[0] = new Span(8);
      count = 1;
    }

    @Actor
    public void reader(I_Result r) {
      int n = count;
      Span seen = n == 0 ? null : table[n - 1];
      r.r1 = n == 0 ? -1 : seen == null ? 0 : seen.size;
    }

    static class Span {
      int size;

      Span(int size) {
        this.size = size;
      }
    }
  }
}
