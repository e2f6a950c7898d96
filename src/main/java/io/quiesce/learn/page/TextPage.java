package io.quiesce.learn.page;

import java.util.ArrayList;
import java.util.List;

/** A lesson as text for a terminal. */
public final class TextPage {
  private static final String FENCE = "```";

  private TextPage() {}

  /**
   * The lesson, filled.
   *
   * @param of how many lessons there are
   */
  public static String of(Findings findings, int of) {
    String title =
        "Lesson " + findings.lesson().number() + " of " + of + ": " + findings.lesson().title();
    List<String> lines = new ArrayList<>(List.of(title, "=".repeat(title.length()), ""));
    boolean code = false;
    for (String line : new Filler(findings, new TextMedium()).markdown().strip().split("\n", -1)) {
      if (line.startsWith(FENCE)) {
        code = !code;
      } else {
        lines.add(code && !line.isEmpty() ? "    " + line : line);
      }
    }
    return String.join("\n", lines);
  }
}
