package io.quiesce.report.html;

import static j2html.TagCreator.a;
import static j2html.TagCreator.dd;
import static j2html.TagCreator.dl;
import static j2html.TagCreator.dt;
import static j2html.TagCreator.each;
import static j2html.TagCreator.h1;
import static j2html.TagCreator.nav;
import static j2html.TagCreator.p;
import static j2html.TagCreator.td;
import static j2html.TagCreator.text;
import static j2html.TagCreator.tr;

import io.quiesce.hunt.agree.NeverShown;
import io.quiesce.hunt.model.Engine;
import io.quiesce.hunt.model.Night;
import io.quiesce.hunt.model.Planted;
import io.quiesce.hunt.model.Verdict;
import io.quiesce.report.view.Judgement;
import io.quiesce.report.view.NightView;
import j2html.tags.DomContent;
import j2html.tags.specialized.TrTag;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The page of one night. */
final class NightPage {
  private static final String INDEX = "index.html";

  private final NightView night;

  NightPage(NightView night) {
    this.night = night;
  }

  static String fileName(NightView night) {
    return night.fileName() + ".html";
  }

  String page() {
    List<DomContent> content = new ArrayList<>();
    content.add(h1("Night of " + Words.minute(night.started()) + " UTC"));
    content.add(Page.banner(night.status(), Judgement.line(night)));
    content.add(
        nav(
            a("All nights").withHref(INDEX),
            a("Findings").withHref("#findings"),
            a("Planted bugs").withHref("#planted"),
            a("Matrix").withHref("#matrix"),
            a("Silent").withHref("#silent"),
            a("Not shown here").withHref("#unshown"),
            a("Over time").withHref("#time"),
            a("Jobs").withHref(EvidencePage.fileName(night))));
    content.add(circumstances());
    content.add(new FindingsPart(night.findings()).part());
    content.add(planted());
    MatrixPart matrix = new MatrixPart(night);
    content.add(matrix.table());
    content.add(matrix.silent());
    content.add(unshown());
    content.add(
        Page.part("time", "Executions and samples over the night", Charts.withinNight(night)));
    return Page.of("Night of " + Words.minute(night.started()), content);
  }

  private DomContent circumstances() {
    Map<String, String> facts = new LinkedHashMap<>();
    facts.put("Name", night.id());
    facts.put(
        "Machine",
        distinct(
            part ->
                part.machine().cpu()
                    + ", "
                    + part.machine().cpus()
                    + " CPUs, "
                    + part.machine().system()));
    facts.put("JDKs", distinct(part -> String.join(", ", part.jdks())));
    facts.put("Parts", distinct(part -> part.shard().toString()));
    facts.put("Seed", distinct(part -> Long.toString(part.seed())));
    facts.put("Budget", distinct(part -> Words.time(part.budget())));
    facts.put("Ended", distinct(NightPage::end));
    facts.put("Jobs", Words.number(night.results().size()));
    night.executions().forEach((engine, sum) -> facts.put(Charts.name(engine), Words.number(sum)));
    return dl(each(facts, (name, value) -> each(dt(name), dd(value))));
  }

  private static String end(Night part) {
    return part.ended().map(Words::minute).orElse("not yet, or killed")
        + (part.interrupted() ? " (by a person)" : "");
  }

  private String distinct(Function<Night, String> of) {
    return night.parts().stream().map(of).distinct().collect(Collectors.joining("; "));
  }

  private DomContent planted() {
    List<Planted> all = night.planted();
    if (all.isEmpty()) {
      return Page.part(
          "planted", "Planted bugs", p("None: nobody knows whether this night could see."));
    }
    return Page.part(
        "planted",
        "Planted bugs",
        p(
            "Bugs of the corpus that this night had to find: "
                + night.plantedFound()
                + " of "
                + all.size()
                + " found."),
        Tables.sortable(
            "planted-table",
            "Planted bugs",
            List.of("bug", "tool", "state", "seconds", "note"),
            all.stream().map(NightPage::plantedRow).toList()));
  }

  private static TrTag plantedRow(Planted one) {
    return tr(
        Tables.rowHead(text(one.bug())),
        td(one.tool()),
        td(one.state().name().toLowerCase(Locale.ROOT)).withClass("p-" + one.state().name()),
        Tables.keyed(Words.time(one.time()), one.time().toMillis()).withClass("number"),
        td(one.note()));
  }

  private DomContent unshown() {
    String what =
        "Outcomes that the model allows and jcstress has never seen on a machine, in all nights of"
            + " the ledger. That says something of the machine, and nothing of the code.";
    if (night.neverShown().isEmpty()) {
      boolean both =
          night.executions().containsKey(Engine.JCSTRESS)
              && !night.matrix().cells(Verdict.PROVED).isEmpty();
      return Page.part(
          "unshown",
          "This machine cannot show it",
          p(what),
          p(both ? "None." : "Nothing to compare: it takes the explorer and jcstress."));
    }
    return Page.part(
        "unshown",
        "This machine cannot show it",
        p(what),
        Tables.sortable(
            "unshown-table",
            "Outcomes never shown",
            List.of("scenario", "outcome", "samples", "CPU", "JDK"),
            night.neverShown().stream().map(NightPage::unshownRow).toList()));
  }

  private static TrTag unshownRow(NeverShown one) {
    return tr(
        Tables.rowHead(text(one.scenario())),
        td(one.outcome()),
        Tables.number(one.samples()),
        td(one.cpu()),
        td(one.jdk()));
  }
}
