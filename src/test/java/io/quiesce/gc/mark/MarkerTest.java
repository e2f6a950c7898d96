package io.quiesce.gc.mark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quiesce.gc.object.BadPointerException;
import io.quiesce.gc.object.ObjectLab;
import io.quiesce.gc.work.GcWork;
import io.quiesce.heap.span.Span;
import io.quiesce.heap.span.SpanAllocType;
import io.quiesce.sched.M;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MarkerTest {
  private final MarkLab lab = new MarkLab();
  private final M m = lab.lab.m(0);
  private final GcWork work = lab.works[0];

  private List<Long> drainQueue() {
    List<Long> queued = new ArrayList<>();
    for (long object = work.tryGet(m); object != 0; object = work.tryGet(m)) {
      queued.add(object);
    }
    return queued;
  }

  @Test
  void grey_interiorPointers_queueTheObjectOnce() {
    long a = lab.objects.mallocgc(m, ObjectLab.NODE);
    lab.marker.grey(m, work, a + 17);
    lab.marker.grey(m, work, a);

    assertThat(drainQueue()).containsExactly(a);
    assertThat(lab.isMarked(a)).isTrue();
  }

  @Test
  void grey_noscan_isCountedAndNotQueued() {
    long a = lab.objects.mallocgc(m, ObjectLab.WORD, 3);
    lab.marker.grey(m, work, a);
    lab.marker.grey(m, work, a);

    assertThat(work.bytesMarked()).isEqualTo(24);
    assertThat(drainQueue()).isEmpty();
  }

  @Test
  void grey_noObject_isIgnoredOrAnError() {
    long a = lab.objects.mallocgc(m, ObjectLab.NODE);
    Span stack = m.systemstack(() -> lab.lab.pages.allocManual(m, 1, SpanAllocType.STACK));
    lab.marker.grey(m, work, stack.base() + 8);
    lab.marker.grey(m, work, 42);

    assertThatThrownBy(() -> lab.marker.grey(m, work, a + 32))
        .isInstanceOf(BadPointerException.class);
    assertThat(drainQueue()).isEmpty();
  }

  @Test
  void scanobject_followsPointerWordsOnly() {
    long a = lab.objects.mallocgc(m, ObjectLab.NODE);
    long b = lab.objects.mallocgc(m, ObjectLab.NODE);
    long c = lab.objects.mallocgc(m, ObjectLab.NODE);
    lab.memory().putLong(a, b);
    lab.memory().putLong(a + 8, c);
    lab.memory().putLong(a + 16, a);

    lab.marker.scanobject(m, work, a);

    assertThat(drainQueue()).containsExactlyInAnyOrder(a, b);
    assertThat(work.bytesMarked()).isEqualTo(32);
    assertThat(work.scanWork()).isEqualTo(32);
  }

  @Test
  void scanobject_neighboursInOneWordOfBits_areNotScanned() {
    long a = lab.objects.mallocgc(m, ObjectLab.NODE);
    long b = lab.objects.mallocgc(m, ObjectLab.NODE);
    long c = lab.objects.mallocgc(m, ObjectLab.NODE);
    lab.memory().putLong(a, b);
    lab.memory().putLong(c, b);

    lab.marker.scanobject(m, work, b);

    assertThat(drainQueue()).isEmpty();
  }

  @Test
  void scanobject_large_isSharedInOblets() {
    int words = 3 * Marker.OBLET_BYTES / 8 + 5;
    long large = lab.objects.mallocgc(m, ObjectLab.POINTER, words);
    long target = lab.objects.mallocgc(m, ObjectLab.WORD);
    lab.memory().putLong(large + 8L * (words - 1), target);
    lab.marker.grey(m, work, large + 100_000);

    int parts = 0;
    for (long part = work.tryGet(m); part != 0; part = work.tryGet(m)) {
      lab.marker.scanobject(m, work, part);
      parts++;
    }

    assertThat(parts).isEqualTo(4);
    assertThat(lab.isMarked(target)).isTrue();
    assertThat(work.bytesMarked()).isEqualTo(lab.objects.map().find(large).elemBytes() + 8);
  }
}
