package io.quiesce.bugs.matrix;

import io.quiesce.bugs.tool.Measurement;
import java.util.Optional;

/**
 * One run of a tool on the unpatched subject.
 *
 * @param round from 1
 * @param measured what came out
 */
public record Baseline(int round, Measurement measured) {
  /** Why it is not as it should be, if it is not. */
  public Optional<String> problem() {
    String place = "the unpatched subject, " + measured.tool().label() + ", round " + round + ": ";
    return switch (measured.result()) {
      case NOT_CAUGHT -> Optional.empty();
      case CAUGHT ->
          Optional.of(place + "false alarm: " + measured.test() + ", " + measured.message());
      case TOOL_FAILED -> Optional.of(place + "the tool failed: " + measured.message());
    };
  }
}
