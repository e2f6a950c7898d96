package io.quiesce.hunt.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What came out of a job.
 *
 * @param night the id of the night
 * @param job what was run
 * @param verdict how it ended
 * @param started when; a night has one result for each job
 * @param time wall time that it took
 * @param executions executions, samples or cycles, by engine
 * @param outcomes the outcomes seen, with counts; empty for engines that have none
 * @param complete whether the outcomes are all that the model allows: the explorer has visited
 *     every execution, and nothing is left out of the model
 * @param hash of the classes that ran: see {@code plan.CodeHashes}
 * @param note one line: how far it came, or what is wrong
 */
public record JobResult(
    String night,
    Job job,
    Verdict verdict,
    Instant started,
    Duration time,
    long executions,
    List<Outcome> outcomes,
    boolean complete,
    String hash,
    String note) {
  /** Copies the list. */
  public JobResult {
    outcomes = List.copyOf(outcomes);
  }
}
