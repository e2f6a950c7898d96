package io.quiesce.report.machine;

import io.quiesce.hunt.finding.Finding;
import io.quiesce.hunt.finding.FindingKind;
import io.quiesce.hunt.finding.FindingState;
import io.quiesce.hunt.finding.Place;
import io.quiesce.report.view.FindingView;
import io.quiesce.report.view.Judgement;
import io.quiesce.report.view.NightView;
import io.quiesce.report.view.Status;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Findings in SARIF 2.1.0 (OASIS, 2020): the first access is the location, the others are related
 * locations, and the execution is a code flow with a thread flow for each thread.
 */
public final class SarifReport {
  private static final String SCHEMA =
      "https://docs.oasis-open.org/sarif/sarif/v2.1.0/os/schemas/sarif-schema-2.1.0.json";

  private final SourceRoots sources;

  /** With the checkout that paths belong to. */
  public SarifReport(SourceRoots sources) {
    this.sources = sources;
  }

  /** The file. */
  public String of(NightView night) {
    Map<String, Object> run = new LinkedHashMap<>();
    run.put("tool", Map.of("driver", driver()));
    run.put("automationDetails", Map.of("id", "quiesce/" + night.id()));
    run.put("invocations", List.of(invocation(night)));
    run.put("columnKind", "utf16CodeUnits");
    run.put("results", night.findings().stream().map(this::result).toList());
    Map<String, Object> log = new LinkedHashMap<>();
    log.put("$schema", SCHEMA);
    log.put("version", "2.1.0");
    log.put("runs", List.of(run));
    return Json.text(log);
  }

  private static Map<String, Object> driver() {
    Map<String, Object> driver = new LinkedHashMap<>();
    driver.put("name", "Quiesce");
    driver.put("semanticVersion", "0.1.0");
    driver.put("rules", Arrays.stream(FindingKind.values()).map(SarifReport::rule).toList());
    return driver;
  }

  private static Map<String, Object> rule(FindingKind kind) {
    Map<String, Object> rule = new LinkedHashMap<>();
    rule.put("id", kind.label());
    rule.put("shortDescription", Map.of("text", meaning(kind)));
    rule.put("defaultConfiguration", Map.of("level", "error"));
    return rule;
  }

  private static String meaning(FindingKind kind) {
    return switch (kind) {
      case OUTCOME -> "A scenario ended as it must not, or not at all";
      case INVARIANT -> "An invariant of the protocols is broken";
      case LINEARIZABILITY -> "No order of the operations explains what they returned";
      case DISAGREEMENT -> "The hardware showed what the memory model does not allow";
      case CRASH -> "The JVM died or hung";
    };
  }

  private static Map<String, Object> invocation(NightView night) {
    Map<String, Object> invocation = new LinkedHashMap<>();
    invocation.put("startTimeUtc", night.started().toString());
    invocation.put("endTimeUtc", night.last().toString());
    boolean sound = night.status() == Status.CLEAN || night.status() == Status.FOUND;
    invocation.put("executionSuccessful", sound);
    if (!sound) {
      Map<String, Object> notice = new LinkedHashMap<>();
      notice.put("level", "error");
      notice.put("message", Map.of("text", Judgement.line(night)));
      invocation.put("toolExecutionNotifications", List.of(notice));
    }
    return invocation;
  }

  private Map<String, Object> result(FindingView view) {
    Finding finding = view.finding();
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("ruleId", finding.first().kind().label());
    result.put("level", finding.state().isThere() ? "error" : "note");
    result.put("message", Map.of("text", Sentence.of(view)));
    List<Object> places = new ArrayList<>();
    finding.places().forEach(place -> places.add(location(place, places.size())));
    if (places.isEmpty()) {
      places.add(scenario(finding));
    }
    result.put("locations", places.subList(0, 1));
    if (places.size() > 1) {
      result.put("relatedLocations", places.subList(1, places.size()));
    }
    if (!view.evidence().steps().isEmpty()) {
      result.put("codeFlows", List.of(new CodeFlow(sources, view.evidence().steps()).tree()));
    }
    result.put("partialFingerprints", Map.of("quiesceSignature/v1", finding.signature()));
    result.put("baselineState", baseline(finding.state()));
    result.put("occurrenceCount", finding.count());
    result.put("properties", properties(finding));
    return result;
  }

  private static String baseline(FindingState state) {
    return switch (state) {
      case NEW, REOPENED -> "new";
      case OPEN -> "unchanged";
      case NOT_REPRODUCED, RESOLVED -> "absent";
    };
  }

  private static Map<String, Object> properties(Finding finding) {
    Map<String, Object> bag = new LinkedHashMap<>();
    bag.put("state", finding.state().label());
    bag.put("scenario", finding.first().scenario().name());
    bag.put("engines", finding.engines().stream().map(engine -> engine.label()).toList());
    bag.put("jdks", List.copyOf(finding.jdks()));
    bag.put("replay", finding.latest().replay());
    return bag;
  }

  private Map<String, Object> location(Place place, int id) {
    Map<String, Object> physical = physical(sources.path(place), place.line());
    String text = place.mode().isEmpty() ? place.access() : place.access() + ", " + place.mode();
    Map<String, Object> location = new LinkedHashMap<>();
    location.put("id", id);
    location.put("physicalLocation", physical);
    location.put("message", Map.of("text", text));
    return location;
  }

  /** Where accesses are not known, what there is to look at is the scenario. */
  private Map<String, Object> scenario(Finding finding) {
    String name = finding.first().scenario().name();
    Map<String, Object> location = new LinkedHashMap<>();
    sources.ofClass(name).ifPresent(file -> location.put("physicalLocation", physical(file, 1)));
    location.put("logicalLocations", List.of(Map.of("fullyQualifiedName", name, "kind", "type")));
    return location;
  }

  /** A file of the checkout and, if it is known, a line. */
  static Map<String, Object> physical(String file, int line) {
    Map<String, Object> physical = new LinkedHashMap<>();
    physical.put("artifactLocation", Map.of("uri", file, "uriBaseId", "%SRCROOT%"));
    if (line > 0) {
      physical.put("region", Map.of("startLine", line));
    }
    return physical;
  }
}
