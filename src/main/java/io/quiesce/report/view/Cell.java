package io.quiesce.report.view;

import io.quiesce.hunt.model.JobResult;
import io.quiesce.hunt.model.Outcome;
import io.quiesce.hunt.model.Verdict;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All that one engine made of one scenario on one JDK in one night.
 *
 * @param scenario its name
 * @param column engine and JDK
 * @param jobs the results, at least one, in the order in which they started
 * @param findings signatures of what was found here, sorted
 */
public record Cell(String scenario, Column column, List<JobResult> jobs, List<String> findings) {
  /** What says most first: one proof is worth more than the rounds that did not get so far. */
  private static final List<Verdict> BY_WEIGHT =
      List.of(
          Verdict.FOUND,
          Verdict.PROVED,
          Verdict.PASSED,
          Verdict.BOUND,
          Verdict.VACUOUS,
          Verdict.NEVER_RAN);

  /** Copies the lists. */
  public Cell {
    jobs = List.copyOf(jobs);
    findings = List.copyOf(findings);
  }

  /** The verdict that says most. */
  public Verdict verdict() {
    return strongest().verdict();
  }

  /** What the job with that verdict, the last of them, says of itself. */
  public String note() {
    return strongest().note();
  }

  private JobResult strongest() {
    Comparator<JobResult> weight =
        Comparator.comparingInt(job -> -BY_WEIGHT.indexOf(job.verdict()));
    return jobs.stream().max(weight.thenComparing(JobResult::started)).orElseThrow();
  }

  /** Executions, samples or cycles of all jobs. */
  public long executions() {
    return jobs.stream().mapToLong(JobResult::executions).sum();
  }

  /** Wall time of all jobs. */
  public Duration time() {
    return jobs.stream().map(JobResult::time).reduce(Duration.ZERO, Duration::plus);
  }

  /** The outcomes of all jobs together, sorted. */
  public List<Outcome> outcomes() {
    Map<String, Outcome> all = new TreeMap<>();
    for (JobResult job : jobs) {
      for (Outcome one : job.outcomes()) {
        all.merge(
            one.outcome(),
            one,
            (a, b) -> new Outcome(a.outcome(), a.count() + b.count(), a.expectation()));
      }
    }
    return List.copyOf(all.values());
  }
}
