package io.quiesce.gc.assist;

import io.quiesce.stress.lincheck.ModelChecked;
import io.quiesce.stress.lincheck.Scenario;
import org.jetbrains.lincheck.datastructures.LongGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.Validate;

/**
 * {@link BgCredit} is a number: what was added and not stolen is there, exactly, and it is never
 * negative (A4). Nobody waits for anybody.
 *
 * <p>Run: {@code mvn verify -Pstress -Dstress.only=BgCreditLinearizability}
 */
@ModelChecked(specification = BgCreditLinearizability.Model.class, obstructionFree = true)
@Param(name = "units", gen = LongGen.class, conf = "1:4")
@Scenario(
    before = "add(3)",
    threads = {"steal(2)", "steal(2)"},
    after = "available()")
@Scenario(
    before = "add(1)",
    threads = {"steal(3)", "add(2)"},
    after = "available()")
@Scenario(
    threads = {"add(1); steal(3)", "add(2); available()"},
    after = "available()")
@Scenario(
    before = "add(4)",
    threads = {"steal(3)", "steal(2)", "add(1)"},
    after = "available()",
    exhaustive = false)
public class BgCreditLinearizability {
  private final BgCredit credit = new BgCredit();

  /** No credit. */
  public BgCreditLinearizability() {}

  /** Adds; the credit after it. */
  @Operation
  public long add(@Param(name = "units") long units) {
    return credit.add(units);
  }

  /** Steals at most that. */
  @Operation
  public long steal(@Param(name = "units") long units) {
    return credit.steal(units);
  }

  /** What there is. */
  @Operation
  public long available() {
    return credit.available();
  }

  /** Never below zero. */
  @Validate
  public void isNotNegative() {
    if (credit.available() < 0) {
      throw new AssertionError("I1: " + credit);
    }
  }

  /** The specification. */
  public static final class Model {
    private long credit;

    /** Adds. */
    public long add(long units) {
      credit += units;
      return credit;
    }

    /** Takes the smaller of both. */
    public long steal(long units) {
      long stolen = Math.min(units, credit);
      credit -= stolen;
      return stolen;
    }

    /** The number. */
    public long available() {
      return credit;
    }
  }
}
