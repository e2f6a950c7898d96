package io.quiesce.hunt.minimise;

import io.quiesce.explore.report.Witness;

/**
 * The source of a scenario without what a finding does not need.
 *
 * @param className internal name of the test in it
 * @param path of the file below its root
 * @param text the source
 * @param witness its failing execution with the fewest switches of threads
 * @param statements how many statements the test has left
 * @param before how many it had
 * @param complete whether nothing more can go; else the time was over
 */
public record Reduced(
    String className,
    String path,
    String text,
    Witness witness,
    int statements,
    int before,
    boolean complete) {
  /** What was left out, in words. */
  public String line() {
    return statements
        + " of "
        + before
        + " statements"
        + (complete ? "" : " (as far as was tried in time)");
  }
}
