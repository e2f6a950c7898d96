package io.quiesce.report.html;

import static j2html.TagCreator.a;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h1;
import static j2html.TagCreator.h2;
import static j2html.TagCreator.join;
import static j2html.TagCreator.p;
import static j2html.TagCreator.section;
import static j2html.TagCreator.td;
import static j2html.TagCreator.text;
import static j2html.TagCreator.tr;

import io.quiesce.hunt.model.JobResult;
import io.quiesce.hunt.model.Outcome;
import io.quiesce.report.view.Cell;
import io.quiesce.report.view.NightView;
import j2html.tags.DomContent;
import j2html.tags.specialized.TrTag;
import java.util.ArrayList;
import java.util.List;

/** What stands behind each cell of a night's matrix: its jobs and what they saw. */
final class EvidencePage {
  private final NightView night;

  EvidencePage(NightView night) {
    this.night = night;
  }

  static String fileName(NightView night) {
    return night.fileName() + "-jobs.html";
  }

  /** Where a cell's evidence is. */
  static String link(NightView night, Cell cell) {
    return fileName(night) + "#" + id(cell);
  }

  private static String id(Cell cell) {
    return (cell.scenario() + "-" + cell.column().engine().label() + "-" + cell.column().jdk())
        .replaceAll("[^A-Za-z0-9._-]", "_");
  }

  String page() {
    List<DomContent> content = new ArrayList<>();
    content.add(h1("Jobs of " + night.id()));
    content.add(p(a("The night").withHref(night.fileName() + ".html")));
    night.matrix().cells().forEach(cell -> content.add(cell(cell)));
    return Page.of("Jobs of " + night.id(), content);
  }

  private DomContent cell(Cell cell) {
    List<TrTag> jobs = cell.jobs().stream().map(EvidencePage::job).toList();
    return section(
            h2(cell.scenario() + ": " + cell.column()),
            p(
                join(
                    cell.verdict().label() + ". ",
                    each(
                        cell.findings(),
                        one ->
                            join(
                                a("finding " + one)
                                    .withHref(night.fileName() + ".html#finding-" + one),
                                " ")))),
            Tables.sortable(
                id(cell) + "-jobs",
                "Jobs",
                List.of("started", "verdict", "executions", "seconds", "seed", "round", "note"),
                jobs),
            outcomes(cell))
        .withId(id(cell));
  }

  private static TrTag job(JobResult job) {
    return tr(
        Tables.rowHead(text(job.started().toString())),
        td(job.verdict().label()).withClass("v-" + job.verdict().name()),
        Tables.number(job.executions()),
        Tables.keyed(Words.time(job.time()), job.time().toMillis()).withClass("number"),
        td(Long.toString(job.job().seed())).withClass("number"),
        Tables.number(job.job().round()),
        td(job.note()));
  }

  private static DomContent outcomes(Cell cell) {
    List<Outcome> outcomes = cell.outcomes();
    return outcomes.isEmpty()
        ? p("This engine counts no outcomes.")
        : Tables.sortable(
            id(cell) + "-outcomes",
            "Outcomes",
            List.of("outcome", "times", "expectation"),
            outcomes.stream().map(EvidencePage::outcome).toList());
  }

  private static TrTag outcome(Outcome one) {
    return tr(
        Tables.rowHead(text(one.outcome())), Tables.number(one.count()), td(one.expectation()));
  }
}
