package io.quiesce.stack;

import io.quiesce.oracle.HeapOracle;
import io.quiesce.oracle.StackOracle;
import io.quiesce.sched.OwnershipException;
import io.quiesce.stress.lincheck.ModelChecked;
import io.quiesce.stress.lincheck.Scenario;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;

/**
 * The caches of two Ps, one of which another M empties after claiming it, against a model of who
 * owns the P: refill, release and clear never meet in one cache (S9), and no stack is lost or
 * doubled on the way (S1, S5).
 *
 * <p>M 0 runs P 0 and M 1 runs P 1 at the start. M 1 claims, clears and gives up P 0.
 *
 * <p>Run: {@code mvn verify -Pstress -Dstress.only=StackCacheLinearizability}
 */
@ModelChecked(
    specification = StackCacheLinearizability.Model.class,
    random = false,
    cost = 5,
    judges = {HeapOracle.class, StackOracle.class, StackCrew.Start.class})
@Scenario(
    before = "alloc(0); free(0); release()",
    threads = {"acquire(); alloc(0)", "claim(); clear(); unclaim()"},
    exhaustive = false)
@Scenario(
    before = "alloc(0)",
    threads = {"free(0); release()", "claim(); clear(); unclaim()"},
    exhaustive = false)
@Scenario(
    before = "alloc(0); alloc(1)",
    threads = {"free(0); alloc(0)", "free(1); alloc(1)"},
    after = "free(0); free(1)",
    exhaustive = false)
@Scenario(
    before = "alloc(0); free(0); release(); claim()",
    threads = {"acquire(); alloc(0)", "clear(); unclaim(); alloc(1)"},
    exhaustive = false)
public class StackCacheLinearizability {
  private final StackCrew crew = StackCrew.Start.crew(StackConfig.DEFAULT, 16 << 10);

  /** Takes a stack. */
  @Operation
  public boolean alloc(int m) {
    return crew.alloc(m);
  }

  /** Frees the stack that the M took first; false if it has none. */
  @Operation
  public boolean free(int m) {
    return crew.free(m);
  }

  /** M 0 takes its P; false if it is claimed. */
  @Operation
  public boolean acquire() {
    try {
      crew.ms[0].acquirep(crew.sched.p(0));
      return true;
    } catch (OwnershipException refused) {
      return false;
    }
  }

  /** M 0 gives its P up. */
  @Operation
  public void release() {
    crew.ms[0].releasep();
  }

  /** M 1 claims P 0; false if it is owned. */
  @Operation
  public boolean claim() {
    return crew.sched.tryClaim(crew.ms[1], crew.sched.p(0));
  }

  /** M 1 empties the cache of P 0; false if it has not claimed it. */
  @Operation
  public boolean clear() {
    try {
      crew.stacks.stackcacheClear(crew.ms[1], crew.sched.p(0), StackSizes.order(16 << 10));
      return true;
    } catch (OwnershipException refused) {
      return false;
    }
  }

  /** M 1 gives P 0 up; false if it has not claimed it. */
  @Operation
  public boolean unclaim() {
    try {
      crew.sched.unclaim(crew.ms[1], crew.sched.p(0));
      return true;
    } catch (OwnershipException refused) {
      return false;
    }
  }

  /** S1 to S11 and the heap's invariants; in phase OFF nothing is deferred. */
  @Validate
  public void nothingIsLost() {
    crew.check();
  }

  /** The specification: who owns P 0, and counts of stacks. */
  public static final class Model {
    private static final int NOBODY = -1;

    private int owner;
    private final int[] held = new int[2];

    /** One more, with or without a P. */
    public boolean alloc(int m) {
      held[m]++;
      return true;
    }

    /** One less, if there is one. */
    public boolean free(int m) {
      if (held[m] == 0) {
        return false;
      }
      held[m]--;
      return true;
    }

    /** If it is idle. */
    public boolean acquire() {
      return take(0);
    }

    /** By its owner. */
    public void release() {
      owner = NOBODY;
    }

    /** If it is idle. */
    public boolean claim() {
      return take(1);
    }

    private boolean take(int m) {
      if (owner != NOBODY) {
        return false;
      }
      owner = m;
      return true;
    }

    /** If it is claimed. */
    public boolean clear() {
      return owner == 1;
    }

    /** If it is claimed. */
    public boolean unclaim() {
      if (owner != 1) {
        return false;
      }
      owner = NOBODY;
      return true;
    }
  }
}
