package io.quiesce.hunt.bisect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** The search, on revisions whose history is known. */
final class BisectionProperties {
  private static List<String> revisions(int count) {
    return IntStream.range(0, count).mapToObj(i -> "r" + i).toList();
  }

  private static int number(String revision) {
    return Integer.parseInt(revision.substring(1));
  }

  private static Bisection search(Probe probe) {
    return new Bisection(probe, step -> {});
  }

  private static Probe certain(int culprit) {
    return rev -> new Probed(rev, true, 1, number(rev) >= culprit ? 1 : 0, true, "");
  }

  @Property(tries = 60)
  void run_anyCulprit_isFoundInLogarithmicSteps(
      @ForAll @IntRange(min = 2, max = 200) int count, @ForAll @IntRange(max = 10_000) int at)
      throws IOException {
    int culprit = 1 + at % (count - 1);

    Culprit found = search(certain(culprit)).run(revisions(count));

    assertThat(found.first()).isEqualTo("r" + culprit);
    assertThat(found.candidates()).containsExactly("r" + culprit);
    assertThat(found.confidence()).isEqualTo(1);
    assertThat(found.steps())
        .hasSizeLessThanOrEqualTo(2 + 32 - Integer.numberOfLeadingZeros(count));
  }

  @Property(tries = 60)
  void run_someDoNotBuild_areAmongTheCandidatesOnlyNextToTheCulprit(
      @ForAll @IntRange(min = 3, max = 60) int count,
      @ForAll @IntRange(max = 10_000) int at,
      @ForAll Set<@IntRange(min = 1, max = 58) Integer> broken)
      throws IOException {
    int culprit = 1 + at % (count - 1);
    broken.remove(count - 1);
    Probe whole = certain(culprit);
    Probe probe = rev -> broken.contains(number(rev)) ? Probed.unbuilt(rev, "") : whole.probe(rev);

    Culprit found = search(probe).run(revisions(count));

    assertThat(found.candidates()).contains("r" + culprit).endsWith(found.first());
    assertThat(found.candidates().subList(0, found.candidates().size() - 1))
        .allMatch(rev -> broken.contains(number(rev)));
  }

  @Example
  void confidence_isTheProductOfWhatEachGoodStepMayHaveMissed() throws IOException {
    // Seen 8 of 10 times at the bad end: a rate of 9/12. Good steps: r0, r4, r6.
    Probe flaky = rev -> new Probed(rev, true, 10, number(rev) >= 7 ? 8 : 0, false, "");

    Culprit found = search(flaky).run(revisions(9));

    int good = (int) found.steps().stream().filter(step -> !step.isBad()).count();
    assertThat(found.first()).isEqualTo("r7");
    assertThat(found.confidence())
        .isCloseTo(Math.pow(1 - Math.pow(0.25, 10), good), within(1e-12))
        .isLessThan(1);
  }

  @Example
  void run_wrongEnds_areRefused() {
    assertThatThrownBy(() -> search(certain(99)).run(revisions(5)))
        .isInstanceOf(NoCulpritException.class)
        .hasMessageContaining("not in the bad revision");
    assertThatThrownBy(() -> search(certain(0)).run(revisions(5)))
        .isInstanceOf(NoCulpritException.class)
        .hasMessageContaining("is not good");
    assertThatThrownBy(() -> search(certain(0)).run(revisions(1)))
        .isInstanceOf(NoCulpritException.class);
  }
}
