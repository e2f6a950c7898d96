package io.quiesce.oracle;

import io.quiesce.heap.memory.HeapAddress;
import io.quiesce.stack.segmented.GStatus;
import io.quiesce.stack.segmented.SegmentAllocator;
import io.quiesce.stack.segmented.SegmentConfig;
import io.quiesce.stack.segmented.SegmentedG;
import io.quiesce.stack.segmented.SegmentedM;
import io.quiesce.stack.segmented.Stktop;
import io.quiesce.stack.segmented.block.BlockHeap.Block;
import io.quiesce.stack.segmented.goroutine.SegmentedStacks;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Invariants O1 to O5 of the segmented stacks, and that no memory is lost or owned twice.
 *
 * <p>Walks the chains of records in memory and compares with the goroutines' own figures, with the
 * blocks that the heap has handed out, and with the rings and batches. O6 and O7 are about the
 * course of an operation; their effects show here as a wrong total or a wrong origin. For use while
 * no M runs.
 */
public final class SegmentedOracle {
  /** A segment as the walk finds it. */
  private record Segment(SegmentedG gp, long lo, long hi, boolean malloced) {
    long size() {
      return hi - lo;
    }

    @Override
    public String toString() {
      return (malloced ? "heap" : "fixed")
          + " segment ["
          + HeapAddress.hex(lo)
          + ", +"
          + size()
          + ") of "
          + gp;
    }
  }

  private final SegmentedStacks stacks;
  private final SegmentAllocator allocator;
  private final List<String> violations = new ArrayList<>();
  private final List<Segment> live = new ArrayList<>();

  private SegmentedOracle(SegmentedStacks stacks) {
    this.stacks = stacks;
    this.allocator = stacks.allocator();
  }

  /**
   * Checks everything.
   *
   * @throws OracleException if anything is wrong
   */
  public static void check(SegmentedStacks stacks) {
    List<String> violations = violations(stacks);
    if (!violations.isEmpty()) {
      throw new OracleException("segmented stacks", violations);
    }
  }

  /** What is wrong, one line each, beginning with the invariant's id. */
  public static List<String> violations(SegmentedStacks stacks) {
    SegmentedOracle oracle = new SegmentedOracle(stacks);
    stacks.allgs().forEach(oracle::checkGoroutine);
    stacks.freeGs().forEach(oracle::checkFree);
    oracle.checkBlocks();
    if (stacks.allocator().config().fromSystem()) {
      oracle.checkMappings();
    } else {
      oracle.checkFixed();
    }
    return oracle.violations;
  }

  private void expect(boolean holds, String violation) {
    if (!holds) {
      violations.add(violation);
    }
  }

  private void checkGoroutine(SegmentedG gp) {
    if (!gp.hasStack()) {
      expect(
          gp.stacksize() == 0 && gp.stack0() == 0 && gp.stackguard() == 0,
          "O1: without a stack, but charged or with addresses: " + gp);
      return;
    }
    List<Segment> chain = chain(gp);
    long sum = chain.stream().mapToLong(Segment::size).sum();
    expect(sum == gp.stacksize(), "O1: segments have " + sum + " bytes: " + gp);
    expect(
        chain.get(chain.size() - 1).lo() == gp.stack0(),
        "O1: the chain does not end at stack0=" + HeapAddress.hex(gp.stack0()) + ": " + gp);
    chain.forEach(this::checkOrigin);
    live.addAll(chain);
  }

  private List<Segment> chain(SegmentedG gp) {
    Stktop stktop = allocator.stktop();
    List<Segment> chain = new ArrayList<>();
    long lo = gp.lo();
    long top = gp.stackbase();
    while (top != 0) {
      chain.add(new Segment(gp, lo, top + Stktop.BYTES, stktop.malloced(top)));
      lo = stktop.stackguard(top) - SegmentConfig.STACK_GUARD;
      long older = stktop.stackbase(top);
      expect(
          older == 0 || stktop.gobufG(top) == gp.goid(),
          "O5: a segment of " + gp + " was made by goroutine " + stktop.gobufG(top));
      top = older;
    }
    return chain;
  }

  private void checkOrigin(Segment s) {
    if (allocator.config().fromSystem()) {
      long mapped = Math.max(s.size(), HeapAddress.PAGE_BYTES);
      expect(!s.malloced(), "O2: no heap block in this mode: " + s);
      expect(allocator.os().mappedBytes(s.lo()) == mapped, "O2: not mapped: " + s);
      return;
    }
    boolean block = allocator.blocks().owns(s.lo());
    expect(block == s.malloced(), "O2: comes from " + (block ? "the heap: " : "a batch: ") + s);
    if (!s.malloced()) {
      expect(
          s.size() == allocator.config().fixedStack() && allocator.isFixedInUse(s.lo()),
          "O3: no fixed stack in use: " + s);
    }
  }

  private void checkFree(SegmentedG gp) {
    expect(gp.status() == GStatus.DEAD, "O4: on a free list, but alive: " + gp);
    expect(gp.segmentSize() == gp.stacksize(), "O4: on a free list with a wrong size: " + gp);
    expect(
        !gp.hasStack() || (gp.lo() == gp.stack0() && !allocator.stktop().malloced(gp.stackbase())),
        "O4: on a free list with a stack that must not be kept: " + gp);
  }

  /** Live heap segments and allocated blocks are the same things. */
  private void checkBlocks() {
    Set<Block> held = new HashSet<>();
    for (Segment s : live) {
      if (s.malloced()) {
        expect(held.add(new Block(s.lo(), s.size())), "O5: owned twice: " + s);
      }
    }
    Set<Block> blocks = new HashSet<>(allocator.blocks().blocks());
    for (Block b : blocks) {
      expect(held.contains(b), "O5: block " + HeapAddress.hex(b.addr()) + " is lost: " + b);
    }
    for (Block b : held) {
      expect(blocks.contains(b), "O5: the heap has no such block in use: " + b);
    }
  }

  /** Each stack of each batch is in use, in one ring, or in one batch of the list. */
  private void checkFixed() {
    List<Long> all = new ArrayList<>();
    long inuse = 0;
    for (SegmentedM m : stacks.allms()) {
      inuse += m.stackinuse();
      expect(m.ringEntries().length <= 32, "O3: more than 32 entries in the ring of " + m);
      addFree(m.ringEntries(), "the ring of " + m, all);
    }
    allocator.batches().forEach(batch -> addFree(batch, "a batch", all));
    long free = all.size();
    live.stream().filter(s -> !s.malloced()).forEach(s -> all.add(s.lo()));
    expect(
        inuse == all.size() - free,
        "O5: stackinuse is " + inuse + ", but fixed stacks in use are " + (all.size() - free));

    Set<Long> carved = carved();
    Set<Long> distinct = new HashSet<>(all);
    expect(distinct.size() == all.size(), "O5: a fixed stack is in two places: " + hex(all));
    expect(distinct.equals(carved), "O5: fixed stacks lost or foreign: " + hex(delta(all, carved)));
    long sys = (long) carved.size() * allocator.config().fixedStack();
    expect(
        allocator.os().stacksSys() == sys,
        "O5: stacks_sys is " + allocator.os().stacksSys() + ", but batches have " + sys);
  }

  private void addFree(long[] entries, String where, List<Long> all) {
    for (long lo : entries) {
      expect(!allocator.isFixedInUse(lo), "O5: " + HeapAddress.hex(lo) + " in use, in " + where);
      all.add(lo);
    }
  }

  private Set<Long> carved() {
    Set<Long> carved = new HashSet<>();
    int fixed = allocator.config().fixedStack();
    for (long base : allocator.mappedBatches()) {
      for (int i = 0; i < 16; i++) {
        carved.add(base + (long) i * fixed);
      }
    }
    return carved;
  }

  private static Set<Long> delta(List<Long> a, Set<Long> b) {
    Set<Long> delta = new HashSet<>(a);
    delta.removeAll(b);
    for (Long x : b) {
      if (!a.contains(x)) {
        delta.add(x);
      }
    }
    return delta;
  }

  private static List<String> hex(Iterable<Long> addresses) {
    List<String> hex = new ArrayList<>();
    addresses.forEach(a -> hex.add(HeapAddress.hex(a)));
    return hex;
  }

  private void checkMappings() {
    long mapped = 0;
    Set<Long> distinct = new HashSet<>();
    for (Segment s : live) {
      expect(distinct.add(s.lo()), "O5: owned twice: " + s);
      mapped += Math.max(s.size(), HeapAddress.PAGE_BYTES);
    }
    expect(
        allocator.os().stacksSys() == mapped,
        "O5: stacks_sys is " + allocator.os().stacksSys() + ", but segments have " + mapped);
  }
}
