package io.quiesce.learn.course;

import java.util.List;

/**
 * What a reader is asked to do. The program to be mended is the class {@code Exercise} of the
 * lesson's source, a solution is the class {@code Solution}.
 *
 * @param task what is to be reached, in Markdown
 * @param require outcomes that a fix must still be able to give, so that it does the work
 * @param allow outcomes that it may give besides
 */
public record Exercise(String task, List<String> require, List<String> allow) {
  /** The class that a reader mends. */
  public static final String PROGRAM = "Exercise";

  /** A class that mends it. */
  public static final String SOLUTION = "Solution";

  /** Copies the lists. */
  public Exercise {
    require = List.copyOf(require);
    allow = List.copyOf(allow);
  }

  /** Whether a fix may give this outcome. */
  public boolean permits(String outcome) {
    return require.contains(outcome) || allow.contains(outcome);
  }
}
