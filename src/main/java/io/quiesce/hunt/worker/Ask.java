package io.quiesce.hunt.worker;

/**
 * A question to the server.
 *
 * @param what to do
 * @param test the scenario, with dots
 * @param millis how long it may take
 * @param loops the bound of useless turns of a loop
 * @param seed of random walks
 * @param recording the execution to replay; empty for other questions
 */
public record Ask(What what, String test, long millis, int loops, long seed, String recording) {
  /** What is asked. */
  public enum What {
    /** Visit every execution. */
    SEARCH,
    /** Draw random executions. */
    WALK,
    /** Run one execution again. */
    REPLAY
  }
}
