package io.quiesce.gc.pace;

/**
 * How allocation and marking are tied together: what a byte costs and what a unit of scan work buys
 * (Go: {@code assistWorkPerByte}, {@code assistBytesPerWork} in mgcpacer.go).
 *
 * <p>Go keeps two independent words, so a reader may see one of each of two revisions. Here both
 * are one value behind one reference and always belong together; users still must not rely on their
 * product being 1, because each conversion rounds towards zero.
 *
 * @param workPerByte units of scan work that must be done for each byte allocated
 * @param bytesPerWork bytes that may be allocated for each unit of scan work
 */
public record AssistRatio(double workPerByte, double bytesPerWork) {
  /**
   * Checks that both are positive and finite.
   *
   * @throws IllegalArgumentException if one is not
   */
  public AssistRatio {
    if (!isSound(workPerByte) || !isSound(bytesPerWork)) {
      throw new IllegalArgumentException(
          "ratio of "
              + workPerByte
              + " work a byte and "
              + bytesPerWork
              + " bytes a unit of work;"
              + " both must be positive and finite");
    }
  }

  /**
   * The ratio that gets {@code work} done while {@code bytes} are allocated.
   *
   * @throws IllegalArgumentException if one is not positive
   */
  public static AssistRatio of(long work, long bytes) {
    return new AssistRatio((double) work / bytes, (double) bytes / work);
  }

  /** The scan work that {@code bytes} cost, rounded towards zero. */
  public long workFor(long bytes) {
    return (long) (workPerByte * bytes);
  }

  /** The bytes that {@code work} buys, rounded towards zero. */
  public long bytesFor(long work) {
    return (long) (bytesPerWork * work);
  }

  /**
   * What work that was really done is worth: one byte more than {@link #bytesFor}, so that even a
   * tiny ratio makes progress.
   */
  public long earned(long work) {
    return 1 + bytesFor(work);
  }

  private static boolean isSound(double value) {
    return value > 0 && Double.isFinite(value);
  }
}
