package io.quiesce.hunt.ledger;

import io.quiesce.hunt.finding.Check;
import io.quiesce.hunt.finding.Finding;
import io.quiesce.hunt.finding.FindingLife;
import io.quiesce.hunt.finding.Sighting;
import io.quiesce.hunt.model.JobResult;
import io.quiesce.hunt.model.Night;
import io.quiesce.hunt.model.Unit;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * What all nights know. Each method that adds is one transaction and is durable when it returns.
 * Thread-safe; all methods throw {@link LedgerException} if the store fails.
 */
public interface Ledger extends AutoCloseable {
  /** Adds a night, or what is newly known of it: planted bugs found, its end. */
  void add(Night night);

  /** Adds a result and what the job saw. A job that a night already has a result of is left. */
  void add(JobResult result, List<Sighting> sightings);

  /** Adds that an open finding was looked for. */
  void add(Check check);

  /** Adds what a night means to run in its first round. */
  void plan(String night, List<Unit> units);

  /** What a night meant to run, sorted; empty if it was written before ledgers kept that. */
  List<Unit> plan(String night);

  /** All nights, the oldest first. */
  List<Night> nights();

  /** All results of a night, in the order in which they started. */
  List<JobResult> results(String night);

  /**
   * For each scenario, engine, JDK and hash of code the newest result that says anything, of those
   * that started before an instant; for plans and pages. Checks of findings (round -1) do not
   * count.
   */
  List<JobResult> latestResults(Instant before);

  /** All sightings, the oldest first. */
  List<Sighting> sightings();

  /** All checks, the oldest first. */
  List<Check> checks();

  /**
   * Adds all facts of another ledger, in one transaction.
   *
   * @return how many facts were new
   */
  int merge(Ledger other);

  @Override
  void close();

  /** All findings, those that are there first and then by the time of their first sighting. */
  default List<Finding> findings() {
    Map<String, List<Check>> checks =
        checks().stream().collect(Collectors.groupingBy(Check::signature));
    return sightings().stream()
        .collect(Collectors.groupingBy(Sighting::signature))
        .entrySet()
        .stream()
        .map(e -> FindingLife.of(e.getValue(), checks.getOrDefault(e.getKey(), List.of())))
        .sorted(
            Comparator.comparing((Finding f) -> !f.state().isThere())
                .thenComparing(f -> f.first().at())
                .thenComparing(Finding::signature))
        .toList();
  }
}
