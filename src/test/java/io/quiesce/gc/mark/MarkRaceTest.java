package io.quiesce.gc.mark;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiesce.gc.object.ObjectLab;
import io.quiesce.heap.Race;
import io.quiesce.oracle.HeapOracle;
import io.quiesce.oracle.ObjectOracle;
import io.quiesce.sched.G;
import io.quiesce.sched.GStatus;
import io.quiesce.sched.M;
import io.quiesce.sched.P;
import io.quiesce.sched.StopTheWorld;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Two goroutines change a shared graph from their stacks while a third M runs whole cycles: nothing
 * that they can reach is freed, and what they cannot reach is, once they are gone.
 */
final class MarkRaceTest {
  private static final long SEAL = 0x5eed_5eed_5eed_5eedL;
  private static final int CYCLES = 6;
  private static final int MUTATORS = 2;
  private static final int MOST_LIVE = 2 << 20;

  private final MarkLab lab = new MarkLab(ObjectLab.poisoned(MUTATORS + 1));
  private final StopTheWorld world = new StopTheWorld(lab.lab.sched);
  private final AtomicInteger cycles = new AtomicInteger();
  private final AtomicInteger gone = new AtomicInteger();

  /** A goroutine that moves pointers between its frame, the globals and the fields of objects. */
  private final class Mutator implements Race.Body {
    private final M m;
    private final G g;
    private final SplittableRandom random;

    Mutator(M m, G g, long seed) {
      this.m = m;
      this.g = g;
      random = new SplittableRandom(seed);
    }

    @Override
    public void run() {
      try {
        m.execute(g);
        lab.stacks.call(m, lab.frame);
        while (cycles.get() < CYCLES) {
          step();
          m.poll();
        }
        lab.stacks.ret(m);
      } finally {
        gone.incrementAndGet();
        // also after a failure, or the collector would wait for the stack
        m.drop(GStatus.DEAD);
        m.releasep();
      }
    }

    private void step() {
      int from = random.nextInt(2);
      long object = slot(from);
      int global = 2 * random.nextInt(8);
      switch (random.nextInt(8)) {
        case 0, 1 -> {
          // nobody paces the program here
          if (lab.objects.liveBytes() < MOST_LIVE) {
            setSlot(from, alloc());
          }
        }
        case 2 -> setSlot(from, lab.globals.load(global));
        case 3 -> lab.barrier.store(m, lab.globals, global, object);
        case 4 -> lab.barrier.store(m, lab.globals, global, 0);
        default -> field(object, from);
      }
    }

    private void field(long object, int from) {
      if (object == 0) {
        return;
      }
      assertThat(lab.memory().getLong(object + 8)).isEqualTo(object ^ SEAL);
      long word = object + 16L * random.nextInt(2);
      switch (random.nextInt(4)) {
        case 0 -> setSlot(1 - from, lab.barrier.load(word));
        case 1 -> lab.barrier.store(m, word, 0);
        default -> lab.barrier.store(m, word, slot(1 - from));
      }
    }

    private long alloc() {
      long object = lab.objects.mallocgc(m, ObjectLab.NODE, 1 + random.nextInt(2));
      assertThat(lab.memory().getLong(object + 8)).isZero();
      lab.memory().putLong(object + 8, object ^ SEAL);
      return object;
    }

    private long slot(int i) {
      return lab.stacks.frames().load(g, i);
    }

    /** No barrier: stacks have none. */
    private void setSlot(int i, long pointer) {
      lab.stacks.frames().store(g, i, pointer);
    }
  }

  private void collect(M m) {
    while (cycles.get() < CYCLES && gone.get() == 0) {
      m.systemstack(() -> stopped(m, () -> begin(m)));
      lab.drain(m);
      m.systemstack(() -> stopped(m, () -> end(m)));
      while (lab.objects.sweeper().sweepone(m) >= 0) {
        Race.pause();
      }
      cycles.incrementAndGet();
    }
    cycles.set(CYCLES);
  }

  private void stopped(M m, Runnable body) {
    world.stop(m, "test");
    body.run();
    world.start(m);
  }

  private void begin(M m) {
    lab.objects.sweeper().finish(m);
    for (int pid = 0; pid <= MUTATORS; pid++) {
      P p = lab.lab.sched.p(pid);
      lab.objects.prepareForSweep(m, p);
    }
    lab.objects.sweeper().finish(m);
    ObjectOracle.check(lab.objects);
    lab.startMark();
  }

  private void end(M m) {
    do {
      for (int pid = 0; pid <= MUTATORS; pid++) {
        lab.works[pid].dispose();
      }
      lab.drain.gcDrain(m, DrainMode.TERMINATION);
    } while (!lab.bufs.isFullEmpty());
    for (int pid = 0; pid <= MUTATORS; pid++) {
      lab.works[pid].dispose();
    }
    lab.objects.resetLive(lab.totals.bytesMarked());
    lab.lab.startSweep(m);
    lab.bufs.prepareFreeWorkbufs();
    ObjectOracle.checkReachable(lab.objects, roots());
  }

  private LongStream roots() {
    List<Long> roots = new ArrayList<>();
    IntStream.range(0, MarkLab.WORDS / 2).forEach(i -> roots.add(lab.globals.load(2 * i)));
    lab.gs.forEach(g -> lab.stacks.frames().forEachPointer(g, roots::add));
    return roots.stream().mapToLong(Long::longValue);
  }

  @Test
  void mutatorsAndCycles_nothingReachableIsFreed_everythingElseIs() {
    M collector = lab.lab.m(MUTATORS);
    List<Race.Body> bodies = new ArrayList<>();
    for (int i = 0; i < MUTATORS; i++) {
      M m = lab.lab.m(i);
      G g = lab.newG(m);
      bodies.add(new Mutator(m, g, 17 + i));
    }
    bodies.add(() -> collect(collector));
    Race.run(bodies.toArray(Race.Body[]::new));

    lab.lab.finishSweep(collector);
    lab.cycle(collector);
    ObjectOracle.check(lab.objects);
    ObjectOracle.checkExact(lab.objects, roots());
    HeapOracle.check(lab.lab.pages);
    assertThat(lab.objects.figures().freedObjects()).isPositive();
  }
}
