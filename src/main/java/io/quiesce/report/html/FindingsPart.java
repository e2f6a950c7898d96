package io.quiesce.report.html;

import static j2html.TagCreator.a;
import static j2html.TagCreator.article;
import static j2html.TagCreator.code;
import static j2html.TagCreator.details;
import static j2html.TagCreator.div;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h3;
import static j2html.TagCreator.join;
import static j2html.TagCreator.li;
import static j2html.TagCreator.ol;
import static j2html.TagCreator.p;
import static j2html.TagCreator.pre;
import static j2html.TagCreator.rawHtml;
import static j2html.TagCreator.summary;
import static j2html.TagCreator.td;
import static j2html.TagCreator.text;
import static j2html.TagCreator.tr;

import io.quiesce.hunt.finding.Finding;
import io.quiesce.hunt.finding.Place;
import io.quiesce.hunt.finding.Sighting;
import io.quiesce.hunt.finding.WitnessStep;
import io.quiesce.hunt.model.Engine;
import io.quiesce.report.view.FindingView;
import j2html.tags.DomContent;
import j2html.tags.specialized.ArticleTag;
import j2html.tags.specialized.TrTag;
import java.util.List;
import java.util.stream.Collectors;

/** The findings of a night: a table of all, then each with its graph, its steps and its text. */
final class FindingsPart {
  private static final int MOST_STEPS_DRAWN = 150;

  private final List<FindingView> findings;

  FindingsPart(List<FindingView> findings) {
    this.findings = findings;
  }

  DomContent part() {
    if (findings.isEmpty()) {
      return Page.part("findings", "Findings", p("None."));
    }
    return Page.part(
        "findings",
        "Findings",
        Tables.sortable(
            "findings-table",
            "What is known after this night",
            List.of(
                "finding", "state", "broken", "scenario", "engines", "JDKs", "times", "tonight"),
            findings.stream().map(FindingsPart::row).toList()),
        each(findings, FindingsPart::finding));
  }

  private static TrTag row(FindingView one) {
    Finding finding = one.finding();
    return tr(
        Tables.rowHead(a(finding.signature()).withHref("#" + id(one))),
        td(finding.stateLine()).withClass("f-" + finding.state().name()),
        td(finding.broken()),
        td(Words.brief(finding.first().scenario().name()))
            .withTitle(finding.first().scenario().name()),
        td(finding.engines().stream().map(Engine::label).collect(Collectors.joining(", "))),
        td(String.join(", ", finding.jdks())),
        Tables.number(finding.count()),
        td(one.tonight()));
  }

  private static String id(FindingView one) {
    return "finding-" + one.finding().signature();
  }

  private static ArticleTag finding(FindingView one) {
    Finding finding = one.finding();
    Sighting best = one.best();
    return article(
            h3(finding.first().kind().label() + ": " + finding.broken()),
            p(
                join(
                    code(finding.signature()),
                    ", "
                        + finding.stateLine()
                        + "; "
                        + one.tonight()
                        + "; seen "
                        + Words.count(finding.count(), "time")
                        + " in "
                        + Words.count(finding.nights(), "night")
                        + ", first in "
                        + finding.firstNight()
                        + ". Scenario",
                    code(best.scenario().name()),
                    "by " + best.scenario().engine().label() + " on JDK " + best.jdk() + ".")),
            places(finding.places()),
            replay(best),
            graph(one),
            steps(one),
            details(summary("What the engine printed"), pre(one.evidence().text())))
        .withId(id(one));
  }

  private static DomContent places(List<Place> places) {
    return places.isEmpty()
        ? p("The engine does not know the accesses.")
        : ol(
            each(
                places,
                place ->
                    li(
                        join(
                            code(place.at()),
                            place.access()
                                + (place.mode().isEmpty() ? "" : " (" + place.mode() + ")")))));
  }

  private static DomContent replay(Sighting best) {
    if (best.replay().isEmpty()) {
      return best.recording().isEmpty()
          ? p("This engine does not replay single executions.")
          : p(
              join(
                  "Calls that show it:",
                  code(best.recording()),
                  "A jcstress class of them:",
                  code("java -jar target/quiesce.jar ledger minimise " + best.signature())));
    }
    return p(
        join(
            "Again:",
            code(
                "java -jar target/quiesce.jar explore --classes target/stress-classes/explore"
                    + " --classes target/classes --test '"
                    + best.scenario().name()
                    + "' --replay "
                    + best.replay())));
  }

  private static DomContent graph(FindingView one) {
    List<WitnessStep> steps = one.evidence().steps();
    if (steps.isEmpty() || steps.size() > MOST_STEPS_DRAWN) {
      return p(
          steps.isEmpty()
              ? "No execution graph: this engine sees outcomes, not executions."
              : "No picture of " + steps.size() + " steps; see the table.");
    }
    String svg = new Graph(id(one), steps, one.best().places()).svg();
    return div(rawHtml(svg)).withClass("scroll").attr("tabindex", "0");
  }

  private static DomContent steps(FindingView one) {
    List<WitnessStep> steps = one.evidence().steps();
    if (steps.isEmpty()) {
      return p();
    }
    return details(
        summary("Table of " + Words.count(steps.size(), "step")),
        Tables.sortable(
            id(one) + "-steps",
            "Steps, in an order that the execution allows",
            List.of("#", "thread", "access", "mode", "line", "reads from", "does not see"),
            steps.stream().map(FindingsPart::step).toList()));
  }

  private static TrTag step(WitnessStep step) {
    String from =
        step.readsFrom() < 0
            ? ""
            : step.readsFrom() == 0 ? "initial value" : "step " + step.readsFrom();
    return tr(
        Tables.rowHead(text(Integer.toString(step.number()))),
        Tables.number(step.thread()),
        td(step.access()),
        td(step.mode()),
        td(step.line()),
        td(from),
        td(step.missed() > 0 ? "step " + step.missed() : ""));
  }
}
