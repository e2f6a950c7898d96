package io.quiesce.sched;

import io.quiesce.stress.lincheck.ModelChecked;
import io.quiesce.stress.lincheck.Scenario;
import org.jetbrains.lincheck.datastructures.Operation;

/**
 * The status of a {@link G} and its scan bit against a sequential model: one scanner at a time, and
 * no change of status while it scans (G7).
 *
 * <p>The goroutine is WAITING at the start. Whoever owns its stack counts up a plain number in it.
 * A change of status waits for the scanner, so obstruction freedom is not promised.
 *
 * <p>Run: {@code mvn verify -Pstress -Dstress.only=GoroutineStatusLinearizability}
 */
@ModelChecked(specification = GoroutineStatusLinearizability.Model.class, random = false)
@Scenario(
    threads = {"scan(1)", "scan(2)"},
    after = "count()")
@Scenario(
    threads = {"scan(1); endScan(1)", "scan(2); endScan(2)"},
    after = "count()",
    exhaustive = false)
@Scenario(
    threads = {"scan(1); endScan(1)", "ready()"},
    after = "count()",
    exhaustive = false)
@Scenario(
    threads = {"scan(1); endScan(1)", "ready(); run()"},
    after = "count()",
    exhaustive = false)
@Scenario(threads = {"ready()", "ready()"})
@Scenario(
    threads = {"scan(1); endScan(1)", "scan(2); endScan(2)", "ready(); run()"},
    after = "count()",
    exhaustive = false)
public class GoroutineStatusLinearizability {
  private static final int SCANNERS = 3;

  private final G g = new G(1);
  private final boolean[] scanning = new boolean[SCANNERS];

  /** Belongs to the owner of the stack. */
  private int count;

  /** A waiting goroutine. */
  public GoroutineStatusLinearizability() {
    g.cas(GStatus.IDLE, GStatus.WAITING);
  }

  /** Takes the scan bit and looks at the stack; false if somebody scans or it is not waiting. */
  @Operation
  public boolean scan(int scanner) {
    scanning[scanner] = g.tryScan(GStatus.WAITING);
    if (scanning[scanner]) {
      count++;
    }
    return scanning[scanner];
  }

  /** Gives the bit back; false if the scanner has it not. */
  @Operation
  public boolean endScan(int scanner) {
    if (!scanning[scanner]) {
      return false;
    }
    scanning[scanner] = false;
    g.endScan();
    return true;
  }

  /** WAITING to RUNNABLE, when nobody scans; false if it is not waiting. */
  @Operation
  public boolean ready() {
    return change(GStatus.WAITING, GStatus.RUNNABLE);
  }

  /** RUNNABLE to RUNNING; false if it is not runnable. The goroutine then uses its stack. */
  @Operation
  public boolean run() {
    boolean runs = change(GStatus.RUNNABLE, GStatus.RUNNING);
    if (runs) {
      count++;
    }
    return runs;
  }

  private boolean change(GStatus from, GStatus to) {
    try {
      g.cas(from, to);
      return true;
    } catch (GoroutineStateException refused) {
      return false;
    }
  }

  /** How often the stack was used; at the end. */
  @Operation
  public int count() {
    return count;
  }

  /** The specification; a change of status during a scan is impossible, so it is never false. */
  public static final class Model {
    private GStatus status = GStatus.WAITING;
    private int scanner;
    private int count;

    /** If nobody scans. */
    public boolean scan(int by) {
      if (scanner != 0 || status != GStatus.WAITING) {
        return false;
      }
      scanner = by;
      count++;
      return true;
    }

    /** If it has the bit. */
    public boolean endScan(int by) {
      if (scanner != by) {
        return false;
      }
      scanner = 0;
      return true;
    }

    /** Fails a history in which the change came during a scan. */
    public boolean ready() {
      return change(GStatus.WAITING, GStatus.RUNNABLE);
    }

    /** As ready. */
    public boolean run() {
      boolean runs = change(GStatus.RUNNABLE, GStatus.RUNNING);
      count += runs ? 1 : 0;
      return runs;
    }

    private boolean change(GStatus from, GStatus to) {
      if (status != from) {
        return false;
      }
      if (scanner != 0) {
        throw new IllegalStateException("changed during a scan");
      }
      status = to;
      return true;
    }

    /** All uses. */
    public int count() {
      return count;
    }
  }
}
