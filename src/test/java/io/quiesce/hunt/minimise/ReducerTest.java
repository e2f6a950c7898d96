package io.quiesce.hunt.minimise;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiesce.explore.java.ClassPath;
import io.quiesce.explore.jcstress.TestCase;
import io.quiesce.explore.jcstress.TestScanner;
import io.quiesce.explore.model.Model;
import io.quiesce.explore.run.Exploration;
import io.quiesce.explore.run.TestReport;
import io.quiesce.explore.run.Verdict;
import io.quiesce.explore.search.Options;
import io.quiesce.hunt.finding.Finding;
import io.quiesce.hunt.finding.FindingKind;
import io.quiesce.hunt.source.TextCompiler;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sources with more in them than their findings need, made small and kept as tests. */
final class ReducerTest {
  private static final String NAME = "Finding0123456789AB";

  private static final Duration LIMIT = Duration.ofSeconds(20);

  @TempDir private Path directory;

  private static List<Path> libraries() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .map(Path::of)
        .toList();
  }

  private static void compile(String path, String text, Path out) throws IOException {
    try (TextCompiler compiler = new TextCompiler(libraries())) {
      assertThat(compiler.compile(path, text, out)).as(text).isTrue();
    }
  }

  private static TestCase test(Path place, String name) {
    return new TestScanner(new ClassPath(List.of(place))).find(name).orElseThrow();
  }

  /** The source in which a class is, as the resources have it. */
  private static String source(String name) throws IOException {
    String file = "/minimise/" + name.replaceAll("\\$.*", "") + ".java.txt";
    try (InputStream in = ReducerTest.class.getResourceAsStream(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String path(String name) {
    return "demo/" + name.replaceAll("\\$.*", "") + ".java";
  }

  private static Finding finding(String name, String outcome) {
    return MinimiserTest.finding("demo." + name.replace('$', '.'), outcome);
  }

  private Minimal minimise(String name, Finding finding) throws IOException {
    compile(path(name), source(name), classes());
    return new Minimiser(new ClassPath(List.of(classes())), finding, LIMIT)
        .run(test(classes(), "demo/" + name))
        .orElseThrow();
  }

  private Path classes() {
    return directory.resolve("classes");
  }

  private Reducer reducer(Finding finding) {
    return new Reducer(finding, List.of(classes()), libraries(), directory.resolve("work"), LIMIT);
  }

  private Reduced reduce(String name, Finding finding) throws IOException {
    return reducer(finding)
        .run(minimise(name, finding), path(name), source(name), NAME)
        .orElseThrow();
  }

  private TestReport explore(Reduced reduced, Model model) throws IOException {
    Path out = directory.resolve("alone");
    compile(reduced.path(), reduced.text(), out);
    return Exploration.of(test(out, reduced.className()), new ClassPath(List.of(out)))
        .with(Options.of(model))
        .run();
  }

  @Test
  void run_missingOrdering_keepsTheFourAccessesAlone() throws IOException {
    Reduced reduced = reduce("Races$Passing", finding("Races$Passing", "1, 0"));

    assertThat(reduced.path()).isEqualTo("demo/" + NAME + ".java");
    assertThat(reduced.className()).isEqualTo("demo/" + NAME + "$Passing");
    assertThat(reduced.text())
        .containsPattern("data = 1;\\s+flag = helper\\(0\\);")
        .contains("r.r1 = flag;", "r.r2 = data;")
        .doesNotContain(
            "Races", "bystander", "Makes noise", "needless", "noise", "Other", "Lost", "unused")
        .doesNotContain("java.util");
    assertThat(reduced.complete()).isTrue();
    assertThat(reduced.statements()).isLessThan(reduced.before());
    assertThat(explore(reduced, Model.JMM).firstFailure().orElseThrow().outcome())
        .isEqualTo("1, 0");
    assertThat(explore(reduced, Model.TSO).verdict()).isEqualTo(Verdict.PROVED);
  }

  @Test
  void run_interleaving_keepsBothUpdatesAndWhatAsksForThem() throws IOException {
    Reduced reduced = reduce("Races$Lost", finding("Races$Lost", "1"));

    // without one of the updates the outcome would be 1 as well, but without any race
    assertThat(reduced.text().split("c\\.count\\+\\+;", -1)).hasSize(3);
    assertThat(reduced.text()).contains("r.r1 = c.count;").doesNotContain("Passing", "Other");
    assertThat(explore(reduced, Model.SC).firstFailure().orElseThrow().outcome()).isEqualTo("1");
  }

  @Test
  void run_missingOrdering_doesNotBecomeAnInterleaving() throws IOException {
    Reduced reduced = reduce("Again", finding("Again", "1, 0"));

    assertThat(reduced.text()).contains("data = 1;").doesNotContain("data = 2;");
    assertThat(explore(reduced, Model.TSO).verdict()).isEqualTo(Verdict.PROVED);
  }

  @Test
  void run_twoRaces_keepsTheOneThatWasToBlame() throws IOException {
    Finding finding = finding("Twice", "1");
    String missed =
        minimise("Twice", finding).witness().steps().stream()
            .filter(step -> step.missed() > 0)
            .findFirst()
            .orElseThrow()
            .withoutValues();
    // a longer piece is tried first, so by itself this one would go
    assertThat(missed).endsWith(".longer");

    Reduced reduced = reduce("Twice", finding);

    assertThat(reduced.text())
        .contains("longer = 1;", "longerFlag = 1;")
        .doesNotContain("two = 1;", "twoFlag");
  }

  @Test
  void run_scenarioThatMayPass_isReducedToOneThatMay() throws IOException {
    String broken = "java.lang.IllegalStateException: too late at Order.java:1";
    Finding finding = MinimiserTest.finding("demo.Order", FindingKind.INVARIANT, broken);

    assertThat(reduce("Order", finding).text()).contains("if (x == 1) {");
  }

  @Test
  void run_brokenInvariantWhoseMessageNamesTheFile_isStillThatUnderTheOtherName()
      throws IOException {
    String broken = "java.lang.IllegalStateException: two owners, Throwing at Throwing.java:1";
    Finding finding = MinimiserTest.finding("demo.Throwing", FindingKind.INVARIANT, broken);

    Reduced reduced = reduce("Throwing", finding);

    // without the arbiter's assignment it would fail for another reason as well
    assertThat(reduced.text())
        .contains("throw new IllegalStateException", "taken = true;", "r.r1 = \"ok\";")
        .doesNotContain("class Throwing");
    assertThat(explore(reduced, Model.SC).firstFailure().orElseThrow().outcome())
        .contains("two owners");
  }

  @Test
  void write_reduced_isInThePackageOfTheScenarioAndSaysWhatItIs() throws IOException {
    Finding finding = finding("Races$Lost", "1");
    Minimal minimal = minimise("Races$Lost", finding);
    Reduced reduced = reduce("Races$Lost", finding);

    RegressionClass regression = new RegressionClass(finding, minimal);
    Reduced commented = reducer(finding).rewritten(reduced, regression.commented(reduced));
    Path written =
        regression.write(directory.resolve("ledger"), Optional.of(commented), "the witness");

    assertThat(written).isEqualTo(directory.resolve("ledger/java/demo/" + NAME + ".java"));
    String text = Files.readString(written);
    assertThat(text)
        .startsWith("package demo;")
        .contains("/**\n * Finding ", "in {@code Races.Lost}.", reduced.line(), "<p>Replay: ")
        .doesNotContain("Races for a test");
    compile(reduced.path(), text, directory.resolve("again"));
    List<String> lines =
        commented.witness().steps().stream()
            .filter(step -> step.access().startsWith("write"))
            .map(step -> Integer.parseInt(step.line().replaceAll(".*:", "")))
            .map(line -> text.lines().toList().get(line - 1).strip())
            .toList();
    assertThat(lines).hasSize(2).allMatch(line -> line.contains("c.count++"));
  }
}
