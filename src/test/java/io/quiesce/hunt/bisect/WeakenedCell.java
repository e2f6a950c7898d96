package io.quiesce.hunt.bisect;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiesce.hunt.finding.Evidence;
import io.quiesce.hunt.finding.Finding;
import io.quiesce.hunt.finding.FindingKind;
import io.quiesce.hunt.finding.FindingLife;
import io.quiesce.hunt.finding.Sighting;
import io.quiesce.hunt.finding.Signature;
import io.quiesce.hunt.model.Engine;
import io.quiesce.hunt.model.Job;
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

/**
 * A small history: first, second, broken, weakened, tested. A volatile field becomes a plain one,
 * and the revision before that does not compile.
 */
final class WeakenedCell {
  static final String OUTCOME = "0, 0";
  static final long SEED = 42;

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

  private final Path directory;
  private final Path home;

  /** Makes it below a directory that is empty. */
  WeakenedCell(Path directory) throws IOException, InterruptedException {
    this.directory = directory;
    home = Files.createDirectories(directory.resolve("repository"));
    git("init", "-q");
    commit("src/main/java/demo/Cell.java", cell("volatile"), "first");
    commit("README", "two", "second");
    commit("src/main/java/demo/Cell.java", cell("volatile no"), "broken");
    commit("src/main/java/demo/Cell.java", cell(""), "weakened");
    commit("stress/jcstress/java/demo/Race.java", RACE, "tested");
  }

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

  Path home() {
    return home;
  }

  GitRepository repository() {
    return new GitRepository(home);
  }

  Path work() throws IOException {
    return Files.createDirectories(directory.resolve("work"));
  }

  /** Builds of what a finding needs. */
  RevisionBuild build(Finding finding) throws IOException {
    List<Path> libraries =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
            .map(Path::of)
            .toList();
    return new RevisionBuild(repository(), "tested", finding.first().scenario(), libraries, work());
  }

  /** What an engine found at the end of it. */
  static Finding finding(Engine engine) {
    Scenario scenario = new Scenario("demo.Race", engine);
    return FindingLife.of(
        List.of(
            new Sighting(
                Signature.of(FindingKind.OUTCOME, scenario, OUTCOME, List.of()),
                "night",
                new Job(scenario, "17", SEED, 0, Duration.ZERO).key(),
                Instant.EPOCH,
                FindingKind.OUTCOME,
                scenario,
                "17",
                OUTCOME,
                List.of(),
                "",
                "",
                "",
                Evidence.of(""))),
        List.of());
  }
}
