package io.quiesce.hunt.engine;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quiesce.hunt.finding.Evidence;
import io.quiesce.hunt.finding.FindingKind;
import io.quiesce.hunt.model.Outcome;
import io.quiesce.hunt.model.Verdict;
import io.quiesce.hunt.worker.Answer;
import io.quiesce.hunt.worker.Found;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** A report of the stress launcher, as the line of JSON that it prints. */
final class StressReport {
  private static final String MARK = "@@stress ";
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final Set<String> FORBIDDEN = Set.of("FORBIDDEN", "UNKNOWN");

  private final JsonNode tree;

  private StressReport(JsonNode tree) {
    this.tree = tree;
  }

  /** The report in a line, if it is one. */
  static Optional<StressReport> read(String line) {
    if (!line.startsWith(MARK)) {
      return Optional.empty();
    }
    try {
      return Optional.of(new StressReport(MAPPER.readTree(line.substring(MARK.length()))));
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("no report of the launcher: " + line, e);
    }
  }

  /** The test's full name. */
  String test() {
    return tree.path("test").asText();
  }

  /** What it means. */
  Answer answer() {
    String word = tree.path("verdict").asText();
    Verdict verdict =
        switch (word) {
          case "OK" -> Verdict.PASSED;
          case "UNKNOWN", "NOT_EXHAUSTED" -> Verdict.BOUND;
          case "FORBIDDEN", "UNLISTED", "ERROR", "INCORRECT", "STUCK", "FORK_DIED", "TIMED_OUT" ->
              Verdict.FOUND;
          case "NOT_SCHEDULED", "NO_SAMPLES", "API_MISMATCH", "ILL_FORMED", "UNMODELLED" ->
              Verdict.VACUOUS;
          default -> throw new IllegalStateException("unknown verdict of the launcher: " + word);
        };
    List<Found> found = verdict == Verdict.FOUND ? found(word) : List.of();
    String note = problem().lines().findFirst().orElse(word);
    return new Answer(verdict, tree.path("samples").asLong(), outcomes(), false, note, found);
  }

  private String problem() {
    return tree.path("problems").path(0).asText("");
  }

  private List<Outcome> outcomes() {
    List<Outcome> outcomes = new ArrayList<>();
    tree.path("outcomes")
        .properties()
        .forEach(
            field ->
                outcomes.add(
                    new Outcome(
                        field.getKey(),
                        field.getValue().path("samples").asLong(),
                        field.getValue().path("expect").asText())));
    return outcomes;
  }

  private List<Found> found(String word) {
    StringBuilder text = new StringBuilder();
    tree.path("problems").forEach(problem -> text.append(problem.asText()).append('\n'));
    Evidence evidence = Evidence.of(text.toString());
    if (word.equals("FORBIDDEN") || word.equals("UNLISTED")) {
      return outcomes().stream()
          .filter(outcome -> FORBIDDEN.contains(outcome.expectation()))
          .map(outcome -> found(FindingKind.OUTCOME, outcome.outcome(), evidence))
          .toList();
    }
    return List.of(
        switch (word) {
          case "INCORRECT" -> notLinearizable(evidence);
          case "STUCK" -> found(FindingKind.OUTCOME, "STUCK", evidence);
          case "ERROR" -> found(FindingKind.INVARIANT, firstLine(), evidence);
          default -> found(FindingKind.CRASH, word.toLowerCase(Locale.ROOT), evidence);
        });
  }

  /** With the scenario that shows it, in place of a recording. */
  private Found notLinearizable(Evidence evidence) {
    String calls = tree.path("failing").asText("");
    return new Found(
        FindingKind.LINEARIZABILITY, "not linearizable", List.of(), "", calls, evidence);
  }

  private String firstLine() {
    return problem().lines().filter(line -> !line.isBlank()).findFirst().orElse("error");
  }

  private static Found found(FindingKind kind, String broken, Evidence evidence) {
    return new Found(kind, broken, List.of(), "", "", evidence);
  }
}
