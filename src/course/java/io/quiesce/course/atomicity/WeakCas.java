package io.quiesce.course.atomicity;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.Arbiter;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.III_Result;
import org.openjdk.jcstress.infra.results.ZZ_Result;

/** A compare-and-set that may fail for no reason. */
public final class WeakCas {
  private WeakCas() {}

  /** One weak attempt. */
  @JCStressTest
  @State
  @Outcome(id = "false, false", expect = FORBIDDEN, desc = "nobody has it")
  @Outcome(id = "false, true", expect = ACCEPTABLE, desc = "the second has it")
  @Outcome(id = "true, false", expect = ACCEPTABLE, desc = "the first has it")
  public static class Broken {
    static final VarHandle CELL = MethodHandles.arrayElementVarHandle(int[].class);

    final int[] owner = new int[1];

    @Actor
    public void first(ZZ_Result r) {
      r.r1 = claim(1);
    }

    @Actor
    public void second(ZZ_Result r) {
      r.r2 = claim(2);
    }

    boolean claim(int me) {
      return CELL.weakCompareAndSet(owner, 0, 0, me);
    }
  }

  /** One strong attempt. */
  @JCStressTest
  @State
  @Outcome(id = "false, false", expect = FORBIDDEN, desc = "nobody has it")
  @Outcome(id = "false, true", expect = ACCEPTABLE, desc = "the second has it")
  @Outcome(id = "true, false", expect = ACCEPTABLE, desc = "the first has it")
  public static class Fixed {
    static final VarHandle CELL = MethodHandles.arrayElementVarHandle(int[].class);

    final int[] owner = new int[1];

    @Actor
    public void first(ZZ_Result r) {
      r.r1 = claim(1);
    }

    @Actor
    public void second(ZZ_Result r) {
      r.r2 = claim(2);
    }

    boolean claim(int me) {
      return CELL.compareAndSet(owner, 0, 0, me);
    }
  }

  /** Weak attempts, as long as nobody else has it. */
  @JCStressTest
  @State
  @Outcome(id = "false, false", expect = FORBIDDEN, desc = "nobody has it")
  @Outcome(id = "false, true", expect = ACCEPTABLE, desc = "the second has it")
  @Outcome(id = "true, false", expect = ACCEPTABLE, desc = "the first has it")
  public static class Retried {
    static final VarHandle CELL = MethodHandles.arrayElementVarHandle(int[].class);

    final int[] owner = new int[1];

    @Actor
    public void first(ZZ_Result r) {
      r.r1 = claim(1);
    }

    @Actor
    public void second(ZZ_Result r) {
      r.r2 = claim(2);
    }

    boolean claim(int me) {
      while ((int) CELL.getVolatile(owner, 0) == 0) {
        if (CELL.weakCompareAndSet(owner, 0, 0, me)) {
          return true;
        }
      }
      return false;
    }
  }

  /** Each takes the next ticket. */
  @JCStressTest
  @State
  @Outcome(id = "0, 1, 2", expect = ACCEPTABLE, desc = "the first was first")
  @Outcome(id = "1, 0, 2", expect = ACCEPTABLE, desc = "the second was first")
  @Outcome(expect = FORBIDDEN, desc = "a ticket twice, or none")
  public static class Exercise {
    static final VarHandle CELL = MethodHandles.arrayElementVarHandle(int[].class);

    final int[] next = new int[1];

    @Actor
    public void first(III_Result r) {
      r.r1 = take();
    }

    @Actor
    public void second(III_Result r) {
      r.r2 = take();
    }

    int take() {
      int mine = (int) CELL.getVolatile(next, 0);
      if (!CELL.weakCompareAndSet(next, 0, mine, mine + 1)) {
        mine = (int) CELL.getVolatile(next, 0);
      }
      return mine;
    }

    @Arbiter
    public void taken(III_Result r) {
      r.r3 = next[0];
    }
  }

  /** A failure is noticed, whatever its reason, and the attempt repeated. */
  @JCStressTest
  @State
  @Outcome(id = "0, 1, 2", expect = ACCEPTABLE, desc = "the first was first")
  @Outcome(id = "1, 0, 2", expect = ACCEPTABLE, desc = "the second was first")
  @Outcome(expect = FORBIDDEN, desc = "a ticket twice, or none")
  public static class Solution {
    static final VarHandle CELL = MethodHandles.arrayElementVarHandle(int[].class);

    final int[] next = new int[1];

    @Actor
    public void first(III_Result r) {
      r.r1 = take();
    }

    @Actor
    public void second(III_Result r) {
      r.r2 = take();
    }

    int take() {
      int mine;
      do {
        mine = (int) CELL.getVolatile(next, 0);
      } while (!CELL.weakCompareAndSet(next, 0, mine, mine + 1));
      return mine;
    }

    @Arbiter
    public void taken(III_Result r) {
      r.r3 = next[0];
    }
  }
}
