package io.quiesce.hunt.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quiesce.explore.java.ClassPath;
import io.quiesce.explore.jcstress.TestCase;
import io.quiesce.explore.jcstress.TestScanner;
import io.quiesce.explore.run.Exploration;
import io.quiesce.explore.run.OutcomeRow;
import io.quiesce.explore.run.TestReport;
import io.quiesce.explore.run.Verdict;
import io.quiesce.hunt.finding.Finding;
import io.quiesce.hunt.finding.FindingLife;
import io.quiesce.hunt.minimise.Minimal;
import io.quiesce.hunt.minimise.Minimiser;
import io.quiesce.hunt.minimise.Reduced;
import io.quiesce.hunt.minimise.UnusedMembers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lincheck tests with mistakes, and the jcstress classes that come of what is found in them. */
final class HistoryScenarioTest {
  private static final Duration LIMIT = Duration.ofSeconds(20);

  @TempDir private Path directory;

  /** The test without its mistake. */
  private static String right() throws IOException {
    return LincheckDemo.text()
        .replace("count.get() + n", "count.addAndGet(n)")
        .replace("count.set(sum);", "");
  }

  private static Finding finding(String calls) {
    return FindingLife.of(List.of(LincheckDemo.sighting(calls, "night")), List.of());
  }

  private HistoryScenario scenario(String text, String calls) throws IOException {
    LincheckDemo demo = new LincheckDemo(directory);
    demo.write(text);
    return scenario(demo, calls);
  }

  private HistoryScenario scenario(LincheckDemo demo, String calls) throws IOException {
    return HistoryScenario.of(
        finding(calls),
        "demo.Counting",
        demo.sources().resolve("demo/Counting.java"),
        List.of(demo.classes()),
        List.of(),
        LincheckDemo.libraries(),
        directory.resolve("history"));
  }

  @Test
  void of_history_hasNothingOfLincheckAndNeedsNothingOfTheSuite() throws IOException {
    HistoryScenario scenario = scenario(LincheckDemo.text(), "add(1) [ add(2) | add(3) ] get()");

    assertThat(scenario.path()).isEqualTo("demo/Counting.java");
    assertThat(scenario.test().name()).isEqualTo("demo.Counting$History");
    assertThat(scenario.text())
        .doesNotContain("lincheck", "@Operation", "@Param", "@Validate", "@ModelChecked")
        .contains("static final class Hands", "{@code add(1) [ add(2) | add(3) ] get()}");
    LincheckDemo.compile(scenario.path(), scenario.text(), List.of(), directory.resolve("alone"));
  }

  @Test
  void explore_lostUpdate_isAnOutcomeOfNoOrder() throws IOException {
    TestReport report =
        scenario(LincheckDemo.text(), "add(1) [ add(2) | add(3) ] get()").explore(LIMIT);

    assertThat(report.rows().stream().filter(row -> !row.expect().fails()))
        .extracting(OutcomeRow::outcome)
        .containsExactlyInAnyOrder("3, 6, 6", "6, 4, 6");
    assertThat(report.firstFailure().orElseThrow().outcome()).isIn("3, 4, 3", "3, 4, 4");
  }

  @Test
  void explore_rightTest_isProved() throws IOException {
    TestReport report = scenario(right(), "add(1) [ add(2) | add(3) ] get()").explore(LIMIT);

    assertThat(report.verdict()).isEqualTo(Verdict.PROVED);
    assertThat(report.unreached()).isEmpty();
  }

  @Test
  void explore_severalCallsAndExceptions_areJoinedAsTheSpecificationDoes() throws IOException {
    TestReport report =
        scenario(right(), "[ put(1); take() | take(); put(2) ] get()").explore(LIMIT);

    assertThat(report.verdict()).isEqualTo(Verdict.PROVED);
    assertThat(report.rows())
        .extracting(OutcomeRow::outcome)
        .contains("ok; 1, IllegalStateException; ok, 2");
  }

  @Test
  void explore_checkAtTheEnd_isMade() throws IOException {
    String below = right().replace("n == 0 ? 0 : n - 1", "n - 1");
    TestReport report = scenario(below, "[ take() | put(0) ]").explore(LIMIT);

    assertThat(report.firstFailure().orElseThrow().outcome()).startsWith("ERROR").contains("below");
  }

  private Reduced minimise(String text, String calls) throws IOException {
    HistoryScenario scenario = scenario(text, calls);
    OutcomeRow failure = scenario.explore(LIMIT).firstFailure().orElseThrow();
    Minimal minimal =
        new Minimiser(
                new ClassPath(scenario.places()), scenario.finding(finding(calls), failure), LIMIT)
            .runWithAllActors(scenario.test())
            .orElseThrow();
    return new UnusedMembers(LincheckDemo.libraries(), directory.resolve("unused"))
        .leaveOut(minimal, scenario.path(), scenario.text(), "FindingABC");
  }

  @Test
  void minimise_lostUpdate_isAJcstressClassOfItsOwn() throws IOException {
    Reduced reduced = minimise(LincheckDemo.text(), "add(1) [ add(2) | add(3) ] get()");

    assertThat(reduced.className()).isEqualTo("demo/FindingABC$History");
    assertThat(reduced.text())
        .contains("object.add(2)", "object.add(3)", "3, 6, 6", "object.isNotNegative()")
        .contains("count.set(0);", "count.set(sum);", "taken.add(n);", "String toString()")
        .doesNotContain("class Model", "void put", "Counting");
    LincheckDemo.compile(reduced.path(), reduced.text(), List.of(), directory.resolve("alone"));
  }

  @Test
  void minimise_mendedAfterwards_isProved() throws IOException {
    Reduced reduced = minimise(LincheckDemo.text(), "add(1) [ add(2) | add(3) ] get()");
    String mended = reduced.text().replace("count.get() + n", "count.addAndGet(n)");
    mended = mended.replace("count.set(sum);", "");
    assertThat(mended).isNotEqualTo(reduced.text());

    Path out = directory.resolve("mended");
    LincheckDemo.compile(reduced.path(), mended, List.of(), out);
    ClassPath classes = new ClassPath(List.of(out));
    TestCase test = new TestScanner(classes).find(reduced.className()).orElseThrow();
    assertThat(Exploration.of(test, classes).run().verdict()).isEqualTo(Verdict.PROVED);
  }

  @Test
  void finding_failure_hasTheNameOfWhatLincheckFound() throws IOException {
    String calls = "[ add(2) | add(3) ]";
    HistoryScenario scenario = scenario(LincheckDemo.text(), calls);
    OutcomeRow failure = scenario.explore(LIMIT).firstFailure().orElseThrow();
    Finding finding = scenario.finding(finding(calls), failure);

    assertThat(finding.signature()).isEqualTo(finding(calls).signature());
    assertThat(finding.broken()).isEqualTo(failure.outcome());
    assertThat(finding.first().scenario().name()).isEqualTo("demo.Counting.History");
  }

  @Test
  void of_findingWithoutCalls_isRefused() {
    assertThatThrownBy(() -> scenario(LincheckDemo.text(), ""))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has no scenario of Lincheck with it");
  }

  @Test
  void of_classOfTheSuiteWithoutItsSource_isRefused() throws IOException {
    LincheckDemo demo = new LincheckDemo(directory);
    demo.write(LincheckDemo.text());
    Files.delete(demo.sources().resolve("demo/Hands.java"));

    assertThatThrownBy(() -> scenario(demo, "[ add(1) | add(2) ]"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Counting.java")
        .hasMessageContaining("does not compile");
  }

  @Test
  void of_callThatIsGone_isRefused() {
    assertThatThrownBy(() -> scenario(LincheckDemo.text(), "[ sub(1) | add(1) ]"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("has it changed since this was found?");
  }
}
