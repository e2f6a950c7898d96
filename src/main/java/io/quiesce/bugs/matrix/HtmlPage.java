package io.quiesce.bugs.matrix;

import io.quiesce.bugs.corpus.Bug;
import io.quiesce.bugs.corpus.Forecast;
import io.quiesce.bugs.corpus.Tool;
import io.quiesce.bugs.tool.Measurement;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** The matrix as one page without anything from elsewhere; each cell links to its evidence. */
final class HtmlPage {
  private static final String TEMPLATE = "/matrix/page.html";

  private final Matrix matrix;
  private final Path directory;

  HtmlPage(Matrix matrix, Path directory) {
    this.matrix = matrix;
    this.directory = directory;
  }

  String text() throws IOException {
    return template()
        .replace("{{line}}", escape(matrix.line()))
        .replace("{{date}}", escape(matrix.started().toString()))
        .replace("{{machine}}", escape(Machine.line()))
        .replace("{{budget}}", matrix.budget().toSeconds() + " s")
        .replace("{{heads}}", each(Tool.values(), HtmlPage::head))
        .replace("{{totals}}", each(Tool.values(), this::total))
        .replace("{{problems}}", problems())
        .replace("{{baselines}}", baselines())
        .replace("{{absent}}", absent())
        .replace("{{rows}}", matrix.rows().stream().map(this::row).collect(Collectors.joining()));
  }

  private static String template() throws IOException {
    try (InputStream in = HtmlPage.class.getResourceAsStream(TEMPLATE)) {
      if (in == null) {
        throw new IOException("the product has no " + TEMPLATE);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static String each(Tool[] tools, java.util.function.Function<Tool, String> of) {
    return Arrays.stream(tools).map(of).collect(Collectors.joining());
  }

  private static String head(Tool tool) {
    return "<th class=\"tool " + tool.label() + "\">" + tool.label() + "</th>";
  }

  private String total(Tool tool) {
    return "<td>" + matrix.caught(tool) + " of " + matrix.asked(tool) + "</td>";
  }

  private String row(Row row) {
    Bug bug = row.bug();
    return "<tr><th scope=\"row\" data-key=\""
        + escape(bug.slug())
        + "\" title=\""
        + escape(bug.title() + ". Breaks " + bug.invariant())
        + "\">"
        + escape(bug.slug())
        + "<small>"
        + escape(bug.title())
        + "</small></th><td>"
        + bug.kind().label()
        + "</td><td>"
        + escape(bug.origin().toString())
        + "</td>"
        + each(Tool.values(), tool -> cell(row, tool))
        + "</tr>\n";
  }

  private String cell(Row row, Tool tool) {
    Measurement measured = row.cells().get(tool);
    if (measured == null) {
      return "<td class=\"none\" data-key=\"999999\"></td>";
    }
    boolean wrong = row.contradiction(tool).isPresent();
    Forecast forecast = row.bug().tools().get(tool);
    String state = measured.isCaught() ? "caught " + tool.label() : forecast.expect().label();
    String shown = measured.isCaught() ? seconds(measured) : measured.result().label();
    double key = measured.isCaught() ? measured.time().toMillis() / 1e3 : 99_999;
    return String.format(
        Locale.ROOT,
        "<td class=\"%s%s\" data-key=\"%.1f\"><a href=\"%s\" title=\"%s\">%s</a></td>",
        state,
        wrong ? " wrong" : "",
        key,
        link(measured),
        escape(tip(measured, forecast)),
        escape(shown));
  }

  private static String tip(Measurement measured, Forecast forecast) {
    return measured.result().label()
        + ": "
        + (measured.test().isEmpty() ? "" : measured.test() + ": ")
        + measured.message()
        + " (expected "
        + forecast.expect().label()
        + ": "
        + forecast.why()
        + ")";
  }

  private static String seconds(Measurement measured) {
    return String.format(Locale.ROOT, "%.1f s", measured.time().toMillis() / 1e3);
  }

  private String link(Measurement measured) {
    return escape(directory.relativize(measured.evidence()).toString().replace('\\', '/'));
  }

  private String problems() {
    return matrix.problems().isEmpty()
        ? "<p>Nothing contradicts the expectations.</p>"
        : matrix.problems().stream()
            .map(problem -> "<li>" + escape(problem) + "</li>")
            .collect(Collectors.joining("\n", "<ul class=\"problems\">", "</ul>"));
  }

  private String baselines() {
    return matrix.baselines().stream()
        .map(
            one ->
                "<li><a href=\""
                    + link(one.measured())
                    + "\">"
                    + one.measured().tool().label()
                    + ", round "
                    + one.round()
                    + "</a>: "
                    + escape(one.measured().result().label() + ", " + one.measured().message())
                    + "</li>")
        .collect(Collectors.joining("\n"));
  }

  private String absent() {
    return matrix.absent().stream()
        .map(bug -> "<li>" + escape(bug.slug() + ": " + bug.absent()) + "</li>")
        .collect(Collectors.joining("\n"));
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;");
  }
}
