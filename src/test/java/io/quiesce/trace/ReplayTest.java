package io.quiesce.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every recorded trace agrees on every level. */
final class ReplayTest {
  static List<Path> files() {
    return TraceText.files();
  }

  @ParameterizedTest
  @MethodSource("files")
  void of_recordedTrace_agreesAtEachEvent(Path file) throws IOException {
    ReplayReport report = Replay.of(file);

    assertThat(report.disagreements()).as("%s", report).isZero();
    assertThat(report.largestExcess()).as("%s", report).isZero();
    assertThat(report.checks()).isGreaterThan(report.events());
    assertThat(report.levels())
        .extracting(LevelReport::level)
        .containsExactly("span", "stack", "goroutine", "cycle");
    assertThat(report.levels()).allMatch(l -> l.tally().checks() > 0);
    assertThat(report.levels()).allMatch(l -> l.stoppedAt().isEmpty());
    assertThat(report.races().keySet())
        .isSubsetOf(
            "stackLarge filled after a stackalloc found it empty",
            "list of dead goroutines filled before FGSBEGIN",
            "assist parked after a flush found the queue empty",
            "credit changed between its reading and the steal",
            "balance zeroed before GCSTART");
  }
}
