package io.quiesce.bugs.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a bug's files may say, and that everything else is refused with its place. */
final class BugReaderTest {
  private static final String YAML =
      """
      title: A thing is lost
      origin: {issue: "golang/go#1", change: "CL 2", year: 2015, confidence: V}
      component: pool
      invariant: "S1: a thing is somewhere"
      kind: lost-update
      threads: 2
      tools:
        unit:     {expect: caught, why: "counts", first: "PoolTest"}
        replay:   {expect: missed, why: "one thread"}
        chaos:    {expect: maybe, why: "chance"}
        lincheck: {expect: caught, why: "small"}
        jcstress: {expect: caught, why: "fast"}
        explore:  {expect: caught, why: "whole", first: "A|B"}
      """;

  private static final String LESSON =
      "# T\n## The interleaving\n## The fix\n## The rule\n## See it here\n";

  private static Bug read(String yaml) {
    return BugReader.read("some-bug", yaml, "a diff", LESSON);
  }

  @Test
  void read_wholeBug_hasEverything() {
    Bug bug = read(YAML);

    assertThat(bug.title()).isEqualTo("A thing is lost");
    assertThat(bug.origin()).hasToString("golang/go#1, CL 2, 2015");
    assertThat(bug.kind()).isEqualTo(Kind.LOST_UPDATE);
    assertThat(bug.threads()).isEqualTo(2);
    assertThat(bug.tools()).hasSize(6);
    assertThat(bug.tools().get(Tool.EXPLORE).first()).isEqualTo("A|B");
    assertThat(bug.toolsThat(Expectation.CAUGHT))
        .containsExactly(Tool.UNIT, Tool.EXPLORE, Tool.LINCHECK, Tool.JCSTRESS);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "component: pool; componemt: pool; is missing",
        "threads: 2; threads: 2\\nwhatever: 1; unknown [whatever]",
        "threads: 2; threads: 0; must be a number from 1 to 16",
        "threads: 2; nearest: x; is missing",
        "kind: lost-update; kind: lost; must be one of dropped-check",
        "title: A thing is lost; title: A thing is lost.; without a full stop",
        "title: A thing is lost; title: a\\ntitle: b; Duplicate",
        "expect: maybe; expect: perhaps; must be one of caught, missed, maybe",
        "'why: \"chance\"'; 'why: \"\"'; is missing or empty",
        "chaos:; caos:; is missing",
        "year: 2015,; ''; a bug of Go needs",
        "confidence: V; confidence: sure; must be V, S or M",
        "A|B; (A; no regular expression",
      })
  void read_wrongLine_isNamed(String right, String wrong, String message) {
    String yaml = YAML.replace(right, wrong.replace("\\n", "\n"));
    assertThat(yaml).isNotEqualTo(YAML);

    assertThatThrownBy(() -> read(yaml))
        .isInstanceOf(BadBugException.class)
        .hasMessageContaining("bugs/some-bug/bug.yaml")
        .hasMessageContaining(message);
  }

  @Test
  void read_nothingCatchesIt_isRefused() {
    assertThatThrownBy(() -> read(YAML.replace("expect: caught", "expect: missed")))
        .isInstanceOf(BadBugException.class)
        .hasMessageContaining("no tool is expected to catch it");
  }

  @Test
  void read_noPatchAndNoReason_isRefused() {
    assertThatThrownBy(() -> BugReader.read("some-bug", YAML, "", LESSON))
        .isInstanceOf(BadBugException.class)
        .hasMessageContaining("bug.patch is missing");
  }

  @Test
  void read_patchAndReasonForNone_isRefused() {
    assertThatThrownBy(() -> read("absent: not here\n" + YAML))
        .isInstanceOf(BadBugException.class)
        .hasMessageContaining("'absent' says that there is no patch");
  }

  @Test
  void read_absent_needsNoTools() {
    String yaml = "absent: not here\n" + YAML.substring(0, YAML.indexOf("tools:"));

    Bug bug = BugReader.read("some-bug", yaml, "", "# T\n");

    assertThat(bug.isAbsent()).isTrue();
    assertThat(bug.tools()).isEmpty();
  }

  @Test
  void read_lessonWithoutItsRule_isRefused() {
    assertThatThrownBy(
            () -> BugReader.read("some-bug", YAML, "a diff", LESSON.replace("## The rule", "")))
        .isInstanceOf(BadBugException.class)
        .hasMessageContaining("lesson.md")
        .hasMessageContaining("## The rule");
  }
}
