package io.quiesce.gc.pace;

import java.util.Objects;

/**
 * How a collector paces itself.
 *
 * @param gogc growth in percent that is aimed at (Go: GOGC); negative: cycles start by force only
 * @param heapMinimum no cycle starts below this many bytes; Go: 4 MiB x GOGC / 100
 * @param revision how the assist ratio follows the cycle
 */
public record PacerConfig(int gogc, long heapMinimum, Revision revision) {
  private static final long GO_MINIMUM = 4L << 20;

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if the minimum is not positive
   */
  public PacerConfig {
    if (heapMinimum < 1) {
      throw new IllegalArgumentException("heapMinimum=" + heapMinimum + "; it must be positive");
    }
    Objects.requireNonNull(revision);
  }

  /** Go's settings for {@code gogc}. */
  public static PacerConfig go(int gogc, Revision revision) {
    return new PacerConfig(gogc, gogc < 1 ? GO_MINIMUM : GO_MINIMUM * gogc / 100, revision);
  }

  /** These settings with another minimum. */
  public PacerConfig withHeapMinimum(long bytes) {
    return new PacerConfig(gogc, bytes, revision);
  }
}
