package io.quiesce.learn.page;

import io.quiesce.bugs.corpus.Bug;
import io.quiesce.learn.course.BadLessonException;
import io.quiesce.learn.course.Exercise;
import io.quiesce.learn.course.Lesson;
import io.quiesce.learn.course.Variant;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Puts what was found in the place of the placeholders of a lesson:
 *
 * <ul>
 *   <li><code>{{code NAME}}</code>: a program
 *   <li><code>{{outcomes}}</code>, <code>{{frequencies}}</code>: the tables of what is allowed and
 *       of what was seen
 *   <li><code>{{graph}}</code>: the execution that the lesson shows
 *   <li><code>{{proof}}</code>: the verdicts on the programs that are right
 *   <li><code>{{verdict NAME}}</code>, <code>{{executions NAME}}</code>: of one program
 *   <li><code>{{bug}}</code>, <code>{{exercise}}</code>
 * </ul>
 */
final class Filler {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{(\\w+)(?: (\\w+))?}}");
  private static final String COMMAND = "java -jar target/quiesce.jar ";

  private final Findings findings;
  private final Lesson lesson;
  private final Tables tables;
  private final Medium medium;

  Filler(Findings findings, Medium medium) {
    this.findings = findings;
    this.lesson = findings.lesson();
    this.tables = new Tables(findings);
    this.medium = medium;
  }

  /**
   * The lesson's text, filled.
   *
   * @throws BadLessonException if a placeholder is unknown, or something else in double braces is
   *     left
   */
  String markdown() {
    String filled =
        PLACEHOLDER
            .matcher(lesson.text())
            .replaceAll(found -> Matcher.quoteReplacement(fill(found.group(1), found.group(2))));
    if (filled.contains("{{")) {
      throw bad("something in double braces is no placeholder");
    }
    return filled;
  }

  private BadLessonException bad(String what) {
    return new BadLessonException("lesson " + lesson.slug() + ": lesson.md: " + what);
  }

  private String fill(String kind, String name) {
    return switch (kind) {
      case "code" -> code(name);
      case "outcomes" -> medium.table(tables.outcomes());
      case "frequencies" -> frequencies();
      case "graph" -> graph();
      case "proof" -> proof();
      case "verdict" -> findings.prediction().of(variant(name)).verdictLine();
      case "executions" ->
          String.format(Locale.ROOT, "%,d", findings.prediction().of(variant(name)).executions());
      case "bug" -> bug(findings.bug());
      case "exercise" -> exercise();
      default -> throw bad("{{" + kind + "}} is no placeholder");
    };
  }

  private String graph() {
    return findings.prediction().witness() == null
        ? "No execution has the outcome " + lesson.pictured().outcome() + "."
        : medium.graph(findings.prediction().witness());
  }

  private Variant variant(String name) {
    if (name == null) {
      throw bad("a placeholder needs the name of a variant");
    }
    return lesson.variant(name);
  }

  private String code(String name) {
    if (name == null || !lesson.source().has(name)) {
      throw bad("{{code " + name + "}} names no program");
    }
    return "```java\n" + lesson.source().program(name) + "\n```";
  }

  private String frequencies() {
    if (!findings.frequencies().covers(lesson)) {
      return tables.whyNothingWasMeasured();
    }
    return medium.table(tables.frequencies())
        + "\n\n"
        + tables.notShown()
        + "\n\n("
        + findings.frequencies().note()
        + "; "
        + findings.stamp()
        + ")";
  }

  private String proof() {
    return lesson.variants().stream()
        .filter(Variant::holds)
        .map(one -> one.name() + "\n  " + findings.prediction().of(one).verdictLine())
        .collect(Collectors.joining("\n", "```\n", "\n```"));
  }

  private static String bug(Bug bug) {
    return "In the corpus it is `"
        + bug.slug()
        + "`: *"
        + bug.title()
        + "* ("
        + bug.component()
        + "; "
        + bug.origin()
        + ")\n\nBroken there: "
        + bug.invariant()
        + ".\n\n```\n"
        + COMMAND
        + "bugs show "
        + bug.slug()
        + "\n```";
  }

  private String exercise() {
    String learn = COMMAND + "learn " + lesson.slug();
    return lesson.exercise().task()
        + "\n\n"
        + code(Exercise.PROGRAM)
        + "\n\n```\n"
        + learn
        + " --exercise DIR    writes it to DIR\n"
        + learn
        + " --check DIR       judges what you made of it\n```";
  }
}
