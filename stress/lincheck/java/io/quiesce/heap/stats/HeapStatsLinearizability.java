package io.quiesce.heap.stats;

import io.quiesce.heap.span.SpanAllocType;
import io.quiesce.phase.ExecutionContext;
import io.quiesce.stress.lincheck.ModelChecked;
import io.quiesce.stress.lincheck.Scenario;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;

/**
 * {@link HeapStats} against plain figures: each group of changes happens at one instant, and a
 * snapshot is one atomic read of all figures (I2, I3), whoever writes: Ps 0 and 1, or guests
 * ({@code -1}).
 *
 * <p>At the start 1000 bytes are mapped, of which 400 are released. A snapshot waits for writers
 * inside a group, so obstruction freedom is not promised.
 *
 * <p>Run: {@code mvn verify -Pstress -Dstress.only=HeapStatsLinearizability}
 */
@ModelChecked(specification = HeapStatsLinearizability.Figures.class, random = false)
@Scenario(
    before = "alloc(0); alloc(0)",
    threads = {"free(0)", "free(1)"},
    after = "snapshot()",
    exhaustive = false)
@Scenario(
    before = "alloc(0); alloc(0)",
    threads = {"free(-1)", "free(-1)"},
    after = "snapshot()")
@Scenario(
    before = "alloc(1)",
    threads = {"free(-1)", "alloc(0)"},
    after = "snapshot()",
    exhaustive = false)
@Scenario(
    threads = {"alloc(0)", "snapshot()"},
    after = "snapshot()",
    exhaustive = false)
@Scenario(
    threads = {"alloc(-1)", "snapshot()"},
    after = "snapshot()",
    exhaustive = false)
@Scenario(
    threads = {"alloc(0); free(0)", "snapshot(); snapshot()"},
    after = "snapshot()",
    exhaustive = false)
@Scenario(
    threads = {"alloc(-1); alloc(1)", "snapshot(); snapshot()"},
    after = "snapshot()",
    exhaustive = false)
@Scenario(
    threads = {"alloc(0)", "alloc(1)", "snapshot(); snapshot()"},
    after = "snapshot()",
    exhaustive = false)
@Scenario(
    threads = {"alloc(-1)", "alloc(-1)", "snapshot()"},
    after = "snapshot()",
    exhaustive = false)
@Scenario(
    threads = {"alloc(0)", "snapshot()", "snapshot()"},
    after = "snapshot()",
    exhaustive = false)
public class HeapStatsLinearizability {
  private static final int MAPPED = 1000;
  private static final int RELEASED = 400;
  private static final int BYTES = 100;
  private static final int SCAVENGED = 10;

  private final HeapStats stats = new HeapStats(2);

  /** Fields and no array, whose reads would be steps. A guest's context is never written. */
  private final Writer guest = new Writer(ExecutionContext.NO_P);

  private final Writer p0 = new Writer(0);
  private final Writer p1 = new Writer(1);

  /** Maps, and uses most of it once. */
  public HeapStatsLinearizability() {
    stats.grow(guest, MAPPED);
    stats.alloc(guest, SpanAllocType.STACK, MAPPED, MAPPED - RELEASED);
    stats.free(guest, SpanAllocType.STACK, MAPPED);
  }

  private static final class Writer extends ExecutionContext {
    Writer(int pid) {
      setPid(pid);
    }
  }

  private Writer writer(int pid) {
    return pid == ExecutionContext.NO_P ? guest : pid == 0 ? p0 : p1;
  }

  /** A stack span of 100 bytes is made, of which 10 had been released; changes two figures. */
  @Operation
  public void alloc(int pid) {
    stats.alloc(writer(pid), SpanAllocType.STACK, BYTES, SCAVENGED);
  }

  /** A stack span dies. */
  @Operation
  public void free(int pid) {
    stats.free(writer(pid), SpanAllocType.STACK, BYTES);
  }

  /** Bytes in stacks and bytes released, in one number. */
  @Operation
  public long snapshot() {
    HeapSnapshot cut = stats.snapshot();
    return cut.stacksInuse() * MAPPED + cut.heapReleased();
  }

  /** The identities hold in one more cut. */
  @Validate
  public void identitiesHold() {
    if (stats.snapshot().check().mapped() != MAPPED) {
      throw new AssertionError("AC2: " + stats.snapshot());
    }
  }

  /** The specification. */
  public static final class Figures {
    private long stacks;
    private long released = RELEASED;

    /** Both figures at once. */
    public void alloc(int pid) {
      stacks += BYTES;
      released -= SCAVENGED;
    }

    /** One figure. */
    public void free(int pid) {
      stacks -= BYTES;
    }

    /** Both figures at once. */
    public long snapshot() {
      return stacks * MAPPED + released;
    }
  }
}
