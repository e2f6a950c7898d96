package io.quiesce.gc.pace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;

/** A ratio of any revision is sound, and its conversions round towards zero. */
final class AssistRatioProperties {
  private static final long HEAP = 1L << 40;

  @Property(tries = 500)
  void revise_anyFigures_isPositiveFiniteAndOneValue(
      @ForAll @IntRange(min = -1, max = 1000) int gogc,
      @ForAll @LongRange(max = HEAP) long live,
      @ForAll @LongRange(max = HEAP) long scan,
      @ForAll @LongRange(max = HEAP) long work,
      @ForAll @LongRange(max = HEAP) long goal,
      @ForAll @LongRange(max = HEAP) long last,
      @ForAll @LongRange(max = 1 << 30) long roots) {
    CycleFigures now =
        new CycleFigures(gogc, live, scan, work, goal, goal / 2, last, roots, roots / 3);
    for (Revision revision : new Revision[] {Revision.worstCase(), Revision.steadyState()}) {
      AssistRatio ratio = revision.revise(now);

      assertThat(ratio.workPerByte()).isPositive().isFinite();
      assertThat(ratio.workPerByte() * ratio.bytesPerWork()).isCloseTo(1, within(1e-12));
    }
  }

  @Property(tries = 500)
  void conversions_thereAndBack_loseAndNeverGain(
      @ForAll @LongRange(min = 1, max = 1 << 30) long work,
      @ForAll @LongRange(min = 1, max = 1 << 30) long bytes,
      @ForAll @LongRange(max = 1 << 30) long units) {
    AssistRatio ratio = AssistRatio.of(work, bytes);

    assertThat(ratio.workFor(ratio.bytesFor(units))).isLessThanOrEqualTo(units);
    assertThat(ratio.earned(units)).isEqualTo(ratio.bytesFor(units) + 1);
  }

  @Example
  void conversion_roundsTowardsZero() {
    AssistRatio ratio = new AssistRatio(0.75, 1.5);
    assertThat(ratio.workFor(3)).isEqualTo(2);
    assertThat(ratio.workFor(-3)).isEqualTo(-2);
    assertThat(ratio.bytesFor(3)).isEqualTo(4);
  }

  @Example
  void ratio_zeroNegativeOrNotFinite_isRefused() {
    for (double bad : new double[] {0, -1, Double.NaN, Double.POSITIVE_INFINITY}) {
      assertThatThrownBy(() -> new AssistRatio(bad, 1)).hasMessageContaining("positive and finite");
      assertThatThrownBy(() -> new AssistRatio(1, bad)).hasMessageContaining("positive and finite");
    }
  }
}
