package io.quiesce.sched;

import io.quiesce.stress.lincheck.ModelChecked;
import io.quiesce.stress.lincheck.Scenario;
import java.util.List;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;

/**
 * Ownership of a {@link P} against one owner in a sequential model: running, claiming, giving back
 * (I1, S9), and an M that waits for it (I3).
 *
 * <p>M {@code i} belongs to one thread of a scenario. While one owns the P it counts up a plain
 * number, so two owners at a time, or an owner who does not see what the last one did, lose a count
 * (I2). An M that waits for a P waits; the rest is lock-free, which the scenarios without a waiting
 * M would show by ending.
 *
 * <p>Run: {@code mvn verify -Pstress -Dstress.only=ProcessorLinearizability}
 */
@ModelChecked(specification = ProcessorLinearizability.Owner.class, random = false)
@Scenario(threads = {"claim(0)", "claim(1)"})
@Scenario(threads = {"acquire(0)", "claim(1)"})
@Scenario(
    before = "acquire(0)",
    threads = {"release(0)", "claim(1)"},
    after = "count()")
@Scenario(
    threads = {"acquire(0)", "acquire(1)"},
    after = "count()",
    exhaustive = false)
@Scenario(
    before = "acquire(0)",
    threads = {"release(0)", "await(1)"},
    after = "count()",
    exhaustive = false)
@Scenario(
    threads = {"acquire(0); release(0)", "claim(1); unclaim(1)"},
    after = "count()",
    exhaustive = false)
@Scenario(
    before = "claim(0)",
    threads = {"unclaim(0)", "await(1); release(1)"},
    after = "count()",
    exhaustive = false)
@Scenario(
    before = "acquire(0)",
    threads = {"release(0)", "await(1); release(1)", "await(2); release(2)"},
    after = "count()",
    exhaustive = false)
@Scenario(
    before = "acquire(0)",
    threads = {"release(0)", "await(1); release(1)", "claim(2); unclaim(2)"},
    after = "count()",
    exhaustive = false)
public class ProcessorLinearizability {
  private final Sched sched = new Sched(1);

  /** Fields and no array, whose reads would be steps. */
  private final M m0 = sched.newM();

  private final M m1 = sched.newM();
  private final M m2 = sched.newM();

  /** How often the P was taken; belongs to its owner. */
  private int count;

  private M m(int i) {
    return i == 0 ? m0 : i == 1 ? m1 : m2;
  }

  /** Takes the P if it is idle. */
  @Operation
  public boolean acquire(int m) {
    try {
      m(m).acquirep(sched.p(0));
    } catch (OwnershipException refused) {
      return false;
    }
    count++;
    return true;
  }

  /** Waits for the P and takes it. */
  @Operation
  public boolean await(int m) {
    m(m).acquireAnyP();
    count++;
    return true;
  }

  /** Gives the P back; false if the M does not run it. */
  @Operation
  public boolean release(int m) {
    if (m(m).p() == null) {
      return false;
    }
    m(m).releasep();
    return true;
  }

  /** Claims the P if it is idle. */
  @Operation
  public boolean claim(int m) {
    if (!sched.tryClaim(m(m), sched.p(0))) {
      return false;
    }
    count++;
    return true;
  }

  /** Gives a claimed P up; false if the M has not claimed it. */
  @Operation
  public boolean unclaim(int m) {
    try {
      sched.unclaim(m(m), sched.p(0));
      return true;
    } catch (OwnershipException refused) {
      return false;
    }
  }

  /** How often the P was taken; at the end. */
  @Operation
  public int count() {
    return count;
  }

  /** At most one M owns the P, and it is the one that says so. */
  @Validate
  public void oneOwner() {
    int owners = 0;
    for (M m : List.of(m0, m1, m2)) {
      boolean owns = sched.p(0).isOwnedBy(m);
      owners += owns ? 1 : 0;
      if (m.p() != null && !owns) {
        throw new AssertionError("I1: M" + m.id() + " runs " + sched.p(0));
      }
    }
    if (owners > 1 || owners == 0 != sched.p(0).isIdle()) {
      throw new AssertionError("I1: " + owners + " owners of " + sched.p(0));
    }
  }

  /** The specification. */
  public static final class Owner {
    private static final int NOBODY = -1;

    private int owner = NOBODY;
    private boolean claimed;
    private int count;

    private boolean take(int m, boolean claim) {
      if (owner != NOBODY) {
        return false;
      }
      owner = m;
      claimed = claim;
      count++;
      return true;
    }

    private boolean give(int m, boolean claim) {
      if (owner != m || claimed != claim) {
        return false;
      }
      owner = NOBODY;
      return true;
    }

    /** If nobody owns it. */
    public boolean acquire(int m) {
      return take(m, false);
    }

    /** Only possible when nobody owns it: the subject never answers false. */
    public boolean await(int m) {
      return take(m, false);
    }

    /** If m runs it. */
    public boolean release(int m) {
      return give(m, false);
    }

    /** If nobody owns it. */
    public boolean claim(int m) {
      return take(m, true);
    }

    /** If m has claimed it. */
    public boolean unclaim(int m) {
      return give(m, true);
    }

    /** All takes. */
    public int count() {
      return count;
    }
  }
}
