package io.quiesce.report.html;

import static j2html.TagCreator.a;
import static j2html.TagCreator.code;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h3;
import static j2html.TagCreator.join;
import static j2html.TagCreator.li;
import static j2html.TagCreator.p;
import static j2html.TagCreator.small;
import static j2html.TagCreator.span;
import static j2html.TagCreator.td;
import static j2html.TagCreator.text;
import static j2html.TagCreator.tr;
import static j2html.TagCreator.ul;

import io.quiesce.hunt.model.Verdict;
import io.quiesce.report.view.Cell;
import io.quiesce.report.view.Column;
import io.quiesce.report.view.Gap;
import io.quiesce.report.view.Matrix;
import io.quiesce.report.view.NightView;
import j2html.tags.DomContent;
import j2html.tags.specialized.LiTag;
import j2html.tags.specialized.TdTag;
import j2html.tags.specialized.TrTag;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The matrix of a night, and the lists of those cells that say nothing or not all. */
final class MatrixPart {
  private final NightView night;
  private final Matrix matrix;

  MatrixPart(NightView night) {
    this.night = night;
    this.matrix = night.matrix();
  }

  DomContent table() {
    List<String> heads = new ArrayList<>(List.of("scenario"));
    matrix.columns().forEach(column -> heads.add(column.toString()));
    List<TrTag> rows =
        matrix.rows().entrySet().stream().map(row -> row(row.getKey(), row.getValue())).toList();
    return Page.part(
        "matrix",
        "Scenarios by engine and JDK",
        p(
            "Each cell: the verdict, executions, samples or cycles, and seconds; it links to its jobs."),
        Tables.sortable("matrix-table", "Verdicts of this night", heads, rows));
  }

  private TrTag row(String scenario, SortedMap<Column, Cell> cells) {
    return tr(Tables.rowHead(span(Words.brief(scenario)).withTitle(scenario))
            .attr("data-key", scenario))
        .with(each(matrix.columns(), column -> cell(cells.get(column))));
  }

  private TdTag cell(Cell cell) {
    if (cell == null) {
      return td().withClass("none").attr("data-key", Verdict.values().length);
    }
    String what = cell.verdict().label() + ": " + cell.note();
    DomContent link =
        a(
                span(cell.verdict().label()),
                small(Words.number(cell.executions()) + " · " + seconds(cell)))
            .withHref(EvidencePage.link(night, cell))
            .withTitle(what);
    return td(link).withClass("v-" + cell.verdict().name()).attr("data-key", rank(cell.verdict()));
  }

  /** What needs a look sorts first. */
  private static int rank(Verdict verdict) {
    return switch (verdict) {
      case FOUND -> 0;
      case NEVER_RAN -> 1;
      case VACUOUS -> 2;
      case BOUND -> 3;
      case PASSED -> 4;
      case PROVED -> 5;
    };
  }

  private static String seconds(Cell cell) {
    return String.format(Locale.ROOT, "%.1f s", cell.time().toMillis() / 1e3);
  }

  /** What must not be taken for clean. */
  DomContent silent() {
    String all = Words.number(night.planned());
    return Page.part(
        "silent",
        "Says nothing, or not all",
        p(
            night.withoutResult() == 0
                ? "All of the plan, " + all + " scenarios with engine and JDK, has results."
                : Words.number(night.withoutResult())
                    + " of "
                    + all
                    + " scenarios with engine and JDK were not reached. Random walks are among them,"
                    + " which run only where the explorer does not get through."),
        gaps("unreached", "Planned and not reached", night.unreached()),
        gaps("gaps", "Ran in earlier nights and not in this one", night.gaps()),
        list(Verdict.NEVER_RAN, "Never ran"),
        list(Verdict.VACUOUS, "Vacuous here"),
        list(Verdict.BOUND, "Stopped at a bound"));
  }

  private static DomContent gaps(String id, String heading, List<Gap> gaps) {
    if (gaps.isEmpty()) {
      return div(h3(heading), p("None.")).withId(id);
    }
    Map<String, List<Gap>> byScenario =
        gaps.stream()
            .collect(Collectors.groupingBy(Gap::scenario, TreeMap::new, Collectors.toList()));
    return div(
            h3(heading + " (" + byScenario.size() + ")"),
            ul(each(byScenario.entrySet(), one -> gap(one.getKey(), one.getValue()))))
        .withId(id);
  }

  private static LiTag gap(String scenario, List<Gap> gaps) {
    String columns =
        gaps.stream().map(gap -> gap.column().toString()).collect(Collectors.joining("; "));
    return li(code(scenario), text(", " + columns));
  }

  private DomContent list(Verdict verdict, String heading) {
    Map<String, List<Cell>> cells =
        matrix.cells(verdict).stream()
            .collect(Collectors.groupingBy(Cell::scenario, TreeMap::new, Collectors.toList()));
    String id = "silent-" + verdict.name();
    if (cells.isEmpty()) {
      return div(h3(heading), p("None.")).withId(id);
    }
    return div(
            h3(heading + " (" + cells.size() + ")"),
            ul(
                each(
                    cells.entrySet(),
                    one ->
                        li(
                            code(one.getKey()),
                            each(one.getValue(), cell -> join(", ", column(cell)))))))
        .withId(id);
  }

  private DomContent column(Cell cell) {
    return span(
        a(cell.column().toString()).withHref(EvidencePage.link(night, cell)),
        text(": " + cell.note()));
  }
}
