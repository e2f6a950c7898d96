package io.quiesce.hunt.bisect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quiesce.bugs.overlay.Overlay;
import io.quiesce.hunt.engine.Jdk;
import io.quiesce.hunt.engine.Runner;
import io.quiesce.hunt.finding.Evidence;
import io.quiesce.hunt.finding.Finding;
import io.quiesce.hunt.finding.FindingKind;
import io.quiesce.hunt.model.Engine;
import io.quiesce.hunt.model.Job;
import io.quiesce.hunt.model.Verdict;
import io.quiesce.hunt.worker.Answer;
import io.quiesce.hunt.worker.Found;
import java.io.IOException;
import java.lang.reflect.Modifier;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An engine that sees a race in every second run, in the revisions of {@link WeakenedCell}. */
@Tag("processes")
final class RunProbeTest {
  private static final int RUNS = 4;
  private static final Answer NO_RACE =
      new Answer(Verdict.PASSED, 1, List.of(), false, "passed", List.of());
  private static final Answer RACE =
      new Answer(
          Verdict.FOUND,
          1,
          List.of(),
          false,
          "raced",
          List.of(
              new Found(
                  FindingKind.OUTCOME, WeakenedCell.OUTCOME, List.of(), "", "", Evidence.of(""))));

  @TempDir private Path directory;
  private final Finding finding = WeakenedCell.finding(Engine.LINCHECK);
  private final List<Job> jobs = new ArrayList<>();
  private WeakenedCell history;

  @BeforeEach
  void history() throws IOException, InterruptedException {
    history = new WeakenedCell(directory);
  }

  private Culprit bisect(RunProbe.Engines engines) throws IOException {
    try (RevisionBuild build = history.build(finding)) {
      Probe probe =
          new RunProbe(build, finding, engines, Jdk.running(), RUNS, Duration.ofSeconds(5));
      return new Bisection(probe, step -> {}).run(history.repository().between("first", "tested"));
    }
  }

  private Runner everySecond(Overlay revision) throws IOException {
    boolean weak = !isVolatile(revision.classes());
    return (asked, sink) -> {
      jobs.addAll(asked);
      sink.accept(asked.get(0), weak && jobs.size() % 2 == 0 ? RACE : NO_RACE);
    };
  }

  private static boolean isVolatile(Path classes) throws IOException {
    try (URLClassLoader loader = new URLClassLoader(new URL[] {classes.toUri().toURL()}, null)) {
      return Modifier.isVolatile(
          loader.loadClass("demo.Cell").getDeclaredField("value").getModifiers());
    } catch (ReflectiveOperationException e) {
      throw new LinkageError("demo.Cell", e);
    }
  }

  @Test
  void run_raceInEverySecondRun_isFoundWithItsConfidence() throws IOException {
    GitRepository repository = history.repository();

    Culprit culprit = bisect(this::everySecond);

    assertThat(culprit.candidates())
        .containsExactly(repository.hash("broken"), repository.hash("weakened"));
    // two good revisions, each missed by four runs with a rate of (2 + 1) / (4 + 2)
    assertThat(culprit.confidence()).isEqualTo(Math.pow(1 - Math.pow(0.5, RUNS), 2));
    assertThat(jobs).allMatch(job -> job.seed() == WeakenedCell.SEED).hasSize(4 * RUNS);
  }

  @Test
  void run_engineThatNeverRan_isNoGoodRevision() {
    RunProbe.Engines none =
        revision ->
            (asked, sink) ->
                sink.accept(asked.get(0), Answer.nothing(Verdict.NEVER_RAN, "no launcher"));

    assertThatThrownBy(() -> bisect(none))
        .isInstanceOf(NoCulpritException.class)
        .hasMessageContaining("no launcher");
  }
}
