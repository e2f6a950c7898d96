package io.quiesce.report.machine;

import io.quiesce.hunt.agree.NeverShown;
import io.quiesce.hunt.finding.Place;
import io.quiesce.hunt.model.Night;
import io.quiesce.hunt.model.Planted;
import io.quiesce.report.view.Cell;
import io.quiesce.report.view.FindingView;
import io.quiesce.report.view.Gap;
import io.quiesce.report.view.Judgement;
import io.quiesce.report.view.NightView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A night as JSON: all that its page says. */
public final class JsonReport {
  private JsonReport() {}

  /** The file. */
  public static String of(NightView night) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("night", night.id());
    tree.put("status", night.status().label());
    tree.put("line", Judgement.line(night));
    tree.put("parts", night.parts().stream().map(JsonReport::part).toList());
    tree.put("planned", night.planned());
    tree.put("notReached", night.withoutResult());
    tree.put("unreached", night.unreached().stream().map(JsonReport::gap).toList());
    tree.put("gaps", night.gaps().stream().map(JsonReport::gap).toList());
    Map<String, Object> executions = new LinkedHashMap<>();
    night.executions().forEach((engine, sum) -> executions.put(engine.label(), sum));
    tree.put("executions", executions);
    tree.put("findings", night.findings().stream().map(JsonReport::finding).toList());
    tree.put("planted", night.planted().stream().map(JsonReport::planted).toList());
    tree.put("matrix", night.matrix().cells().stream().map(JsonReport::cell).toList());
    tree.put("neverShown", night.neverShown().stream().map(JsonReport::unshown).toList());
    return Json.text(tree);
  }

  private static Map<String, Object> part(Night part) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("id", part.id());
    tree.put("shard", part.shard().toString());
    tree.put("started", part.started().toString());
    tree.put("ended", part.ended().map(Object::toString).orElse(null));
    tree.put("interrupted", part.interrupted());
    tree.put("budgetSeconds", part.budget().toSeconds());
    tree.put("seed", part.seed());
    tree.put("planned", part.planned());
    tree.put("host", part.machine().host());
    tree.put("cpu", part.machine().cpu());
    tree.put("cpus", part.machine().cpus());
    tree.put("system", part.machine().system());
    tree.put("jdks", part.jdks());
    return tree;
  }

  private static Map<String, Object> gap(Gap gap) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("scenario", gap.scenario());
    tree.put("engine", gap.column().engine().label());
    tree.put("jdk", gap.column().jdk());
    return tree;
  }

  private static Map<String, Object> finding(FindingView view) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("signature", view.finding().signature());
    tree.put("kind", view.finding().first().kind().label());
    tree.put("state", view.finding().state().label());
    tree.put("misses", view.finding().misses());
    tree.put("tonight", view.tonight());
    tree.put("broken", view.finding().broken());
    tree.put("scenario", view.finding().first().scenario().name());
    tree.put("engines", view.finding().engines().stream().map(one -> one.label()).toList());
    tree.put("jdks", List.copyOf(view.finding().jdks()));
    tree.put("count", view.finding().count());
    tree.put("nights", view.finding().nights());
    tree.put("firstNight", view.finding().firstNight());
    tree.put("lastNight", view.finding().lastNight());
    tree.put("places", view.finding().places().stream().map(JsonReport::place).toList());
    tree.put("replay", view.best().replay());
    tree.put("recording", view.best().recording());
    tree.put("evidence", view.evidence().text());
    return tree;
  }

  private static Map<String, Object> place(Place place) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("file", place.file());
    tree.put("line", place.line());
    tree.put("access", place.access());
    tree.put("mode", place.mode());
    return tree;
  }

  private static Map<String, Object> planted(Planted one) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("bug", one.bug());
    tree.put("tool", one.tool());
    tree.put("state", one.state().name());
    tree.put("seconds", one.time().toMillis() / 1e3);
    tree.put("note", one.note());
    return tree;
  }

  private static Map<String, Object> cell(Cell cell) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("scenario", cell.scenario());
    tree.put("engine", cell.column().engine().label());
    tree.put("jdk", cell.column().jdk());
    tree.put("verdict", cell.verdict().label());
    tree.put("jobs", cell.jobs().size());
    tree.put("executions", cell.executions());
    tree.put("seconds", cell.time().toMillis() / 1e3);
    tree.put("note", cell.note());
    tree.put("findings", cell.findings());
    return tree;
  }

  private static Map<String, Object> unshown(NeverShown one) {
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("cpu", one.cpu());
    tree.put("jdk", one.jdk());
    tree.put("scenario", one.scenario());
    tree.put("samples", one.samples());
    tree.put("outcome", one.outcome());
    return tree;
  }
}
