package io.quiesce.report.machine;

import io.quiesce.hunt.finding.WitnessStep;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An execution as SARIF's code flow: the order of all steps, and the steps of each thread. */
final class CodeFlow {
  private static final Pattern PLACE = Pattern.compile("([\\w$]+\\.java):(\\d+).*");

  private final SourceRoots sources;
  private final List<WitnessStep> steps;
  private final Map<String, String> paths = new TreeMap<>();

  CodeFlow(SourceRoots sources, List<WitnessStep> steps) {
    this.sources = sources;
    this.steps = steps;
  }

  Map<String, Object> tree() {
    Map<Integer, List<Object>> threads = new TreeMap<>();
    for (WitnessStep step : steps) {
      threads.computeIfAbsent(step.thread(), thread -> new ArrayList<>()).add(location(step));
    }
    List<Object> flows = new ArrayList<>();
    threads.forEach(
        (thread, locations) -> {
          Map<String, Object> flow = new LinkedHashMap<>();
          flow.put("id", "thread " + thread);
          flow.put("locations", locations);
          flows.add(flow);
        });
    return Map.of("threadFlows", flows);
  }

  private Map<String, Object> location(WitnessStep step) {
    Map<String, Object> location = new LinkedHashMap<>();
    Matcher place = PLACE.matcher(step.line());
    if (place.matches()) {
      String file = paths.computeIfAbsent(place.group(1), sources::path);
      location.put(
          "physicalLocation", SarifReport.physical(file, Integer.parseInt(place.group(2))));
    }
    String mode = step.mode().isEmpty() ? "" : ", " + step.mode();
    location.put("message", Map.of("text", step.access() + mode));
    Map<String, Object> tree = new LinkedHashMap<>();
    tree.put("executionOrder", step.number());
    tree.put("location", location);
    return tree;
  }
}
