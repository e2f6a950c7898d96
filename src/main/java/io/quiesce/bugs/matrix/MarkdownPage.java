package io.quiesce.bugs.matrix;

import io.quiesce.bugs.corpus.Bug;
import io.quiesce.bugs.corpus.Expectation;
import io.quiesce.bugs.corpus.Tool;
import io.quiesce.bugs.tool.Measurement;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The matrix in Markdown. */
final class MarkdownPage {
  private static final String LESSONS = "src/main/resources/bugs/";

  private final Matrix matrix;

  MarkdownPage(Matrix matrix) {
    this.matrix = matrix;
  }

  /** Everything; evidence is linked relative to {@code directory}. */
  String text(Path directory) {
    StringBuilder text = new StringBuilder("# What catches which bug\n\n");
    text.append(circumstances()).append("\n\n");
    text.append(table(bug -> bug.slug(), m -> link(m, directory))).append('\n');
    text.append(legend()).append(absent());
    List<String> problems = matrix.problems();
    text.append(
        problems.isEmpty() ? "\nNothing contradicts the expectations.\n" : "\n## Problems\n");
    problems.forEach(problem -> text.append("\n- ").append(problem));
    return text.append('\n').toString();
  }

  /** The table with links to the lessons, for the README. */
  String summary() {
    return circumstances()
        + "\n\n"
        + table(bug -> "[" + bug.slug() + "](" + LESSONS + bug.slug() + "/lesson.md)", this::time)
        + totals()
        + "\n"
        + legend()
        + absent()
        + "\n";
  }

  private String circumstances() {
    String date =
        DateTimeFormatter.ISO_LOCAL_DATE.withZone(ZoneOffset.UTC).format(matrix.started());
    return "Measured "
        + date
        + " on "
        + Machine.line()
        + ", "
        + matrix.budget().toSeconds()
        + " s for each tool and bug: "
        + matrix.line()
        + ".";
  }

  private static String row(String first, List<String> rest) {
    return "| " + first + " | " + String.join(" | ", rest) + " |\n";
  }

  private String table(Function<Bug, String> name, Function<Measurement, String> cell) {
    StringBuilder text = new StringBuilder();
    List<String> tools = Arrays.stream(Tool.values()).map(Tool::label).toList();
    text.append(row("bug", tools));
    text.append(row("---", tools.stream().map(tool -> "---:").toList()));
    for (Row row : matrix.rows()) {
      text.append(
          row(
              name.apply(row.bug()),
              Arrays.stream(Tool.values()).map(tool -> cell(row, tool, cell)).toList()));
    }
    return text.toString();
  }

  private String cell(Row row, Tool tool, Function<Measurement, String> shown) {
    Measurement measured = row.cells().get(tool);
    if (measured == null) {
      return "";
    } else if (row.contradiction(tool).isPresent()) {
      return "**!** " + shown.apply(measured);
    } else if (measured.isCaught()) {
      return shown.apply(measured);
    }
    return row.bug().tools().get(tool).expect() == Expectation.MISSED ? "–" : "·";
  }

  private String totals() {
    return row(
        "caught",
        Arrays.stream(Tool.values())
            .map(tool -> matrix.caught(tool) + " of " + matrix.asked(tool))
            .toList());
  }

  private String time(Measurement measured) {
    return String.format(Locale.ROOT, "%.1f s", measured.time().toMillis() / 1e3);
  }

  private String link(Measurement measured, Path directory) {
    Path relative = directory.relativize(measured.evidence());
    return "[" + time(measured) + "](" + relative.toString().replace('\\', '/') + ")";
  }

  private static String legend() {
    return "\nA time: caught, after so long. –: missed, by design. ·: not caught this time; chance"
        + " decides.\n";
  }

  private String absent() {
    return matrix.absent().stream()
        .map(bug -> "\n" + bug.slug() + " has no counterpart here: " + bug.absent() + "\n")
        .collect(Collectors.joining());
  }
}
