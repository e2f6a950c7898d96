package io.quiesce.report.html;

import io.quiesce.hunt.finding.Place;
import io.quiesce.hunt.finding.WitnessStep;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * An execution graph as a picture in the page's colours.
 *
 * <p>A column for each thread, a box for each step, time going down. Grey: program order; {@code
 * rf}: the write that a read sees; dashed {@code fr}: a newer write that a read does not see. The
 * accesses of the finding have a thick frame.
 */
final class Graph {
  private static final int LETTER = 7;
  private static final int GAP = 90;
  private static final int BOX = 38;
  private static final int ROW = 52;
  private static final int TOP = 34;
  private static final int LEFT = 8;

  private final String id;
  private final List<WitnessStep> steps;
  private final List<Place> places;
  private final Map<Integer, Integer> columns = new TreeMap<>();
  private final Map<Integer, WitnessStep> byNumber = new HashMap<>();
  private final int width;

  /**
   * @param id unlike that of any other graph of the page
   * @param steps the execution
   * @param places the accesses of the finding
   */
  Graph(String id, List<WitnessStep> steps, List<Place> places) {
    this.id = id;
    this.steps = steps;
    this.places = places;
    steps.forEach(step -> columns.put(step.thread(), 0));
    int next = 0;
    for (Map.Entry<Integer, Integer> column : columns.entrySet()) {
      column.setValue(next++);
    }
    steps.forEach(step -> byNumber.put(step.number(), step));
    int letters =
        steps.stream()
            .mapToInt(step -> Math.max(first(step).length(), second(step).length()))
            .max()
            .orElse(0);
    this.width = letters * LETTER + 16;
  }

  String svg() {
    int wide = LEFT * 2 + columns.size() * (width + GAP) - GAP;
    int high = TOP + steps.size() * ROW;
    StringBuilder text = new StringBuilder(2048);
    add(
        text,
        "<svg role=\"img\" class=\"graph\" aria-label=\"%s\" width=\"%d\" height=\"%d\""
            + " viewBox=\"0 0 %d %d\">",
        "Execution graph of " + steps.size() + " steps; the table of steps says the same",
        wide,
        high,
        wide,
        high);
    head(text, "rf");
    head(text, "fr");
    columns.forEach(
        (thread, column) ->
            add(
                text,
                "<text class=\"thread\" x=\"%d\" y=\"20\">thread %d</text>",
                left(column),
                thread));
    programOrder(text);
    steps.forEach(step -> box(text, step));
    for (WitnessStep step : steps) {
      arrow(text, "rf", byNumber.get(step.readsFrom()), step);
      arrow(text, "fr", step, byNumber.get(step.missed()));
    }
    return text.append("</svg>").toString();
  }

  private void head(StringBuilder text, String kind) {
    add(
        text,
        "<marker id=\"%s-%s\" class=\"%s\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\""
            + " markerWidth=\"7\" markerHeight=\"7\" orient=\"auto\"><path d=\"M0 0L8 4L0 8z\"/>"
            + "</marker>",
        id,
        kind,
        kind);
  }

  private void programOrder(StringBuilder text) {
    Map<Integer, WitnessStep> last = new HashMap<>();
    for (WitnessStep step : steps) {
      WitnessStep before = last.put(step.thread(), step);
      if (before != null) {
        int x = left(columns.get(step.thread())) + 12;
        add(
            text,
            "<line class=\"po\" x1=\"%d\" y1=\"%d\" x2=\"%d\" y2=\"%d\"/>",
            x,
            top(before) + BOX,
            x,
            top(step));
      }
    }
  }

  private void box(StringBuilder text, WitnessStep step) {
    int x = left(columns.get(step.thread()));
    add(
        text,
        "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"4\"/>",
        isOfTheFinding(step) ? "step place" : "step",
        x,
        top(step),
        width,
        BOX);
    String line = "<text class=\"%s\" x=\"%d\" y=\"%d\">%s</text>";
    add(text, line, "access", x + 8, top(step) + 16, first(step));
    add(text, line, "where", x + 8, top(step) + 31, second(step));
  }

  private boolean isOfTheFinding(WitnessStep step) {
    return places.stream()
        .filter(place -> place.line() > 0)
        .map(place -> place.at().substring(place.at().lastIndexOf('/') + 1))
        .anyMatch(at -> step.line().equals(at) || step.line().startsWith(at + " "));
  }

  /** From one box to another, bowed where both are in one column; nothing if one is missing. */
  private void arrow(StringBuilder text, String kind, WitnessStep from, WitnessStep to) {
    if (from == null || to == null) {
      return;
    }
    int a = columns.get(from.thread());
    int b = columns.get(to.thread());
    int bend = a == b ? GAP / 2 : 0;
    int x1 = a <= b ? left(a) + width : left(a);
    int x2 = a < b ? left(b) : left(b) + width;
    int y1 = top(from) + BOX / 2;
    int y2 = top(to) + BOX / 2 + (kind.equals("fr") ? 5 : -5);
    int c1 = a <= b ? x1 + GAP / 2 + bend : x1 - GAP / 2;
    int c2 = a < b ? x2 - GAP / 2 : x2 + GAP / 2 + bend;
    add(
        text,
        "<path class=\"%s\" d=\"M%d %dC%d %d %d %d %d %d\" marker-end=\"url(#%s-%s)\"/>",
        kind,
        x1,
        y1,
        c1,
        y1,
        c2,
        y2,
        x2,
        y2,
        id,
        kind);
    add(
        text,
        "<text class=\"%s\" x=\"%d\" y=\"%d\">%s</text>",
        kind,
        (x1 + 3 * c1 + 3 * c2 + x2) / 8,
        (y1 + y2) / 2 - 4,
        kind);
  }

  private int left(int column) {
    return LEFT + column * (width + GAP);
  }

  private int top(WitnessStep step) {
    return TOP + steps.indexOf(step) * ROW;
  }

  private static String first(WitnessStep step) {
    return step.number() + "  " + step.access();
  }

  private static String second(WitnessStep step) {
    String initial = step.readsFrom() == 0 ? " (initial value)" : "";
    return (step.mode() + "  " + step.line()).strip() + initial;
  }

  /** Formats; texts are escaped. */
  private static void add(StringBuilder text, String format, Object... values) {
    Object[] escaped = values.clone();
    for (int i = 0; i < escaped.length; i++) {
      escaped[i] =
          escaped[i] instanceof String string
              ? string.replace("&", "&amp;").replace("<", "&lt;").replace("\"", "&quot;")
              : escaped[i];
    }
    text.append(String.format(Locale.ROOT, format, escaped));
  }
}
