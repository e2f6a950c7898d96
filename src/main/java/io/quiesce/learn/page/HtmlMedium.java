package io.quiesce.learn.page;

import io.quiesce.explore.report.Picture;
import io.quiesce.explore.report.Witness;
import java.util.List;
import java.util.stream.Collectors;

/** For a page: tables of Markdown, and the graph as a picture with the table of steps below it. */
final class HtmlMedium implements Medium {
  private final TextMedium text = new TextMedium();

  @Override
  public String table(List<List<String>> rows) {
    String head = line(rows.get(0));
    String rule =
        rows.get(0).stream().map(cell -> "---").collect(Collectors.joining("|", "|", "|"));
    return rows.stream()
        .skip(1)
        .map(HtmlMedium::line)
        .collect(Collectors.joining("\n", head + "\n" + rule + "\n", "\n"));
  }

  private static String line(List<String> row) {
    return row.stream()
        .map(cell -> " " + cell.replace("|", "\\|").replace("<", "&lt;") + " ")
        .map(cell -> cell.contains("wrong") ? "<b class=\"problem\">" + cell + "</b>" : cell)
        .collect(Collectors.joining("|", "|", "|"));
  }

  @Override
  public String graph(Witness witness) {
    String picture = Picture.svg(witness).replaceAll("\\R\\s*\\R", "\n");
    return "<div class=\"graph\">\n"
        + picture.strip()
        + "\n</div>\n\n<details>\n<summary>The same as a table of steps</summary>\n\n"
        + text.graph(witness)
        + "\n\n</details>\n";
  }
}
