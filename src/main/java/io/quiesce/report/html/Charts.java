package io.quiesce.report.html;

import static j2html.TagCreator.details;
import static j2html.TagCreator.div;
import static j2html.TagCreator.p;
import static j2html.TagCreator.summary;
import static j2html.TagCreator.td;
import static j2html.TagCreator.text;
import static j2html.TagCreator.tr;

import io.quiesce.hunt.model.Engine;
import io.quiesce.hunt.model.JobResult;
import io.quiesce.report.chart.Line;
import io.quiesce.report.chart.TimeChart;
import io.quiesce.report.view.NightSummary;
import io.quiesce.report.view.NightView;
import j2html.tags.DomContent;
import j2html.tags.specialized.TrTag;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;

/** The charts, each with its figures as a table. */
final class Charts {
  private static final int MOST_POINTS = 200;

  private Charts() {}

  /** What an engine counts. */
  static String name(Engine engine) {
    return switch (engine) {
      case EXPLORER, WALKS -> engine.label() + ", executions";
      case CHAOS -> engine.label() + ", cycles";
      case LINCHECK -> engine.label() + ", executions";
      case JCSTRESS -> engine.label() + ", samples";
    };
  }

  /** All that has been run so far, by engine, as the night went on. */
  static DomContent withinNight(NightView night) {
    Map<Engine, List<Instant>> at = new EnumMap<>(Engine.class);
    Map<Engine, List<Long>> sums = new EnumMap<>(Engine.class);
    Map<Engine, Long> sum = new EnumMap<>(Engine.class);
    for (JobResult result : night.results()) {
      Engine engine = result.job().scenario().engine();
      sum.merge(engine, result.executions(), Long::sum);
      at.computeIfAbsent(engine, e -> new ArrayList<>()).add(result.started().plus(result.time()));
      sums.computeIfAbsent(engine, e -> new ArrayList<>()).add(sum.get(engine));
    }
    List<Line> lines = new ArrayList<>();
    at.forEach((engine, times) -> lines.add(thinned(name(engine), times, sums.get(engine))));
    return chart("night", "Executions and samples so far, by engine", "HH:mm", true, lines);
  }

  /** A chart needs no more points than it has pixels; the last one stays. */
  private static Line thinned(String name, List<Instant> at, List<Long> values) {
    int step = Math.max(1, at.size() / MOST_POINTS);
    List<Instant> times = new ArrayList<>();
    List<Long> kept = new ArrayList<>();
    for (int i = at.size() - 1; i >= 0; i -= step) {
      times.add(0, at.get(i));
      kept.add(0, values.get(i));
    }
    return new Line(name, times, kept);
  }

  /** What each night ran, by engine. */
  static DomContent executions(List<NightSummary> nights) {
    List<Line> lines = new ArrayList<>();
    for (Engine engine : Engine.values()) {
      List<NightSummary> ran =
          nights.stream().filter(night -> night.executions().containsKey(engine)).toList();
      if (!ran.isEmpty()) {
        lines.add(line(name(engine), ran, night -> night.executions().get(engine)));
      }
    }
    String title = "Executions and samples of each night, by engine";
    return chart("executions", title, "MM-dd", true, lines);
  }

  /** What each night knew. */
  static DomContent findings(List<NightSummary> nights) {
    List<Line> lines =
        nights.isEmpty()
            ? List.of()
            : List.of(
                line("findings there", nights, night -> night.there().size()),
                line("of them new", nights, NightSummary::fresh));
    return chart("findings", "Findings after each night", "MM-dd", false, lines);
  }

  private static Line line(
      String name, List<NightSummary> nights, ToLongFunction<NightSummary> value) {
    return new Line(
        name,
        nights.stream().map(NightSummary::started).toList(),
        nights.stream().map(value::applyAsLong).toList());
  }

  private static DomContent chart(
      String id, String title, String pattern, boolean logarithmic, List<Line> lines) {
    boolean empty =
        lines.stream().allMatch(l -> l.values().stream().allMatch(v -> logarithmic && v == 0));
    if (empty) {
      return p("Nothing ran.");
    }
    return div(
        p(title + (logarithmic ? "; powers of ten." : ".")),
        Page.chart(new TimeChart("chart-" + id, title, pattern, logarithmic, lines)),
        details(
            summary("The same in figures"),
            Tables.sortable(
                "figures-" + id,
                title,
                List.of("time (UTC)", "what", "value"),
                lines.stream().flatMap(line -> rows(line).stream()).toList())));
  }

  private static List<TrTag> rows(Line line) {
    List<TrTag> rows = new ArrayList<>();
    for (int i = 0; i < line.at().size(); i++) {
      rows.add(
          tr(
              Tables.rowHead(text(Words.minute(line.at().get(i)))),
              td(line.name()),
              Tables.number(line.values().get(i))));
    }
    return rows;
  }
}
