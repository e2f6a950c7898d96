package io.quiesce.explore.subject;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.LongStream;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;
import org.openjdk.jcstress.infra.results.J_Result;
import org.openjdk.jcstress.infra.results.L_Result;

/**
 * Collections that are cloned from the JDK. The outcomes are exactly those that the model allows.
 */
@SuppressWarnings("all")
public final class CollectionSubjects {
  private CollectionSubjects() {}

  /** Q. */
  @JCStressTest
  @State
  @Outcome(
      id = {"1", "null"},
      expect = Expect.ACCEPTABLE)
  public static class Q {
    final ConcurrentLinkedQueue<Integer> q = new ConcurrentLinkedQueue<>();

    @Actor
    public void a() {
      q.add(1);
    }

    @Actor
    public void b(L_Result r) {
      r.r1 = q.poll();
    }
  }

  /** Copies a list, which shares one empty array with all other empty lists. */
  @JCStressTest
  @State
  @Outcome(id = "0", expect = Expect.ACCEPTABLE, desc = "before")
  @Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "after")
  public static class Copied {
    final List<Integer> list = new ArrayList<>();

    @Actor
    public void adder() {
      list.add(1);
    }

    @Actor
    public void copier(I_Result r) {
      r.r1 = new ArrayList<>(list).size();
    }
  }

  /** Bits of one word, which is read and written whole. */
  @JCStressTest
  @State
  @Outcome(id = "1", expect = Expect.ACCEPTABLE_INTERESTING, desc = "one bit is lost")
  @Outcome(id = "2", expect = Expect.ACCEPTABLE, desc = "both are there")
  public static class Bits {
    final BitSet bits = new BitSet();

    @Actor
    public void a() {
      bits.set(1);
    }

    @Actor
    public void b() {
      bits.set(2);
    }

    @Arbiter
    public void count(I_Result r) {
      r.r1 = bits.cardinality();
    }
  }

  /** Lst. */
  @JCStressTest
  @State
  @Outcome(
      id = {"0", "1"},
      expect = Expect.ACCEPTABLE)
  public static class Lst {
    final List<Integer> q = new ArrayList<>();

    @Actor
    public void a() {
      q.add(1);
    }

    @Actor
    public void b(I_Result r) {
      r.r1 = q.size();
    }
  }

  /** Mp. */
  @JCStressTest
  @State
  @Outcome(
      id = {"1", "null"},
      expect = Expect.ACCEPTABLE)
  public static class Mp {
    final Map<String, Integer> q = new HashMap<>();

    @Actor
    public void a() {
      q.put("a", 1);
    }

    @Actor
    public void b(L_Result r) {
      r.r1 = q.get("a");
    }
  }

  /** Streams are their user's own, whatever they are given. */
  @JCStressTest
  @State
  @Outcome(id = "0", expect = Expect.ACCEPTABLE)
  @Outcome(id = "3", expect = Expect.ACCEPTABLE)
  @Outcome(id = "5", expect = Expect.ACCEPTABLE)
  @Outcome(id = "8", expect = Expect.ACCEPTABLE)
  public static class Streams {
    final long[] left = new long[1];
    final long[] right = new long[1];

    @Actor
    public void writer() {
      left[0] = 3;
      right[0] = 5;
    }

    @Actor
    public void reader(J_Result r) {
      r.r1 = LongStream.concat(LongStream.of(left), LongStream.of(right)).sum();
    }
  }
}
