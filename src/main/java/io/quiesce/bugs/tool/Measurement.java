package io.quiesce.bugs.tool;

import io.quiesce.bugs.corpus.Tool;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What one tool made of one bug.
 *
 * @param tool the tool
 * @param result how it ended
 * @param time wall time, to the finding if there is one
 * @param test the first test that failed, or what ran; empty if nothing did
 * @param message what failed, or how far it came, in one line
 * @param replay the name of the execution, for the explorer; empty for others
 * @param evidence a file with all that the tool printed
 */
public record Measurement(
    Tool tool,
    Result result,
    Duration time,
    String test,
    String message,
    String replay,
    Path evidence) {
  /** Whether it found the bug. */
  public boolean isCaught() {
    return result == Result.CAUGHT;
  }
}
