package io.quiesce.hunt.night;

import io.quiesce.hunt.agree.NeverShown;
import io.quiesce.hunt.finding.Finding;
import io.quiesce.hunt.finding.FindingState;
import io.quiesce.hunt.ledger.Ledger;
import io.quiesce.hunt.model.Engine;
import io.quiesce.hunt.model.JobResult;
import io.quiesce.hunt.model.Night;
import io.quiesce.hunt.model.Planted;
import io.quiesce.hunt.model.Unit;
import io.quiesce.hunt.model.Verdict;
import io.quiesce.hunt.progress.LineProgress;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * What a night says in the end, computed from the ledger alone.
 *
 * @param night the night
 * @param results its results
 * @param findings all findings of the ledger
 * @param neverRan units of its plan without a result that says anything; random walks only count
 *     where they were needed
 * @param neverShown what the model allows and this machine never showed
 */
public record NightReport(
    Night night,
    List<JobResult> results,
    List<Finding> findings,
    List<Unit> neverRan,
    List<NeverShown> neverShown) {
  /** Of a long list, so many are printed. */
  private static final int SHOWN = 8;

  /** Everything is as it should be. */
  public static final int CLEAN = 0;

  /** There are findings, or the night was blind. */
  public static final int FOUND = 1;

  /** Nothing was found, but the night was cut short, or nothing ran in it. */
  public static final int CUT_SHORT = 3;

  /** Copies the lists. */
  public NightReport {
    results = List.copyOf(results);
    findings = List.copyOf(findings);
    neverRan = List.copyOf(neverRan);
    neverShown = List.copyOf(neverShown);
  }

  /** The report of a night, whose plan had some units. */
  static NightReport of(Ledger ledger, String id, List<Unit> units) {
    Night night =
        ledger.nights().stream().filter(one -> one.id().equals(id)).findFirst().orElseThrow();
    List<JobResult> results = ledger.results(id);
    Set<Unit> ran = new HashSet<>();
    results.stream()
        .filter(r -> r.verdict() != Verdict.NEVER_RAN)
        .forEach(r -> ran.add(Unit.of(r.job())));
    List<Unit> neverRan =
        units.stream()
            .filter(unit -> unit.scenario().engine() != Engine.WALKS && !ran.contains(unit))
            .toList();
    return new NightReport(night, results, ledger.findings(), neverRan, NeverShown.of(ledger));
  }

  /** The exit code of the night. */
  public int exitCode() {
    if (night.isBlind() || findings.stream().anyMatch(one -> one.state().isThere())) {
      return FOUND;
    }
    boolean nothing = results.stream().noneMatch(r -> r.verdict().isMeaningful());
    return night.interrupted() || nothing ? CUT_SHORT : CLEAN;
  }

  /** The lines of the report, without the verdict. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    lines.add("jobs       " + jobs());
    lines.add("executions " + executions());
    long found = night.planted().stream().filter(p -> p.state() == Planted.State.FOUND).count();
    lines.add("planted    " + found + " of " + night.planted().size() + " found");
    list(lines, "never ran  ", neverRan.stream().map(unit -> unit.scenario().toString()).toList());
    list(lines, "vacuous    ", named(Verdict.VACUOUS));
    list(lines, "bound      ", named(Verdict.BOUND));
    list(
        lines,
        "not shown  ",
        neverShown.stream().map(one -> one.scenario() + " " + one.outcome()).toList());
    for (Finding one : findings) {
      if (one.state() != FindingState.RESOLVED) {
        lines.add(
            "finding    "
                + one.stateLine()
                + ", "
                + one.count()
                + " times: "
                + LineProgress.line(one.first()));
      }
    }
    return lines;
  }

  /** What it comes to, in one line. */
  public String verdict() {
    long there = findings.stream().filter(one -> one.state().isThere()).count();
    if (night.isBlind()) {
      String missed = night.planted().isEmpty() ? "no bug was planted" : missed();
      return "BLIND: "
          + missed
          + "; that nothing else is seen means nothing. "
          + there
          + " findings";
    } else if (there > 0) {
      return there + (there == 1 ? " finding" : " findings");
    } else if (exitCode() == CUT_SHORT) {
      return night.interrupted() ? "cut short, no findings so far" : "nothing ran";
    }
    return "clean: no findings";
  }

  private String missed() {
    return night.planted().stream()
        .filter(one -> one.state() != Planted.State.FOUND)
        .map(
            one ->
                one.bug()
                    + " ("
                    + one.tool()
                    + (one.state() == Planted.State.MISSED
                        ? ") was not found"
                        : ") was not looked for to the end"))
        .collect(Collectors.joining(", "));
  }

  private String jobs() {
    Map<Verdict, Integer> counts = new EnumMap<>(Verdict.class);
    results.forEach(result -> counts.merge(result.verdict(), 1, Integer::sum));
    List<String> parts = new ArrayList<>();
    counts.forEach((verdict, count) -> parts.add(count + " " + verdict.label()));
    return results.size() + (parts.isEmpty() ? "" : ": " + String.join(", ", parts));
  }

  private String executions() {
    Map<Engine, Long> counts = new EnumMap<>(Engine.class);
    results.forEach(r -> counts.merge(r.job().scenario().engine(), r.executions(), Long::sum));
    List<String> parts = new ArrayList<>();
    counts.forEach(
        (engine, count) -> parts.add(String.format(Locale.ROOT, "%s %,d", engine.label(), count)));
    return parts.isEmpty() ? "none" : String.join(", ", parts);
  }

  /** Scenarios whose last result of the night is such. */
  private List<String> named(Verdict verdict) {
    Map<Unit, Verdict> last = new HashMap<>();
    results.forEach(result -> last.put(Unit.of(result.job()), result.verdict()));
    Map<String, Unit> sorted = new TreeMap<>();
    last.forEach(
        (unit, one) -> {
          if (one == verdict) {
            sorted.put(unit.scenario().toString(), unit);
          }
        });
    return List.copyOf(sorted.keySet());
  }

  private static void list(List<String> lines, String title, List<String> names) {
    List<String> distinct = names.stream().distinct().toList();
    if (distinct.isEmpty()) {
      return;
    }
    lines.add(title + distinct.size() + ": " + distinct.get(0));
    distinct.stream().limit(SHOWN).skip(1).forEach(name -> lines.add(" ".repeat(11) + name));
    if (distinct.size() > SHOWN) {
      lines.add(" ".repeat(11) + "and " + (distinct.size() - SHOWN) + " more");
    }
  }
}
