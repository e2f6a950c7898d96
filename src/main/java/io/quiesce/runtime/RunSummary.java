package io.quiesce.runtime;

import java.util.Locale;

/**
 * What a whole run did.
 *
 * @param program its name
 * @param nanos how long it took
 * @param cycles how many cycles ended
 * @param goroutines how many were started
 * @param objects how many were allocated
 * @param bytes their bytes
 */
public record RunSummary(
    String program, long nanos, long cycles, long goroutines, long objects, long bytes) {
  @Override
  public String toString() {
    return String.format(
        Locale.ROOT,
        "%s: %.1f s, %d cycles, %d goroutines, %d objects, %.1f MB",
        program,
        nanos / 1e9,
        cycles,
        goroutines,
        objects,
        bytes / (double) (1 << 20));
  }
}
