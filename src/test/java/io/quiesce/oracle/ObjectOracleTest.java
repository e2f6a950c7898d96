package io.quiesce.oracle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quiesce.gc.object.ObjectHeap;
import io.quiesce.gc.object.ObjectLab;
import io.quiesce.gc.object.span.ObjectSpan;
import io.quiesce.gc.object.span.Special;
import io.quiesce.sched.M;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Each thing that the oracle looks for, planted. */
final class ObjectOracleTest {
  private final ObjectLab lab = ObjectLab.poisoned();
  private final ObjectHeap objects = lab.objects;
  private final M m = lab.m(0);
  private final long a = objects.mallocgc(m, ObjectLab.NODE);
  private final long b = objects.mallocgc(m, ObjectLab.NODE);
  private final ObjectSpan span = objects.map().find(a);

  private void breach(String id) {
    assertThat(ObjectOracle.violations(objects)).anyMatch(line -> line.startsWith(id));
    assertThatThrownBy(() -> ObjectOracle.check(objects))
        .isInstanceOf(OracleException.class)
        .hasMessageContaining("object heap");
  }

  @Test
  void check_wellFormed_inEachPhase_isSilent() {
    objects.mallocgc(m, ObjectLab.WORD, 5000);
    assertThat(ObjectOracle.violations(objects)).isEmpty();
    lab.startMark();
    lab.mark(a);
    assertThat(ObjectOracle.violations(objects)).isEmpty();
    lab.startSweep(m);
    assertThat(ObjectOracle.violations(objects)).isEmpty();
    m.systemstack(() -> objects.prepareForSweep(m, m.p()));
    assertThat(ObjectOracle.violations(objects)).isEmpty();
    lab.finishSweep(m);
    assertThat(ObjectOracle.violations(objects)).isEmpty();
  }

  @Test
  void check_markWhileOff_isFound() {
    span.tryMark(0);
    breach("marks");
  }

  @Test
  void check_markOnAFreeObject_isFound() {
    lab.startMark();
    span.tryMark(5);
    breach("marks");
  }

  @Test
  void check_spanOutOfTheMap_isFound() {
    objects.map().remove(span);
    breach("H2");
  }

  @Test
  void check_spanOfAFreedRun_isFound() {
    lab.cycle(m);
    objects.map().put(span);
    breach("H2");
  }

  @Test
  void check_spanInTwoPlaces_isFound() {
    objects.central(span.span().spanClass()).pushSwept(span, 0);
    breach("I1");
  }

  @Test
  void check_wrongGeneration_isFound() {
    span.setSweepgen(2);
    breach("P7");
  }

  @Test
  void check_wordCountsTooFew_isFound() {
    assertThat(span.span().tryCount(span.span().acquire(), 1)).isTrue();
    breach("H5");
  }

  @Test
  void check_objectThatNobodyCounted_isFound() {
    span.publish(span.take());
    breach("I5");
  }

  @Test
  void checkReachable_followsPointers_andNoticesWhatWasFreed() {
    lab.pages.memory().putLong(a, b);
    assertThatCode(() -> ObjectOracle.checkReachable(objects, LongStream.of(a)))
        .doesNotThrowAnyException();

    lab.cycle(m, a);

    assertThatThrownBy(() -> ObjectOracle.checkReachable(objects, LongStream.of(a)))
        .hasMessageContaining("leads to 0x" + Long.toHexString(b) + ", freed in");
  }

  @Test
  void checkExact_unreachable_isFound_unlessAFinalizerHoldsIt() {
    lab.pages.memory().putLong(a, b);
    ObjectOracle.checkExact(objects, LongStream.of(a));

    assertThatThrownBy(() -> ObjectOracle.checkExact(objects, LongStream.of(b)))
        .hasMessageContaining("sweep: 0x" + Long.toHexString(a) + " is unreachable");
    objects.specials().add(span, new Special(a, 0));
    ObjectOracle.checkExact(objects, LongStream.empty());
  }
}
