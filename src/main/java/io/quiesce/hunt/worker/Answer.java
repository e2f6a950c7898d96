package io.quiesce.hunt.worker;

import io.quiesce.hunt.finding.Finding;
import io.quiesce.hunt.finding.FindingMatch;
import io.quiesce.hunt.model.Job;
import io.quiesce.hunt.model.JobResult;
import io.quiesce.hunt.model.Outcome;
import io.quiesce.hunt.model.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What an engine says of a job.
 *
 * @param verdict how it ended
 * @param executions how many executions, samples or cycles
 * @param outcomes with counts
 * @param complete whether the outcomes are all that the model allows
 * @param note one line
 * @param found what must not be; empty unless the verdict is {@code FOUND}
 */
public record Answer(
    Verdict verdict,
    long executions,
    List<Outcome> outcomes,
    boolean complete,
    String note,
    List<Found> found) {
  /** Copies the lists. */
  public Answer {
    outcomes = List.copyOf(outcomes);
    found = List.copyOf(found);
  }

  /** One that says nothing of the scenario. */
  public static Answer nothing(Verdict verdict, String why) {
    return new Answer(verdict, 0, List.of(), false, why, List.of());
  }

  /** What it has found, if that is a finding that is known. */
  public Optional<Found> shown(Finding finding) {
    return found.stream()
        .filter(one -> FindingMatch.is(finding, one.kind(), one.broken(), one.places()))
        .findFirst();
  }

  /**
   * The same as the result of a job.
   *
   * @param night the id of the night
   * @param hash of the classes that ran
   * @param how one line for the result
   */
  public JobResult result(
      String night, Job job, Instant started, Duration time, String hash, String how) {
    return new JobResult(
        night, job, verdict, started, time, executions, outcomes, complete, hash, how);
  }
}
