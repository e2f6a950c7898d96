package io.quiesce.hunt.bisect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quiesce.bugs.place.Product;
import io.quiesce.hunt.finding.Evidence;
import io.quiesce.hunt.finding.Finding;
import io.quiesce.hunt.finding.FindingKind;
import io.quiesce.hunt.finding.FindingLife;
import io.quiesce.hunt.finding.Sighting;
import io.quiesce.hunt.finding.Signature;
import io.quiesce.hunt.model.Engine;
import io.quiesce.hunt.model.Scenario;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A small history in which a volatile field becomes a plain one, and one revision is broken. */
@Tag("processes")
final class ScenarioProbeTest {
  private static final String RACE =
      """
      package demo;
      import org.openjdk.jcstress.annotations.*;
      import org.openjdk.jcstress.infra.results.II_Result;
      @JCStressTest @State
      @Outcome(id = {"0, 1", "1, 0", "1, 1"}, expect = Expect.ACCEPTABLE, desc = "one saw")
      @Outcome(id = "0, 0", expect = Expect.FORBIDDEN, desc = "both missed")
      public class Race {
        final Cell x = new Cell();
        final Cell y = new Cell();
        @Actor public void left(II_Result r) { x.value = 1; r.r1 = y.value; }
        @Actor public void right(II_Result r) { y.value = 1; r.r2 = x.value; }
      }
      """;

  @TempDir private Path directory;
  private Path home;

  private void git(String... words) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(
            List.of("git", "-C", home + "", "-c", "user.name=a", "-c", "user.email=a@b"));
    command.addAll(List.of(words));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }

  private void commit(String file, String text, String subject)
      throws IOException, InterruptedException {
    Path path = home.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
    git("add", "-A");
    git("commit", "-q", "-m", subject);
    git("tag", subject);
  }

  private static String cell(String field) {
    return "package demo;\nfinal class Cell {\n  " + field + " int value;\n}\n";
  }

  @BeforeEach
  void history() throws IOException, InterruptedException {
    home = Files.createDirectories(directory.resolve("repository"));
    git("init", "-q");
    commit("src/main/java/demo/Cell.java", cell("volatile"), "first");
    commit("README", "two", "second");
    commit("src/main/java/demo/Cell.java", cell("volatile no"), "broken");
    commit("src/main/java/demo/Cell.java", cell(""), "weakened");
    commit("stress/jcstress/java/demo/Race.java", RACE, "tested");
  }

  private static Finding finding(Engine engine) {
    Scenario scenario = new Scenario("demo.Race", engine);
    return FindingLife.of(
        List.of(
            new Sighting(
                Signature.of(FindingKind.OUTCOME, scenario, "0, 0", List.of()),
                "night",
                "job",
                Instant.EPOCH,
                FindingKind.OUTCOME,
                scenario,
                "17",
                "0, 0",
                List.of(),
                "",
                "",
                "",
                Evidence.of(""))),
        List.of());
  }

  private ScenarioProbe probe(Finding finding) throws IOException {
    List<Path> libraries =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .map(Path::of)
            .toList();
    return new ScenarioProbe(
        new GitRepository(home),
        "tested",
        finding,
        Product.running(),
        libraries,
        Files.createDirectories(directory.resolve("work")),
        2,
        Duration.ofSeconds(5));
  }

  @Test
  void run_weakenedField_isFoundThoughItsPredecessorDoesNotBuild() throws IOException {
    GitRepository repository = new GitRepository(home);
    List<String> revisions = repository.between("first", "tested");
    assertThat(revisions).hasSize(5);
    try (ScenarioProbe probe = probe(finding(Engine.EXPLORER))) {
      Culprit culprit = new Bisection(probe, step -> {}).run(revisions);

      assertThat(repository.line(culprit.first())).contains("weakened");
      assertThat(culprit.candidates())
          .containsExactly(repository.hash("broken"), repository.hash("weakened"));
      assertThat(culprit.confidence()).isEqualTo(1);
      assertThat(culprit.steps()).anyMatch(step -> !step.built());
    }
    assertThat(home.resolve(".git/worktrees"))
        .satisfiesAnyOf(
            path -> assertThat(path).doesNotExist(), path -> assertThat(path).isEmptyDirectory());
  }

  @Test
  void between_unknownOrWrongWayRound_isRefusedByName() {
    GitRepository repository = new GitRepository(home);

    assertThatThrownBy(() -> repository.between("nowhere", "tested"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no revision 'nowhere'");
    assertThatThrownBy(() -> repository.between("tested", "first"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("tested is not before first");
  }

  @Test
  void new_lincheckFinding_isRefused() {
    assertThatThrownBy(() -> probe(finding(Engine.LINCHECK)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("found by lincheck");
  }
}
