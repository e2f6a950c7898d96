package io.quiesce.report.html;

import static j2html.TagCreator.a;
import static j2html.TagCreator.h1;
import static j2html.TagCreator.p;
import static j2html.TagCreator.td;
import static j2html.TagCreator.text;
import static j2html.TagCreator.tr;

import io.quiesce.hunt.model.Verdict;
import io.quiesce.report.view.FindingView;
import io.quiesce.report.view.Judgement;
import io.quiesce.report.view.NightSummary;
import io.quiesce.report.view.NightView;
import j2html.tags.DomContent;
import j2html.tags.specialized.TrTag;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** The page over all nights. */
final class IndexPage {
  private final List<NightSummary> nights;
  private final NightView last;
  private final Predicate<String> exists;

  /**
   * @param nights all, the oldest first; at least one
   * @param last the last of them
   * @param exists whether there is a page of that name: only those are linked
   */
  IndexPage(List<NightSummary> nights, NightView last, Predicate<String> exists) {
    this.nights = nights;
    this.last = last;
    this.exists = exists;
  }

  String page() {
    List<DomContent> content = new ArrayList<>();
    content.add(h1("Nights"));
    content.add(
        Page.banner(
            last.status(),
            "Last night, " + Words.minute(last.started()) + " UTC. " + Judgement.line(last)));
    content.add(findings());
    content.add(table());
    content.add(Page.part("time", "Over time", Charts.executions(nights), Charts.findings(nights)));
    return Page.of("Nights", content);
  }

  private DomContent findings() {
    List<FindingView> there = last.there();
    if (there.isEmpty()) {
      return Page.part("findings", "Findings that are there", p("None."));
    }
    return Page.part(
        "findings",
        "Findings that are there",
        Tables.sortable(
            "findings-table",
            "After the last night",
            List.of("finding", "state", "broken", "scenario", "times"),
            there.stream().map(this::finding).toList()));
  }

  private TrTag finding(FindingView one) {
    String signature = one.finding().signature();
    String page = NightPage.fileName(last);
    return tr(
        Tables.rowHead(link(signature, page, "#finding-" + signature)),
        td(one.finding().stateLine()).withClass("f-" + one.finding().state().name()),
        td(one.finding().broken()),
        td(one.finding().first().scenario().name()),
        Tables.number(one.finding().count()));
  }

  private DomContent link(String shown, String page, String fragment) {
    return exists.test(page) ? a(shown).withHref(page + fragment) : text(shown);
  }

  private DomContent table() {
    List<TrTag> rows = new ArrayList<>();
    for (int i = nights.size() - 1; i >= 0; i--) {
      rows.add(row(nights.get(i)));
    }
    return Page.part(
        "nights",
        "All nights",
        Tables.sortable(
            "nights-table",
            "The newest first",
            List.of(
                "night (UTC)",
                "status",
                "there",
                "new",
                "planted found",
                "jobs",
                "executions and samples",
                "never ran",
                "vacuous",
                "bound",
                "took",
                "machine"),
            rows));
  }

  private TrTag row(NightSummary night) {
    return tr(
        Tables.rowHead(link(Words.minute(night.started()), night.fileName() + ".html", ""))
            .attr("data-key", night.started().toString()),
        td(night.status().label()).withClass("s-" + night.status().name()),
        Tables.number(night.there().size()),
        Tables.number(night.fresh()),
        td(night.plantedFound() + " of " + night.planted()).withClass("number"),
        Tables.number(night.jobs()),
        Tables.number(night.executions().values().stream().mapToLong(Long::longValue).sum()),
        Tables.number(night.cells().getOrDefault(Verdict.NEVER_RAN, 0L)),
        Tables.number(night.cells().getOrDefault(Verdict.VACUOUS, 0L)),
        Tables.number(night.cells().getOrDefault(Verdict.BOUND, 0L)),
        Tables.keyed(Words.time(night.took()), night.took().toMillis()).withClass("number"),
        td(night.machines()));
  }
}
