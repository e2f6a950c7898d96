package io.quiesce.explore.report;

import java.util.Locale;

/** An execution graph as a picture: DOT for Graphviz, or SVG. */
public final class Picture {
  private static final int COLUMN = 320;
  private static final int ROW = 44;
  private static final String LEGEND =
      "green: is read by; brown: is overwritten by; red: the read does not see the write";

  private Picture() {}

  /** The graph in DOT: one cluster a thread, program order, reads-from, coherence. */
  public static String dot(Witness witness) {
    StringBuilder text = new StringBuilder("digraph execution {\n  node [shape=box];\n");
    for (int thread = 0; thread < witness.threads(); thread++) {
      text.append(String.format(Locale.ROOT, "  subgraph cluster_%d {%n", thread));
      text.append(String.format(Locale.ROOT, "    label=\"thread %d\";%n", thread));
      int previous = 0;
      for (Step step : witness.steps()) {
        if (step.thread() == thread) {
          text.append(String.format("    s%d [label=\"%s\"];%n", step.number(), label(step)));
          if (previous > 0) {
            text.append(String.format("    s%d -> s%d;%n", previous, step.number()));
          }
          previous = step.number();
        }
      }
      text.append("  }\n");
    }
    edges(witness, text);
    return text.append("}\n").toString();
  }

  private static void edges(Witness witness, StringBuilder text) {
    String format = "  s%d -> s%d [label=%s, color=%s, constraint=false];%n";
    for (Step step : witness.steps()) {
      if (step.readsFrom() > 0) {
        text.append(
            String.format(Locale.ROOT, format, step.readsFrom(), step.number(), "rf", "green"));
      }
    }
    for (int[] pair : witness.order()) {
      text.append(String.format(Locale.ROOT, format, pair[0], pair[1], "co", "brown"));
    }
    for (Step step : witness.steps()) {
      if (step.missed() > 0) {
        text.append(String.format(Locale.ROOT, format, step.number(), step.missed(), "fr", "red"));
      }
    }
  }

  private static String label(Step step) {
    String mode = step.mode().isEmpty() ? "" : " (" + step.mode() + ")";
    String text = step.number() + ": " + step.access() + mode;
    return text.replace("\\", "\\\\").replace("\"", "\\\"");
  }

  /** The graph in SVG: a column for each thread, a row for each step. */
  public static String svg(Witness witness) {
    int width = COLUMN * witness.threads() + 20;
    int height = ROW * (witness.steps().size() + 2) + 20;
    StringBuilder text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\""
                + " font-family=\"monospace\" font-size=\"11\">%n",
            width,
            height));
    for (int thread = 0; thread < witness.threads(); thread++) {
      text.append(text(x(thread), 20, "thread " + thread));
    }
    for (Step step : witness.steps()) {
      text.append(text(x(step.thread()), y(step.number()), plain(step)));
    }
    text.append(text(x(0), y(witness.steps().size() + 1), LEGEND));
    for (Step step : witness.steps()) {
      if (step.missed() > 0) {
        text.append(arrow(step, witness.steps().get(step.missed() - 1), "red"));
      }
      if (step.readsFrom() > 0) {
        text.append(arrow(witness.steps().get(step.readsFrom() - 1), step, "green"));
      }
    }
    for (int[] pair : witness.order()) {
      Step from = witness.steps().get(pair[0] - 1);
      text.append(arrow(from, witness.steps().get(pair[1] - 1), "brown"));
    }
    return text.append("</svg>\n").toString();
  }

  private static int x(int thread) {
    return 10 + COLUMN * thread;
  }

  private static int y(int number) {
    return 20 + ROW * number;
  }

  private static String plain(Step step) {
    String mode = step.mode().isEmpty() ? "" : " (" + step.mode() + ")";
    return step.number() + ": " + step.access() + mode;
  }

  private static String text(int x, int y, String content) {
    return String.format(
        Locale.ROOT, "<text x=\"%d\" y=\"%d\">%s</text>%n", x, y, Xml.escape(content));
  }

  private static String arrow(Step from, Step to, String colour) {
    return String.format(
        Locale.ROOT,
        "<line x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\" stroke=\"%s\"/>%n",
        x(from.thread()) + 30,
        y(from.number()) + 4,
        x(to.thread()) + 30,
        y(to.number()) - 12,
        colour);
  }
}
