package io.quiesce.stack.segmented;

import io.quiesce.stack.segmented.block.OsMemory;
import io.quiesce.stress.lincheck.ModelChecked;
import io.quiesce.stress.lincheck.Scenario;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;

/**
 * The batches of fixed-size stacks between the rings of Ms and the global list: each stack of each
 * batch that was ever mapped is in one ring or in one batch (F1).
 *
 * <p>At the start ring 0 is full, ring 1 has room for a batch, and one batch is on the list. What a
 * ring does is not explored: it belongs to one M. Which batch an M gets is its own luck, so
 * operations have no results; the places are counted at the end.
 *
 * <p>Run: {@code mvn verify -Pstress -Dstress.only=FixedStackLinearizability}
 */
@ModelChecked(
    specification = FixedStackLinearizability.Model.class,
    random = false,
    judges = {SegmentRing.class, FixedStackLinearizability.Start.class})
@Scenario(
    before = "release(0)",
    threads = {"refill(0)", "refill(1)"})
@Scenario(
    before = "refill(1)",
    threads = {"release(0)", "release(1)"})
@Scenario(threads = {"release(0)", "refill(1)"})
@Scenario(threads = {"release(0); refill(0)", "refill(1); release(1)"})
public class FixedStackLinearizability {
  private final Start start = new Start();
  private final FixedStacks stacks = start.stacks;
  private final SegmentRing ring0 = start.rings.get(0);
  private final SegmentRing ring1 = start.rings.get(1);

  /** Adds a batch to a ring that has room. */
  @Operation
  public void refill(int ring) {
    stacks.refill(ring == 0 ? ring0 : ring1);
  }

  /** Takes a batch out of a full ring. */
  @Operation
  public void release(int ring) {
    stacks.release(ring == 0 ? ring0 : ring1);
  }

  /** F1. */
  @Validate
  public void eachStackHasOnePlace() {
    start.check();
  }

  /** What the scenarios begin with, and the count of places at the end. */
  static final class Start {
    private static final int FIXED_STACK = 8192;
    private static final long OS_BYTES = 1L << 30;

    final FixedStacks stacks = new FixedStacks(new OsMemory(OS_BYTES), FIXED_STACK);
    final List<SegmentRing> rings = List.of(new SegmentRing(), new SegmentRing());

    /** Ring 0 is full, ring 1 is half full, one batch is on the list. */
    Start() {
      stacks.refill(rings.get(1));
      stacks.refill(rings.get(1));
      stacks.refill(rings.get(0));
      stacks.refill(rings.get(0));
      stacks.release(rings.get(1));
    }

    void check() {
      Set<Long> seen = new HashSet<>();
      int places = 0;
      for (SegmentRing ring : rings) {
        places += add(seen, ring.entries());
      }
      for (long[] batch : stacks.batches()) {
        places += add(seen, batch);
      }
      int mapped = stacks.mapped().size() * SegmentRing.BATCH;
      if (places != mapped || seen.size() != mapped) {
        throw new AssertionError(
            "F1: " + mapped + " stacks mapped, " + seen.size() + " in " + places + " places");
      }
    }

    private static int add(Set<Long> seen, long[] stacks) {
      for (long lo : stacks) {
        seen.add(lo);
      }
      return stacks.length;
    }
  }

  /** The specification: nothing is visible to the caller. */
  public static final class Model {
    /** Never short. */
    public void refill(int ring) {}

    /** Never refused. */
    public void release(int ring) {}
  }
}
