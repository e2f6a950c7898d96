package io.quiesce.learn.page;

import io.quiesce.explore.report.TextReport;
import io.quiesce.explore.report.Witness;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** For a terminal: columns of text. */
final class TextMedium implements Medium {
  @Override
  public String table(List<List<String>> rows) {
    int[] widths =
        IntStream.range(0, rows.get(0).size())
            .map(i -> rows.stream().mapToInt(row -> row.get(i).length()).max().orElse(0))
            .toArray();
    String text =
        rows.stream()
            .map(row -> line(row, widths).stripTrailing())
            .collect(Collectors.joining("\n"));
    return fenced(text);
  }

  private static String line(List<String> row, int[] widths) {
    return IntStream.range(0, widths.length)
        .mapToObj(i -> row.get(i) + " ".repeat(widths[i] - row.get(i).length()))
        .collect(Collectors.joining("  "));
  }

  @Override
  public String graph(Witness witness) {
    return fenced(TextReport.of(witness).stripTrailing().stripIndent());
  }

  private static String fenced(String text) {
    return "```\n" + text + "\n```";
  }
}
