package io.quiesce.gc.mark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quiesce.gc.object.ObjectLab;
import io.quiesce.gc.object.span.Special;
import io.quiesce.heap.Race;
import io.quiesce.heap.span.Span;
import io.quiesce.sched.G;
import io.quiesce.sched.GStatus;
import io.quiesce.sched.M;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

final class RootsTest {
  private final MarkLab lab = new MarkLab();
  private final M m = lab.lab.m(0);

  private long node() {
    return lab.objects.mallocgc(m, ObjectLab.NODE);
  }

  /** A goroutine, now in status {@code to}, whose only frame holds {@code pointer}. */
  private G holding(long pointer, GStatus to) {
    G g = lab.newG(m);
    m.execute(g);
    lab.stacks.call(m, lab.frame);
    lab.stacks.frames().store(g, 1, pointer);
    m.drop(to);
    return g;
  }

  @Test
  void globals_pointerWordsAreRoots_othersAreNot() {
    long live = node();
    long hidden = node();
    lab.globals.store(62, live);
    lab.globals.store(61, hidden);

    lab.cycle(m);

    assertThat(lab.lab.isAllocated(live)).isTrue();
    assertThat(lab.lab.isAllocated(hidden)).isFalse();
  }

  @Test
  void globals_manyBlocks_eachHasAJob() {
    GcProgram pointers = GcProgram.builder().literal(true).repeat(1, 70_000).build();
    Globals big = new Globals("bss", pointers);
    long last = node();
    big.store(70_000, last);
    lab.lab.startMark();
    lab.roots.prepare(List.of(lab.globals, big), List.of());
    assertThat(lab.jobs.jobs()).isEqualTo(2 + 1 + 3);
    lab.drain(m);

    assertThat(lab.isMarked(last)).isTrue();
    assertThat(lab.roots.globalsScanWork()).isEqualTo(8L * (64 + 70_001));
  }

  @Test
  void stacks_framesOfEachStatus_areRoots() {
    long a = node();
    long b = node();
    long c = node();
    holding(a, GStatus.RUNNABLE);
    G waiting = holding(b, GStatus.WAITING);
    lab.stacks.frames().store(waiting, 0, lab.stacks.frames().addressOf(waiting, 1));
    holding(c, GStatus.SYSCALL);
    long garbage = node();

    lab.startMark();
    lab.drain(m);

    assertThat(List.of(a, b, c)).allMatch(lab::isMarked);
    assertThat(lab.isMarked(garbage)).isFalse();
    assertThat(lab.roots.stackScanWork()).isEqualTo(3 * 32);
    assertThat(waiting.isScanned()).isFalse();
  }

  @Test
  void stacks_deadOnesAreNoRoots() {
    long a = node();
    holding(a, GStatus.DEAD);

    lab.startMark();
    lab.drain(m);

    assertThat(lab.isMarked(a)).isFalse();
  }

  @Test
  void stacks_ownRunningGoroutine_isScanned() {
    long a = node();
    G g = holding(a, GStatus.RUNNABLE);
    m.execute(g);
    lab.startMark();
    lab.drain(m);

    assertThat(lab.isMarked(a)).isTrue();
    assertThat(g.status()).isEqualTo(GStatus.RUNNING);
  }

  @Test
  void stacks_runningElsewhere_isAskedToYieldAndScanned() {
    long a = node();
    G g = holding(a, GStatus.RUNNABLE);
    M other = lab.lab.m(1);
    AtomicBoolean done = new AtomicBoolean();
    other.execute(g);
    lab.startMark();
    Race.run(
        () -> {
          lab.drain(m);
          done.set(true);
        },
        () -> {
          while (!done.get()) {
            if (other.poll()) {
              Race.pause();
            }
          }
        });

    assertThat(lab.isMarked(a)).isTrue();
  }

  @Test
  void stacks_mostlyFree_areShrunk() {
    G g = lab.newG(m, 8192);
    lab.startMark();
    lab.drain(m);

    assertThat(g.stack().size()).isEqualTo(4096);
  }

  @Test
  void deadGoroutines_onTheGlobalList_loseTheirStacks() {
    m.systemstack(
        () -> {
          for (int i = 0; i < 64; i++) {
            lab.dead.gfput(m, lab.dead.malg(m, 100 + i, 2048));
          }
        });
    assertThat(lab.dead.withStack()).isNotEmpty();

    lab.cycle(m);

    assertThat(lab.dead.withStack()).isEmpty();
  }

  @Test
  void finalizer_contentsAndFunctionAreRoots_objectIsNot() {
    long object = node();
    long child = node();
    long fn = node();
    lab.barrier.store(m, object, child);
    assertThat(lab.finalizers.set(m, object + 3, fn)).isTrue();
    assertThat(lab.finalizers.set(m, object, fn)).isFalse();

    lab.startMark();
    lab.drain(m);
    assertThat(lab.isMarked(object)).isFalse();
    assertThat(lab.isMarked(child)).isTrue();
    assertThat(lab.isMarked(fn)).isTrue();
    lab.endCycle(m);

    lab.cycle(m);
    assertThat(List.of(object, child, fn)).as("due").allMatch(lab.lab::isAllocated);
    assertThat(lab.finalizers.take(m)).isEqualTo(new Special(object, fn));
    lab.cycle(m);
    assertThat(List.of(object, child, fn)).noneMatch(lab.lab::isAllocated);
  }

  @Test
  void finalizer_setAndTakenWhileMarking_isMarkedAtOnce() {
    long object = node();
    long child = node();
    long fn = node();
    lab.barrier.store(m, object, child);
    lab.startMark();
    lab.drain(m);
    assertThat(lab.finalizers.set(m, object, fn)).isTrue();
    assertThat(lab.isMarked(fn)).isTrue();
    assertThat(lab.isMarked(child)).isTrue();
    assertThat(lab.isMarked(object)).isFalse();
    lab.drain(m);
    lab.endCycle(m);

    lab.startMark();
    lab.drain(m);
    Special due = lab.finalizers.take(m);
    assertThat(due).isEqualTo(new Special(object, fn));
    assertThat(lab.finalizers.clear(m, object)).isFalse();
    assertThatThrownBy(() -> lab.finalizers.set(m, 8, fn))
        .hasMessageContaining("no object is there");
  }

  @Test
  void tryRun_eachJobOnce() {
    lab.startMark();
    int jobs = 0;
    while (m.systemstack(() -> lab.roots.tryRun(m, lab.works[0])) != Roots.NONE) {
      jobs++;
    }
    assertThat(jobs).isEqualTo(lab.jobs.jobs()).isEqualTo(3);

    lab.jobs.prepare(3);
    assertThatThrownBy(() -> m.systemstack(() -> lab.roots.tryRun(m, lab.works[0])))
        .hasMessage("root job 0 runs twice in one cycle");
  }

  @Test
  void ptrScalarBits_areFreedWhileMarking() {
    lab.startMark();
    PtrScalarBits bits = new PtrScalarBits(lab.lab.pages);
    GcProgram program = GcProgram.builder().literal(false, true).repeat(2, 50_000).build();
    m.systemstack(
        () -> {
          Span span = bits.materialize(m, program);
          assertThat(span.npages()).isEqualTo(2);
          assertThat(bits.isPointer(span, 100_000)).isFalse();
          assertThat(bits.isPointer(span, 100_001)).isTrue();
          assertThat(lab.lab.pages.snapshot().inPtrScalarBits()).isEqualTo(16384);
          bits.dematerialize(m, span);
        });
    assertThat(lab.lab.pages.snapshot().inPtrScalarBits()).isZero();
  }
}
