package io.quiesce.explore.weaken;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiesce.explore.java.ClassPath;
import io.quiesce.explore.jcstress.TestCase;
import io.quiesce.explore.jcstress.TestScanner;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Which modes tests need. */
final class SweepTest {
  private final List<String> log = new ArrayList<>();

  private List<Weakened> sweep(Duration limit, String... names) throws URISyntaxException {
    Path place =
        Path.of(SweepTest.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    ClassPath classes = new ClassPath(List.of(place));
    TestScanner scanner = new TestScanner(classes);
    List<TestCase> tests =
        Stream.of(names)
            .map(name -> scanner.find("io/quiesce/explore/subject/" + name))
            .flatMap(Optional::stream)
            .toList();
    assertThat(tests).hasSize(names.length);
    return new Sweep(classes, line -> true, limit, 1, log::add).run(tests);
  }

  private static List<String> summary(List<Weakened> all) {
    return all.stream()
        .map(
            one ->
                one.weakening().line().replaceAll(".*[(]|[)]", "")
                    + " "
                    + one.weakening().change()
                    + (one.isNeeded() ? ": needed" : ": holds"))
        .toList();
  }

  @Test
  void run_releaseAndAcquire_areNeeded() throws URISyntaxException {
    List<Weakened> all = sweep(Duration.ofSeconds(5), "WeakenSubjects$Right");

    assertThat(summary(all))
        .containsExactly(
            "VarHandle.setRelease write, release becomes opaque: needed",
            "VarHandle.getAcquire read, acquire becomes opaque: needed");
    assertThat(all)
        .allSatisfy(
            one -> assertThat(one.failure().orElseThrow().verdictLine()).contains("outcome 1, 0"));
  }

  @Test
  void run_volatileWhereReleaseIsEnough_holdsWithout() throws URISyntaxException {
    List<Weakened> all = sweep(Duration.ofSeconds(5), "WeakenSubjects$Overdone");

    assertThat(summary(all))
        .containsExactly(
            "AtomicInteger.getAndSet rmw, volatile becomes acquire: needed",
            "AtomicInteger.getAndSet rmw, volatile becomes release: holds",
            "AtomicInteger.get read, volatile becomes acquire: holds");
    assertThat(all.get(2).proved())
        .containsExactly("io.quiesce.explore.subject.WeakenSubjects$Overdone");
    assertThat(all.get(2).sampled()).isEmpty();
  }

  @Test
  void run_fullFence_losesEachHalf() throws URISyntaxException {
    assertThat(summary(sweep(Duration.ofSeconds(5), "WeakenSubjects$Fenced")))
        .containsExactly(
            "VarHandle.fullFence fence, full becomes acquire: needed",
            "VarHandle.fullFence fence, full becomes release: needed",
            "VarHandle.fullFence fence, full becomes acquire: needed",
            "VarHandle.fullFence fence, full becomes release: needed");
  }

  @Test
  void run_testThatFailsAsItIs_saysNothing() throws URISyntaxException {
    assertThat(sweep(Duration.ofSeconds(5), "WeakenSubjects$Failing")).isEmpty();
    assertThat(log).singleElement().asString().contains("REFUTED");
  }

  @Test
  void run_testTooLargeForTheLimit_isNotCalledExhaustive() throws URISyntaxException {
    List<Weakened> all = sweep(Duration.ofNanos(1), "WeakenSubjects$Overdone");

    assertThat(all)
        .isNotEmpty()
        .filteredOn(one -> !one.isNeeded())
        .allSatisfy(one -> assertThat(one.proved()).isEmpty());
  }
}
