package io.quiesce.bugs.tool;

import java.util.List;

/**
 * One run of the random program on the whole runtime, by the command line that a person would use.
 *
 * @param completion the protocol, by its word
 * @param procs how many Ps
 * @param seconds until it winds down
 * @param seed what all in it comes from
 */
public record ChaosProgram(String completion, String procs, double seconds, long seed) {
  /** What runs it. */
  public static final String MAIN = "io.quiesce.cli.Quiesce";

  /** The command. */
  public List<String> command(JavaCommand java) {
    return java.of(
        MAIN,
        List.of(
            "run",
            "chaos",
            "--completion",
            completion,
            "--procs",
            procs,
            "--seconds",
            Double.toString(seconds),
            "--seed",
            Long.toString(seed)));
  }
}
