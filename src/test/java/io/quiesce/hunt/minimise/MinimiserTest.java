package io.quiesce.hunt.minimise;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiesce.explore.java.ClassPath;
import io.quiesce.explore.jcstress.TestCase;
import io.quiesce.explore.jcstress.TestScanner;
import io.quiesce.explore.model.Model;
import io.quiesce.explore.run.Exploration;
import io.quiesce.explore.run.Verdict;
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
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Findings in scenarios with more in them than is needed, made small and written as tests. */
final class MinimiserTest {
  private static final String SOURCE =
      """
      package demo;
      import org.openjdk.jcstress.annotations.*;
      import org.openjdk.jcstress.infra.results.*;
      public class Races {
        @JCStressTest @State
        @Outcome(id = "0, 0", expect = Expect.FORBIDDEN, desc = "both \\"missed\\"")
        @Outcome(expect = Expect.ACCEPTABLE, desc = "else")
        public static class Buffering {
          int x, y;
          volatile int other;
          @Actor public void bystander() { other = 1; other = 2; }
          @Actor public void left(II_Result r) { x = 1; r.r1 = y; }
          @Actor public void right(II_Result r) { y = 1; r.r2 = x; }
        }
        @JCStressTest @State
        @Outcome(id = "1, 0", expect = Expect.FORBIDDEN, desc = "flag without data")
        @Outcome(expect = Expect.ACCEPTABLE, desc = "else")
        public static class Passing {
          int data;
          int flag;
          @Actor public void writer() {
            data = 1;
            flag = 1;
          }
          @Actor public void reader(II_Result r) {
            r.r1 = flag;
            r.r2 = data;
          }
        }
        @State public static class Counter { volatile int count; }
        @JCStressTest
        @Outcome(id = "1", expect = Expect.FORBIDDEN, desc = "an update is lost")
        @Outcome(id = "2", expect = Expect.ACCEPTABLE, desc = "both count")
        public static class Lost {
          @Actor public void one(Counter c) { c.count++; }
          @Actor public void two(Counter c) { c.count++; }
          @Arbiter public void sum(Counter c, I_Result r) { r.r1 = c.count; }
        }
      }
      """;

  private static final Duration LIMIT = Duration.ofSeconds(20);

  @TempDir private Path directory;
  private Path classes;

  @BeforeEach
  void compileScenarios() throws IOException {
    classes = directory.resolve("classes");
    compile(Files.writeString(directory.resolve("Races.java"), SOURCE));
  }

  private void compile(Path source) throws IOException {
    String path = classes + File.pathSeparator + System.getProperty("java.class.path");
    Files.createDirectories(classes);
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-proc:none",
                "-g",
                "-Xlint:all,-processing",
                "-Werror",
                "-cp",
                path,
                "-d",
                classes.toString(),
                source.toString());
    assertThat(status).isZero();
  }

  private TestCase test(String name) {
    return new TestScanner(new ClassPath(List.of(classes))).find(name).orElseThrow();
  }

  static Finding finding(String name, String outcome) {
    return finding(name, FindingKind.OUTCOME, outcome);
  }

  static Finding finding(String name, FindingKind kind, String broken) {
    Scenario scenario = new Scenario(name, Engine.EXPLORER);
    Sighting one =
        new Sighting(
            Signature.of(kind, scenario, broken, List.of()),
            "night",
            "job",
            Instant.EPOCH,
            kind,
            scenario,
            "17",
            broken,
            List.of(),
            "",
            "",
            "",
            Evidence.of(""));
    return FindingLife.of(List.of(one), List.of());
  }

  private Optional<Minimal> minimise(String name, String outcome) {
    Finding finding = finding(name.replace('/', '.').replace('$', '.'), outcome);
    return new Minimiser(new ClassPath(List.of(classes)), finding, LIMIT).run(test(name));
  }

  private static int lineOf(String text) {
    return (int) SOURCE.substring(0, SOURCE.indexOf(text)).lines().count();
  }

  @Test
  void run_bystander_isDroppedAndTheModelIsTheStrongestThatShowsIt() {
    Minimal minimal = minimise("demo/Races$Buffering", "0, 0").orElseThrow();

    assertThat(minimal.dropped()).containsExactly("bystander");
    assertThat(minimal.model()).isEqualTo(Model.TSO);
    assertThat(minimal.switches()).isEqualTo(1);
    assertThat(minimal.witness().steps()).hasSize(4);
    assertThat(minimal.exhaustive()).isTrue();
    assertThat(minimal.weak())
        .containsExactly("plain Races.java:" + lineOf("public void right(II"));
  }

  @Test
  void runWithAllActors_bystander_stays() {
    Finding finding = finding("demo.Races.Buffering", "0, 0");
    Minimal minimal =
        new Minimiser(new ClassPath(List.of(classes)), finding, LIMIT)
            .runWithAllActors(test("demo/Races$Buffering"))
            .orElseThrow();

    assertThat(minimal.dropped()).isEmpty();
    assertThat(minimal.test().actors()).hasSize(3);
    assertThat(minimal.model()).isEqualTo(Model.TSO);
  }

  @Test
  void run_flagWithoutRelease_namesTheAccessesThatAreTooWeak() {
    Minimal minimal = minimise("demo/Races$Passing", "1, 0").orElseThrow();

    // the read of the flag: with it volatile as well, the data is there
    assertThat(minimal.weak()).containsExactly("plain Races.java:" + lineOf("r.r1 = flag"));
    assertThat(minimal.modesLine())
        .matches("fails with every access volatile but plain Races.java:\\d+");
  }

  @Test
  void run_notAllLookedAt_saysThatItMayFailUnderMore() {
    Minimal whole = minimise("demo/Races$Passing", "1, 0").orElseThrow();
    Minimal part =
        new Minimal(
            whole.test(),
            whole.dropped(),
            whole.model(),
            whole.witness(),
            whole.weak(),
            whole.switches(),
            false);

    assertThat(part.modesLine()).isEqualTo(whole.modesLine() + " (as far as was seen in time)");
    assertThat(part.modelLine()).contains("(as far as was seen in time)");
    assertThat(whole.modelLine()).doesNotContain("as far as");
  }

  @Test
  void run_lostUpdate_failsUnderSequentialConsistency() {
    Minimal minimal = minimise("demo/Races$Lost", "1").orElseThrow();

    assertThat(minimal.model()).isEqualTo(Model.SC);
    assertThat(minimal.modelLine()).contains("the interleaving alone");
    assertThat(minimal.modesLine()).contains("no mode is too weak");
    assertThat(minimal.dropped()).isEmpty();
  }

  @Test
  void run_outcomeThatIsNotReached_isNothing() {
    assertThat(minimise("demo/Races$Lost", "0")).isEmpty();
  }

  @Test
  void write_compilesAndFailsAsTheScenarioDoes() throws IOException {
    for (String name : List.of("demo/Races$Buffering", "demo/Races$Lost")) {
      String outcome = name.endsWith("Lost") ? "1" : "0, 0";
      Finding finding = finding(name.replace('/', '.').replace('$', '.'), outcome);
      RegressionClass written = new RegressionClass(finding, minimise(name, outcome).orElseThrow());

      Path source = written.write(directory.resolve("ledger"), Optional.empty(), "the witness");

      assertThat(directory.resolve("ledger").resolve(written.name() + ".txt"))
          .hasContent("the witness");
      compile(source);
      TestCase test = test("io/quiesce/regression/" + written.name());
      var report = Exploration.of(test, new ClassPath(List.of(classes))).run();
      assertThat(report.verdict()).isEqualTo(Verdict.REFUTED);
      assertThat(report.firstFailure().orElseThrow().outcome()).isEqualTo(outcome);
    }
  }

  @Test
  void switches_countsThreadsThatGoOn() {
    assertThat(Shortest.switches("A...B.1.")).isEqualTo(1);
    assertThat(Shortest.switches("A.B(12)A.{26}.")).isEqualTo(3);
    assertThat(Shortest.switches("")).isZero();
  }
}
