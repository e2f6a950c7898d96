package io.quiesce.learn.page;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quiesce.bugs.corpus.Corpus;
import io.quiesce.bugs.place.Product;
import io.quiesce.learn.course.BadLessonException;
import io.quiesce.learn.course.Course;
import io.quiesce.learn.course.Lesson;
import io.quiesce.learn.measure.Frequencies;
import io.quiesce.learn.predict.Predictor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pages of the course: complete, linked, and with nothing typed that is measured. */
final class SiteTest {
  private static final Pattern LINK = Pattern.compile("(?:href|src)=\"([^\"]*)\"");
  private static final List<String> NEEDED =
      List.of("outcomes", "frequencies", "graph", "bug", "proof", "exercise", "code");

  private static final Stamp STAMP = new Stamp("a machine, JDK 99", Instant.EPOCH);
  private static final List<Findings> ALL = new ArrayList<>();

  @TempDir private static Path directory;

  @BeforeAll
  static void write() throws IOException {
    Product product = Product.running();
    Corpus corpus = Corpus.of(product);
    Predictor predictor = Predictor.of(product, Path.of("unused"));
    ALL.clear();
    for (Lesson lesson : Course.of(product).lessons()) {
      ALL.add(
          new Findings(
              predictor.predict(lesson),
              Frequencies.none("not measured here"),
              corpus.find(lesson.bug()),
              STAMP));
    }
    new Site(ALL).write(directory);
  }

  @Test
  void lessons_haveEveryPart() {
    for (Findings one : ALL) {
      assertThat(NEEDED)
          .as(one.lesson().slug())
          .allMatch(part -> one.lesson().text().contains("{{" + part));
      long words = one.lesson().text().split("\\s+").length;
      assertThat(words).as(one.lesson().slug() + ": ten minutes").isBetween(150L, 1500L);
    }
  }

  @Test
  void pages_areFilledStampedAndWithoutDeadLinks() throws IOException {
    List<Path> pages;
    try (var files = Files.list(directory)) {
      pages = files.sorted().toList();
    }
    assertThat(pages).hasSize(ALL.size() + 1);
    for (Path page : pages) {
      String html = Files.readString(page);
      assertThat(html).contains(STAMP.toString()).doesNotContain("{{", "}}", "src=", "url(");
      List<String> links = LINK.matcher(html).results().map(found -> found.group(1)).toList();
      assertThat(links).isNotEmpty().allMatch(link -> Files.exists(directory.resolve(link)));
    }
  }

  @Test
  void pages_showGraphTablesAndHighlightedCode() throws IOException {
    String html = Files.readString(directory.resolve("opaque.html"));

    assertThat(html)
        .contains("<svg ", "<td>REFUTED</td>", "<span class=\"k\">public</span>", "missing edge")
        .contains("not measured here")
        .contains("<b class=\"problem\"> 1 wrong </b>")
        .doesNotContain("<p class=\"problem\"");
    assertThat(LINK.matcher(Files.readString(directory.resolve("index.html"))).results())
        .extracting(MatchResult::group)
        .hasSize(ALL.size());
  }

  @Test
  void text_hasEveryPartFilled() {
    for (Findings one : ALL) {
      assertThat(TextPage.of(one, ALL.size()))
          .contains("PROVED   exhaustive", "REFUTED", one.lesson().bug(), "--check DIR")
          .doesNotContain("{{", "```");
    }
  }

  private static Findings changed(String text, Map<String, Map<String, Long>> samples) {
    Findings first =
        ALL.stream().filter(one -> one.lesson().slug().equals("opaque")).findFirst().orElseThrow();
    Lesson old = first.lesson();
    Lesson lesson =
        new Lesson(
            old.number(),
            old.slug(),
            old.title(),
            old.summary(),
            old.bug(),
            old.variants(),
            old.pictured(),
            old.exercise(),
            old.source(),
            text);
    var prediction = first.prediction();
    return new Findings(
        new io.quiesce.learn.predict.Prediction(
            lesson, prediction.reports(), prediction.witness(), prediction.problems()),
        new Frequencies(true, samples, "as measured"),
        first.bug(),
        STAMP);
  }

  @Test
  void fill_unknownPlaceholderProgramOrVariant_isRefused() {
    for (String text :
        List.of("{{nothing}}", "{{code Nothing}}", "{{code}}", "{{verdict X}}", "{{ graph }}")) {
      assertThatThrownBy(() -> TextPage.of(changed(text, Map.of()), 1))
          .isInstanceOf(BadLessonException.class)
          .hasMessageContaining("opaque");
    }
  }

  @Test
  void frequencies_measured_areShownWithWhatWasNotSeen() {
    String program = "io.quiesce.course.visibility.OpaqueFlag.Broken";
    Findings findings =
        changed("{{frequencies}}", Map.of(program, Map.of("0, 0", 1L, "1, 1", 3L, "1, 0", 0L)));

    assertThat(TextPage.of(findings, 1))
        .contains("1 (25 %)", "3 (75 %)", "Broken `0, 1`, `1, 0`", "Not run: Fenced")
        .contains("as measured; " + STAMP);
    assertThat(findings.problems()).isEmpty();
  }

  @Test
  void frequencies_smallAndLargeShares_areNotRoundedAway() {
    String program = "io.quiesce.course.visibility.OpaqueFlag.Broken";
    Findings findings =
        changed("{{frequencies}}", Map.of(program, Map.of("0, 0", 1L, "1, 1", 3_000_000L)));

    assertThat(TextPage.of(findings, 1)).contains("1 (0.0000333 %)", "3,000,000 (> 99.9 %)");
  }

  @Test
  void frequencies_askedForMoreThreadsThanThereAreCpus_saysSo() throws IOException {
    Findings iriw =
        ALL.stream().filter(one -> one.lesson().slug().equals("iriw")).findFirst().orElseThrow();
    Findings asked =
        new Findings(
            iriw.prediction(), new Frequencies(true, Map.of(), "no answer"), iriw.bug(), STAMP);
    boolean few = Runtime.getRuntime().availableProcessors() < 4;

    assertThat(TextPage.of(asked, 1))
        .contains(few ? "a CPU for each of the 4 threads" : "no answer");
    assertThat(TextPage.of(iriw, 1)).contains("not measured here");
  }

  @Test
  void frequencies_outcomeThatTheModelForbids_isAProblem() {
    String program = "io.quiesce.course.visibility.OpaqueFlag.Fixed";

    assertThat(changed("x", Map.of(program, Map.of("1, 0", 1L, "0, 0", 9L))).problems())
        .singleElement()
        .asString()
        .contains("hardware gave 1, 0 in Fixed", "does not allow");
  }

  @Test
  void highlighter_marksAndEscapes() {
    assertThat(Highlighter.html("if (a < \"x\") {} // y & z"))
        .isEqualTo(
            "<span class=\"k\">if</span> (a &lt; <span class=\"s\">&quot;x&quot;</span>) {} "
                + "<span class=\"c\">// y &amp; z</span>");
  }
}
