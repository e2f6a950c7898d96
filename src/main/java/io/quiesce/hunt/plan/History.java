package io.quiesce.hunt.plan;

import io.quiesce.hunt.finding.Finding;
import io.quiesce.hunt.ledger.Ledger;
import io.quiesce.hunt.model.JobResult;
import io.quiesce.hunt.model.Unit;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a ledger knew at an instant: the newest result of each unit, and the findings. Immutable.
 *
 * <p>What was added since does not count, so that a night that goes on after it was killed plans as
 * it did at first.
 */
public final class History {
  private final Map<Unit, JobResult> latest = new HashMap<>();
  private final Map<String, Double> yield = new HashMap<>();
  private final List<Finding> findings;

  private History(List<JobResult> results, List<Finding> findings) {
    this.findings = List.copyOf(findings);
    Map<String, Double> seconds = new HashMap<>();
    for (JobResult result : results) {
      latest.merge(
          Unit.of(result.job()), result, (a, b) -> a.started().isAfter(b.started()) ? a : b);
      double took = result.time().toMillis() / 1e3;
      seconds.merge(result.job().scenario().name(), took, Double::sum);
    }
    for (Finding finding : findings) {
      String name = finding.first().scenario().name();
      yield.merge(name, 1 / Math.max(1, seconds.getOrDefault(name, 1.0)), Double::sum);
    }
  }

  /** What a ledger knew before an instant. */
  public static History of(Ledger ledger, Instant before) {
    List<Finding> known =
        ledger.findings().stream().filter(one -> one.first().at().isBefore(before)).toList();
    return new History(ledger.latestResults(before), known);
  }

  /** The newest result of a unit that says anything. */
  public Optional<JobResult> latest(Unit unit) {
    return Optional.ofNullable(latest.get(unit));
  }

  /** Seconds that a unit took when it last ran. */
  public Optional<Double> cost(Unit unit) {
    return latest(unit).map(result -> result.time().toMillis() / 1e3);
  }

  /** Findings a second that a scenario has given so far. */
  public double yieldOf(String scenario) {
    return yield.getOrDefault(scenario, 0.0);
  }

  /** The findings, those that are there first. */
  public List<Finding> findings() {
    return findings;
  }

  /** Whether a scenario has a finding that is still open. */
  public boolean isOpen(String scenario) {
    return findings.stream()
        .anyMatch(f -> f.state().isOpen() && f.first().scenario().name().equals(scenario));
  }
}
