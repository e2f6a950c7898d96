package io.quiesce.gc.object;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quiesce.gc.object.span.ObjectLayout;
import io.quiesce.heap.memory.HeapAddress;
import io.quiesce.heap.memory.PoisonException;
import io.quiesce.heap.span.Span;
import io.quiesce.heap.span.SpanAllocType;
import io.quiesce.heap.span.SpanStateException;
import io.quiesce.oracle.HeapOracle;
import io.quiesce.phase.PhaseException;
import io.quiesce.sched.M;
import io.quiesce.sched.OwnershipException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

final class ObjectHeapTest {
  private final ObjectLab lab = ObjectLab.poisoned();
  private final ObjectHeap objects = lab.objects;
  private final M m = lab.m(0);

  @Nested
  final class Allocation {
    @Test
    void mallocgc_small_isZeroAndOfItsSizeClass() {
      long a = objects.mallocgc(m, ObjectLab.NODE);
      long b = objects.mallocgc(m, ObjectLab.NODE);

      assertThat(b).isEqualTo(a + 32);
      assertThat(lab.pages.memory().mismatch(a, 64, (byte) 0)).isEqualTo(-1);
      assertThat(objects.figures()).isEqualTo(new ObjectFigures(2, 64, 0, 0));
      assertThat(lab.isAllocated(a)).isTrue();
      assertThat(lab.isAllocated(b + 32)).isFalse();
    }

    @Test
    void mallocgc_noscanAndScan_lieInDifferentSpans() {
      long a = objects.mallocgc(m, ObjectLab.WORD);
      long b = objects.mallocgc(m, ObjectLab.POINTER);

      assertThat(objects.map().find(a).noscan()).isTrue();
      assertThat(objects.map().find(b).noscan()).isFalse();
      assertThat(objects.map().find(b).pointerWord(0)).isEqualTo(1);
    }

    @Test
    void mallocgc_array_repeatsTheLayout() {
      long a = objects.mallocgc(m, ObjectLab.NODE, 3);

      assertThat(objects.map().find(a).elemBytes()).isEqualTo(96);
      assertThat(objects.map().find(a).pointerWord(0)).isEqualTo(0b0101_0101_0101);
    }

    @Test
    void mallocgc_large_hasASpanOfItsOwn() {
      long a = objects.mallocgc(m, ObjectLab.POINTER, 5000);

      assertThat(objects.map().find(a).objects()).isOne();
      assertThat(objects.map().find(a).elemBytes()).isEqualTo(5 * 8192);
      assertThat(objects.map().find(a).pointerWord(4992 / 64)).isEqualTo((1L << 8) - 1);
      assertThat(objects.liveBytes()).isEqualTo(5 * 8192);
      assertThat(objects.findObject(a + 39_999)).isEqualTo(a);
    }

    @Test
    void mallocgc_moreThanASpan_takesAnother() {
      long first = objects.mallocgc(m, ObjectLab.NODE);
      assertThat(objects.liveBytes()).isEqualTo(8192);
      for (int i = 0; i < 256; i++) {
        objects.mallocgc(m, ObjectLab.NODE);
      }

      assertThat(objects.map().find(first).isFull()).isTrue();
      assertThat(objects.liveBytes()).isEqualTo(2 * 8192);
      HeapOracle.check(lab.pages);
    }

    @Test
    void mallocgc_whileMarking_isBornBlack() {
      lab.startMark();
      long small = objects.mallocgc(m, ObjectLab.NODE);
      long large = objects.mallocgc(m, ObjectLab.WORD, 5000);
      assertThat(lab.mark(small)).isFalse();
      assertThat(lab.mark(large)).isFalse();

      lab.startSweep(m);
      lab.finishSweep(m);

      assertThat(lab.isAllocated(small)).isTrue();
      assertThat(lab.isAllocated(large)).isTrue();
    }

    @Test
    void mallocgc_hook_seesTheCharge() {
      List<String> calls = new ArrayList<>();
      ObjectLab hooked =
          ObjectLab.with(
              new AllocHook() {
                @Override
                public void beforeAlloc(M m, long bytes) {
                  calls.add("before " + bytes + " " + m.mayBePreempted());
                }

                @Override
                public void allocatedBlack(M m, long elemBytes) {
                  calls.add("black " + elemBytes + " " + m.mayBePreempted());
                }

                @Override
                public void afterAlloc(M m, long bytes, long elemBytes, boolean tookSpan) {
                  calls.add("after " + bytes + " " + elemBytes + " " + tookSpan);
                }
              });
      M other = hooked.m(0);
      hooked.objects.mallocgc(other, ObjectLab.NODE, 5);
      hooked.startMark();
      hooked.objects.mallocgc(other, ObjectLab.NODE, 5);

      assertThat(calls)
          .containsExactly(
              "before 160 true",
              "after 160 160 true",
              "before 160 true",
              "black 160 false",
              "after 160 160 false");
    }

    @Test
    void mallocgc_noRoom_throwsAndLaterWorks() {
      List<Long> held = new ArrayList<>();
      assertThatThrownBy(
              () -> {
                while (true) {
                  held.add(objects.mallocgc(m, ObjectLab.WORD, 64 << 10));
                }
              })
          .isInstanceOf(OutOfObjectMemoryException.class)
          .hasMessageContaining("no memory for an object of 524288 bytes: in use are 16777216");
      assertThat(held).hasSize(32);

      lab.startMark();
      lab.startSweep(m);
      m.systemstack(() -> objects.prepareForSweep(m, m.p()));

      assertThat(objects.mallocgc(m, ObjectLab.WORD, 64 << 10)).isNotZero();
    }

    @Test
    void mallocgc_badCalls_changeNothing() {
      M none = lab.sched.newM();
      assertThatThrownBy(() -> objects.mallocgc(none, ObjectLab.WORD))
          .isInstanceOf(OwnershipException.class);
      assertThatThrownBy(() -> objects.mallocgc(m, ObjectLab.WORD, 0))
          .isInstanceOf(IllegalArgumentException.class);
      lab.startMark();
      lab.gate.startTermination();
      assertThatThrownBy(() -> objects.mallocgc(m, ObjectLab.WORD))
          .isInstanceOf(PhaseException.class);
      assertThat(objects.figures()).isEqualTo(ObjectFigures.ZERO);
    }
  }

  @Nested
  final class Lookup {
    @Test
    void findObject_interior_isTheObject() {
      long a = objects.mallocgc(m, ObjectLab.NODE, 3);
      long b = objects.mallocgc(m, ObjectLab.NODE, 3);

      assertThat(objects.findObject(a)).isEqualTo(a);
      assertThat(objects.findObject(a + 95)).isEqualTo(a);
      assertThat(objects.findObject(b + 1)).isEqualTo(b);
    }

    @Test
    void findObject_outsideAndInManualSpans_isNothing() {
      Span stack = m.systemstack(() -> lab.pages.allocManual(m, 2, SpanAllocType.STACK));

      assertThat(objects.findObject(stack.base() + 100)).isZero();
      assertThat(objects.findObject(0)).isZero();
      assertThat(objects.findObject(-1)).isZero();
      assertThat(objects.findObject(HeapAddress.of(1 << 20))).isZero();
    }

    @Test
    void findObject_freeMemory_isABadPointer() {
      long a = objects.mallocgc(m, ObjectLab.NODE);

      for (long bad : LongStream.of(a + 32, HeapAddress.of(100), a + 8191).toArray()) {
        assertThatThrownBy(() -> objects.findObject(bad))
            .isInstanceOf(BadPointerException.class)
            .hasMessageContaining("pointer " + HeapAddress.hex(bad) + " leads to no allocated");
      }
    }

    @Test
    void findObject_pagesThatBecameAStack_isNothing() {
      long a = objects.mallocgc(m, ObjectLab.NODE);
      lab.cycle(m);
      assertThatThrownBy(() -> objects.findObject(a)).isInstanceOf(BadPointerException.class);

      m.systemstack(() -> lab.pages.flushPageCache(m, 0));
      Span stack =
          m.systemstack(
              () -> lab.pages.placement().allocAt(m, a, 1, SpanAllocType.STACK, Span.NO_CLASS));

      assertThat(stack.base()).isEqualTo(a);
      assertThat(objects.findObject(a)).isZero();
    }
  }

  @Nested
  final class Caches {
    @Test
    void flush_notTheOwner_isRefused() {
      M other = lab.m(1);
      assertThatThrownBy(() -> other.systemstack(() -> objects.flush(other, lab.sched.p(0))))
          .isInstanceOf(OwnershipException.class);
    }

    @Test
    void flush_givesUnusedBytesBack() {
      objects.mallocgc(m, ObjectLab.NODE);
      m.systemstack(() -> objects.flush(m, m.p()));

      assertThat(objects.liveBytes()).isEqualTo(32);
    }

    @Test
    void flushedSpan_isUsedByTheNextP() {
      long a = objects.mallocgc(m, ObjectLab.NODE);
      m.systemstack(() -> objects.flush(m, m.p()));

      assertThat(objects.mallocgc(lab.m(1), ObjectLab.NODE)).isEqualTo(a + 32);
    }

    @Test
    void cachedSpan_isNotFreedByAnybody() {
      long a = objects.mallocgc(m, ObjectLab.NODE);
      Span span = objects.map().find(a).span();

      assertThatThrownBy(() -> m.systemstack(() -> lab.pages.freeSpan(m, span)))
          .isInstanceOf(SpanStateException.class);
    }

    @Test
    void freedObject_writtenTo_isNoticedAtItsNextBirth() {
      long a = objects.mallocgc(m, ObjectLab.NODE);
      long b = objects.mallocgc(m, ObjectLab.NODE);
      lab.cycle(m, b);
      lab.pages.memory().putLong(a + 8, 1);

      assertThatThrownBy(() -> objects.mallocgc(m, ObjectLab.NODE))
          .isInstanceOf(PoisonException.class)
          .hasMessageContaining("freed object of 32 bytes at " + HeapAddress.hex(a));
    }

    @Test
    void object_ofAnotherLayoutInAUsedPlace_hasItsOwnPointerBits() {
      long a = objects.mallocgc(m, ObjectLab.NODE);
      long b = objects.mallocgc(m, ObjectLab.NODE);
      lab.cycle(m, b);

      ObjectLayout last = new ObjectLayout("last", 4, 3);
      assertThat(objects.mallocgc(m, last)).isEqualTo(a);
      assertThat(objects.map().find(a).pointerWord(0)).isEqualTo(0b0101_1000);
      assertThat(lab.pages.memory().mismatch(a, 32, (byte) 0)).isEqualTo(-1);
    }
  }
}
