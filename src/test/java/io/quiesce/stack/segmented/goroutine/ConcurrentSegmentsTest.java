package io.quiesce.stack.segmented.goroutine;

import static io.quiesce.stack.segmented.goroutine.Segments.C;
import static io.quiesce.stack.segmented.goroutine.Segments.LARGE;
import static org.assertj.core.api.Assertions.assertThat;

import io.quiesce.heap.memory.MemoryMode;
import io.quiesce.oracle.SegmentedOracle;
import io.quiesce.stack.segmented.SegmentAllocator;
import io.quiesce.stack.segmented.SegmentConfig;
import io.quiesce.stack.segmented.SegmentedG;
import io.quiesce.stack.segmented.SegmentedM;
import io.quiesce.stack.segmented.Stktop;
import io.quiesce.stack.segmented.block.OsMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.atomic.AtomicReferenceArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Several Ms at once: rings and the batch list, and goroutines that pass from M to M. */
@Timeout(30)
final class ConcurrentSegmentsTest {
  private static final int MS = 3;

  private final Segments s = new Segments(SegmentConfig.of(MS), MemoryMode.POISON);
  private final AtomicReference<Throwable> failed = new AtomicReference<>();

  private interface Body {
    void run(int id, SegmentedM m);
  }

  private void onAllMs(Body body) throws InterruptedException {
    List<Thread> threads = new ArrayList<>();
    for (int i = 0; i < MS; i++) {
      int id = i;
      Thread t = new Thread(() -> body.run(id, s.ms.get(id)));
      t.setUncaughtExceptionHandler((thread, e) -> failed.set(e));
      t.start();
      threads.add(t);
    }
    for (Thread t : threads) {
      t.join();
    }
    assertThat(failed.get()).isNull();
  }

  /** Each fixed stack has one owner, whoever allocated it and whoever frees it. */
  @Test
  void ringsAndBatches_everyStackHasOneOwner() throws InterruptedException {
    SegmentAllocator allocator = s.stacks.allocator();
    AtomicIntegerArray owners = new AtomicIntegerArray(4096);
    AtomicReferenceArray<SegmentedG> shelf = new AtomicReferenceArray<>(64);

    onAllMs(
        (id, m) -> {
          Random random = new Random(id);
          m.ctx().enterSystemStack();
          for (int i = 0; i < 5_000; i++) {
            SegmentedG gp = new SegmentedG(id);
            long lo = allocator.stackalloc(m, gp, 4096);
            gp.setFirstSegment(lo, lo + 4096);
            own(owners, lo, 0, id + 1);
            allocator.memory().putLong(lo + 512, lo);
            own(owners, lo, id + 1, -1);
            free(allocator, m, owners, shelf.getAndSet(random.nextInt(64), gp));
          }
          m.ctx().leaveSystemStack();
        });

    s.m.ctx().enterSystemStack();
    for (int i = 0; i < 64; i++) {
      free(allocator, s.m, owners, shelf.get(i));
    }
    SegmentedOracle.check(s.stacks);
    assertThat(allocator.mappedBatches()).as("stacks are reused").hasSizeLessThan(20);
  }

  private static void free(
      SegmentAllocator allocator, SegmentedM m, AtomicIntegerArray owners, SegmentedG gp) {
    if (gp == null) {
      return;
    }
    long lo = gp.lo();
    own(owners, lo, -1, 0);
    if (allocator.memory().getLong(lo + 512) != lo) {
      throw new AssertionError("the stack at " + Long.toHexString(lo) + " was written by another");
    }
    allocator.stackfree(m, gp, lo, lo + 4096 - Stktop.BYTES);
  }

  private static void own(AtomicIntegerArray owners, long lo, int from, int to) {
    if (!owners.compareAndSet((int) ((lo - OsMemory.BASE) / 4096), from, to)) {
      throw new AssertionError("the stack at " + Long.toHexString(lo) + " has two owners");
    }
  }

  /** Goroutines grow on one M, rest, are shrunk by any M, and go on or end on another. */
  @Test
  void goroutines_thatPassFromMToM_keepTheirFrames() throws InterruptedException {
    AtomicReferenceArray<SegmentedG> resting = new AtomicReferenceArray<>(24);
    AtomicReferenceArray<SegmentedG> seen = new AtomicReferenceArray<>(24);

    onAllMs(
        (id, m) -> {
          Random random = new Random(id);
          for (int i = 0; i < 400; i++) {
            shrinkAny(m, seen.get(random.nextInt(24)));
            int slot = random.nextInt(24);
            live(m, resting.getAndSet(slot, null), random);
            SegmentedG mine = m.curg();
            if (mine != null) {
              s.stacks.park(m);
              seen.set(slot, mine);
              finish(m, resting.getAndSet(slot, mine));
            }
          }
        });

    for (int i = 0; i < 24; i++) {
      finish(s.m, resting.get(i));
    }
    SegmentedOracle.check(s.stacks);
    assertThat(s.stacks.allocator().blocks().blocks()).isEmpty();
    assertThat(s.heap.snapshot().inHeap()).isZero();
  }

  private void shrinkAny(SegmentedM m, SegmentedG victim) {
    if (victim != null) {
      s.stacks.shrink(m, victim);
    }
  }

  /** Makes a goroutine or goes on with one: checks its frames, calls and returns, perhaps ends. */
  private void live(SegmentedM m, SegmentedG resting, Random random) {
    SegmentedG gp = resting;
    if (gp == null) {
      gp = s.stacks.newproc(m, Segments.MAIN);
    } else {
      s.stacks.ready(gp);
    }
    s.stacks.execute(m, gp);
    verify(m, gp);
    for (int i = random.nextInt(12); i > 0; i--) {
      Func f = random.nextInt(4) == 0 ? C : LARGE;
      s.machine.call(m, f, new long[f.args()]);
      sign(m, gp);
    }
    for (int i = random.nextInt(12); i > 0 && s.stacks.frames(gp).size() > 1; i--) {
      s.machine.ret(m);
    }
    verify(m, gp);
    if (random.nextInt(8) == 0) {
      s.machine.exit(m);
    }
  }

  private void sign(SegmentedM m, SegmentedG gp) {
    Frame frame = s.machine.frame(m);
    s.machine.store(frame.localAddress(2), gp.goid());
    s.machine.store(frame.localAddress(0), frame.localAddress(2));
  }

  private void verify(SegmentedM m, SegmentedG gp) {
    for (Frame f : s.stacks.frames(gp)) {
      long self = s.machine.load(f.localAddress(0));
      if (self != 0 && (self != f.localAddress(2) || s.machine.load(self) != gp.goid())) {
        throw new AssertionError(f + " of " + gp + " on " + m + " was changed by another");
      }
    }
  }

  private void finish(SegmentedM m, SegmentedG gp) {
    if (gp != null) {
      s.stacks.ready(gp);
      s.stacks.execute(m, gp);
      verify(m, gp);
      s.machine.exit(m);
    }
  }
}
