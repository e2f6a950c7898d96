package io.quiesce.explore.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quiesce.explore.java.ClassPath;
import io.quiesce.explore.jcstress.TestScanner;
import io.quiesce.explore.transform.UnmodelledException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Plain accesses of 64 bits in two halves (JLS 17.7), where that is asked for. */
final class TearingTest {
  private static final String HIGH_ONLY = "-4294967296";
  private static final String LOW_ONLY = "4294967295";

  private static Exploration of(String name) throws URISyntaxException {
    Path place =
        Path.of(TearingTest.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    ClassPath classes = new ClassPath(List.of(place));
    String test = "io/quiesce/explore/subject/TearingSubjects$" + name;
    return Exploration.of(new TestScanner(classes).find(test).orElseThrow(), classes);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "PlainField",
        "StaticField",
        "DoubleField",
        "ArrayElement",
        "PlainHandle",
        "Published"
      })
  void run_plain_isTornInBothWaysWhenAskedForOnly(String subject) throws URISyntaxException {
    assertThat(of(subject).run().verdict()).isEqualTo(Verdict.PROVED);
    assertThat(of(subject).tearing().run().rows())
        .extracting(OutcomeRow::outcome)
        .containsExactlyInAnyOrder("0", "-1", HIGH_ONLY, LOW_ONLY);
  }

  @ParameterizedTest
  @ValueSource(strings = {"VolatileField", "OpaqueHandle", "PublishedWhole"})
  void run_volatileOrOpaque_isNeverTorn(String subject) throws URISyntaxException {
    TestReport report = of(subject).tearing().run();

    assertThat(report.verdict()).as(report.verdictLine()).isEqualTo(Verdict.PROVED);
    assertThat(report.rows()).hasSize(2);
  }

  @Test
  void run_plainAndAtomicOnOneVariable_isRefusedByName() throws URISyntaxException {
    assertThat(of("Mixed").run().verdict()).isEqualTo(Verdict.PROVED);
    assertThatThrownBy(() -> of("Mixed").tearing().run())
        .isInstanceOf(UnmodelledException.class)
        .hasMessageContaining("both plainly and atomically")
        .hasMessageContaining("TearingSubjects.java:");
  }

  @Test
  void replay_tornRead_showsTheHalves() throws URISyntaxException {
    Exploration torn = of("PlainField").tearing();
    OutcomeRow failure = torn.run().firstFailure().orElseThrow();
    StringBuilder seen = new StringBuilder();

    torn.replay(
        failure.recording(),
        execution ->
            seen.append(
                io.quiesce.explore.report.TextReport.of(
                    io.quiesce.explore.report.Witness.of(execution))));

    assertThat(seen.toString()).contains("PlainField.x (high half)", "PlainField.x (low half)");
  }
}
