package io.quiesce.explore.subject;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.StringJoiner;
import java.util.StringTokenizer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Expect;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.I_Result;

/**
 * Loops that look at shared memory in each turn, as those do that wait, and end by themselves: what
 * leads to the end is inside an object of the JDK that is not rewritten.
 */
@SuppressWarnings("all")
public final class WalkSubjects {
  private WalkSubjects() {}

  /** What they share; nobody sets it to seven. */
  public abstract static class Walk {
    final AtomicInteger x = new AtomicInteger();

    /** Sets it once. */
    @Actor
    public void writer() {
      x.set(1);
    }

    boolean look() {
      return x.get() == 7;
    }
  }

  /** Over an immutable list. */
  @JCStressTest
  @State
  @Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "it ends")
  public static class Immutable extends Walk {
    /** Walks. */
    @Actor
    public void walker(I_Result r) {
      for (int one : List.of(1, 2, 3)) {
        if (look()) {
          r.r1 = 2;
        }
      }
      r.r1 = 1;
    }
  }

  /** Over lists, sets and views of the JDK's. */
  @JCStressTest
  @State
  @Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "it ends")
  public static class Views extends Walk {
    /** Walks. */
    @Actor
    public void walker(I_Result r) {
      for (int one : Arrays.asList(1, 2)) {
        r.r1 = look() ? 2 : 0;
      }
      for (int one : Set.of(1, 2)) {
        r.r1 = look() ? 2 : 0;
      }
      for (TimeUnit one : EnumSet.of(TimeUnit.DAYS, TimeUnit.HOURS)) {
        r.r1 = look() ? 2 : 0;
      }
      for (int one : Collections.unmodifiableCollection(List.of(1, 2))) {
        r.r1 = look() ? 2 : 0;
      }
      Iterator<Integer> each = List.of(1, 2).iterator();
      while (each.hasNext()) {
        r.r1 = x.get() + each.next() > 9 ? 2 : 0;
      }
      r.r1 = 1;
    }
  }

  /** By what a builder, a tokenizer, a matcher or a generator has come to. */
  @JCStressTest
  @State
  @Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "it ends")
  public static class Builders extends Walk {
    /** Walks. */
    @Actor
    public void walker(I_Result r) {
      StringBuilder text = new StringBuilder();
      while (text.length() < 2 && !look()) {
        text.append('.');
      }
      StringJoiner joiner = new StringJoiner(",");
      while (joiner.length() < 2 && !look()) {
        joiner.add("a");
      }
      StringTokenizer words = new StringTokenizer("a b");
      while (words.hasMoreTokens() && !look()) {
        words.nextToken();
      }
      Matcher matcher = Pattern.compile("a").matcher("aa");
      while (matcher.find() && !look()) {
        r.r1 = 0;
      }
      Random random = new Random(1);
      while (random.nextInt(3) != 0 && !look()) {
        r.r1 = 0;
      }
      r.r1 = 1;
    }
  }

  /** Over a map, whose iterator has a loop of its own. */
  @JCStressTest
  @State
  @Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "it ends")
  public static class Keys extends Walk {
    final Map<Integer, Integer> map = new HashMap<>(Map.of(1, 1));

    /** Walks. */
    @Actor
    public void walker(I_Result r) {
      for (int one : map.keySet()) {
        r.r1 = look() ? 2 : 0;
      }
      for (int one : new HashSet<>(List.of(1, 2))) {
        r.r1 = look() ? 2 : 0;
      }
      r.r1 = 1;
    }
  }

  /** Counts in an object of its own, and then walks: the inner loop is not all that there is. */
  @JCStressTest
  @State
  @Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "it ends")
  public static class Inner extends Walk {
    /** Walks. */
    @Actor
    public void walker(I_Result r) {
      List<Integer> turns = new ArrayList<>();
      while (turns.size() < 2 && !look()) {
        turns.add(1);
        for (int one : new int[] {1, 2}) {
          look();
        }
      }
      ThreadLocal<Integer> count = ThreadLocal.withInitial(() -> 0);
      while (count.get() < 2 && !look()) {
        count.set(count.get() + 1);
      }
      r.r1 = 1;
    }
  }

  /** Really waits, in a loop around a walk. */
  @JCStressTest
  @State
  @Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "it sees the flag at last")
  public static class Waiting extends Walk {
    /** Waits. */
    @Actor
    public void waiter(I_Result r) {
      while (!one()) {}
      r.r1 = 1;
    }

    private boolean one() {
      for (AtomicInteger one : List.of(x, x)) {
        if (one.get() == 1) {
          return true;
        }
      }
      for (AtomicInteger one : new ArrayList<>(List.of(x, x))) {
        if (one.get() == 1) {
          return true;
        }
      }
      return false;
    }
  }

  /** Notes in its first turn that it is there, and then really waits. */
  @JCStressTest
  @State
  @Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "it sees the flag at last")
  public static class Late extends Walk {
    /** Waits. */
    @Actor
    public void waiter(I_Result r) {
      List<Integer> noted = new ArrayList<>();
      while (x.get() != 1) {
        if (noted.isEmpty()) {
          noted.add(1);
        }
      }
      r.r1 = 1;
    }
  }

  /**
   * Waits, and does in its first turn what the other waits for: behind a jump back that is not
   * made, which is taken for the end of the turn all the same.
   */
  @JCStressTest
  @State
  @Outcome(id = "1", expect = Expect.ACCEPTABLE, desc = "both come to their ends")
  public static class Handshake {
    volatile int x;
    volatile int y;

    /** Waits for the other. */
    @Actor
    public void one() {
      do {} while (y != 5);
      x = 1;
    }

    /** Tells it to go on, and waits for it. */
    @Actor
    public void two(I_Result r) {
      boolean[] told = new boolean[1];
      while (x != 1) {
        if (!told[0]) {
          told[0] = true;
          y = 5;
        }
      }
      r.r1 = 1;
    }
  }
}
