package io.quiesce.hunt.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiesce.explore.java.ClassPath;
import io.quiesce.hunt.Facts;
import io.quiesce.hunt.finding.Sighting;
import io.quiesce.hunt.ledger.Ledger;
import io.quiesce.hunt.ledger.SqliteLedger;
import io.quiesce.hunt.model.Engine;
import io.quiesce.hunt.model.Job;
import io.quiesce.hunt.model.JobResult;
import io.quiesce.hunt.model.Scenario;
import io.quiesce.hunt.model.Unit;
import io.quiesce.hunt.model.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What comes first, and what counts as changed; on copies of four compiled scenarios. */
final class PlannerTest {
  private static final Path SUBJECTS = Path.of("target/test-classes/io/quiesce/explore/subject");
  private static final String PACKAGE = "io.quiesce.explore.subject.";
  private static final String JDK = "17";

  @TempDir private Path directory;
  private Path classes;

  @BeforeEach
  void copy() throws IOException {
    classes = directory.resolve("classes");
    Path target = Files.createDirectories(classes.resolve("io/quiesce/explore/subject"));
    try (Stream<Path> files = Files.list(SUBJECTS)) {
      for (Path file : files.toList()) {
        if (String.valueOf(file.getFileName()).matches("(Spin|Tearing)Subjects.*")) {
          Files.copy(file, target.resolve(file.getFileName()));
        }
      }
    }
  }

  private Catalogue catalogue() {
    return new Catalogue(new ClassPath(List.of(classes))).withExplorer(List.of(classes));
  }

  private static JobResult result(Scenario scenario, Verdict verdict, String hash, int millis) {
    Job job = new Job(scenario, JDK, 0, 0, Duration.ofSeconds(2));
    return new JobResult(
        "night-1",
        job,
        verdict,
        Facts.at(1),
        Duration.ofMillis(millis),
        1,
        List.of(),
        false,
        hash,
        "");
  }

  private static Sighting sighting(Scenario scenario) {
    Sighting one = Facts.sighting("f", 1, 1, "c");
    return new Sighting(
        one.signature(),
        one.night(),
        one.job(),
        one.at(),
        one.kind(),
        scenario,
        one.jdk(),
        one.broken(),
        one.places(),
        one.replay(),
        one.recording(),
        one.hash(),
        one.evidence());
  }

  @Test
  void round_changedThenOpenThenOtherThenProved() {
    Catalogue catalogue = catalogue();
    List<Scenario> all =
        catalogue.scenarios().stream().filter(s -> s.engine() == Engine.EXPLORER).toList();
    assertThat(all).hasSizeGreaterThanOrEqualTo(4);
    try (Ledger ledger = SqliteLedger.open(directory.resolve("l.db"))) {
      for (int i = 0; i < all.size(); i++) {
        String hash = i == 3 ? "of other code" : catalogue.hash(all.get(i));
        Verdict verdict = i == 0 ? Verdict.BOUND : Verdict.PROVED;
        List<Sighting> seen = i == 1 ? List.of(sighting(all.get(i))) : List.of();
        ledger.add(result(all.get(i), verdict, hash, 100), seen);
      }
      History history = History.of(ledger, Facts.at(9));
      List<Unit> units = Planner.units(all, List.of(JDK));

      List<Scenario> order =
          new Planner(catalogue, history, units, 1).round(0).stream().map(Job::scenario).toList();

      assertThat(order).containsExactlyInAnyOrderElementsOf(all);
      assertThat(order.subList(0, 3)).containsExactly(all.get(3), all.get(1), all.get(0));
    }
  }

  @Test
  void round_engines_takeTurnsByTheirTime() {
    Catalogue catalogue = catalogue();
    try (Ledger ledger = SqliteLedger.open(directory.resolve("l.db"))) {
      History history = History.of(ledger, Facts.at(9));
      List<Unit> units = Planner.units(catalogue.scenarios(), List.of(JDK));

      List<Job> jobs = new Planner(catalogue, history, units, 1).round(0);

      assertThat(jobs).hasSameSizeAs(units);
      assertThat(jobs.subList(0, 2))
          .extracting(job -> job.scenario().engine())
          .containsExactly(Engine.EXPLORER, Engine.WALKS);
      assertThat(new Planner(catalogue, history, units, 1).round(2).get(0).budget())
          .isEqualTo(jobs.get(0).budget().multipliedBy(9));
    }
  }

  @Test
  void history_whatCameLater_doesNotCount() {
    Scenario one = new Scenario(PACKAGE + "X", Engine.EXPLORER);
    try (Ledger ledger = SqliteLedger.open(directory.resolve("l.db"))) {
      ledger.add(result(one, Verdict.FOUND, "h", 2_000), List.of(sighting(one)));

      History before = History.of(ledger, Facts.at(1));
      History after = History.of(ledger, Facts.at(2));

      assertThat(before.findings()).isEmpty();
      assertThat(before.cost(new Unit(one, JDK))).isEmpty();
      assertThat(after.findings()).hasSize(1);
      assertThat(after.cost(new Unit(one, JDK))).contains(2.0);
      assertThat(after.yieldOf(one.name())).isEqualTo(0.5);
    }
  }

  @Test
  void hash_changedClassThatIsCalled_isAnother() throws IOException {
    String name = PACKAGE.replace('.', '/') + "TearingSubjects$";
    Path called;
    try (Stream<Path> files = Files.list(classes.resolve("io/quiesce/explore/subject"))) {
      called = files.filter(f -> f.toString().contains("Spin")).sorted().findFirst().orElseThrow();
    }
    CodeHashes before = new CodeHashes(new ClassPath(List.of(classes)));
    String spin =
        PACKAGE.replace('.', '/') + String.valueOf(called.getFileName()).replace(".class", "");
    String outer = spin.replaceAll("\\$.*", "");
    String hash = before.of(outer);
    String other = before.of(name);

    Files.copy(
        Path.of("target/test-classes/io/quiesce/explore/example/Dekker.class"),
        called,
        java.nio.file.StandardCopyOption.REPLACE_EXISTING);

    CodeHashes after = new CodeHashes(new ClassPath(List.of(classes)));
    assertThat(after.of(outer)).isNotEqualTo(hash);
    assertThat(after.of(name)).isEqualTo(other);
  }
}
