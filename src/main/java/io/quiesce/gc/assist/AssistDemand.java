package io.quiesce.gc.assist;

import io.quiesce.gc.pace.AssistRatio;

/**
 * What an assist sets out to do: pay a debt with scan work (Go: the first half of {@code
 * gcAssistAlloc} in mgcmark.go). Pure arithmetic.
 *
 * @param debtBytes what {@link #scanWork} pays for
 * @param scanWork units of work
 */
public record AssistDemand(long debtBytes, long scanWork) {
  /** The least work of an assist: it pays ahead, so that not every allocation assists. */
  public static final long OVER_ASSIST_WORK = 64 << 10;

  /** The demand of a goroutine with this balance, below 0. */
  public static AssistDemand of(long balance, AssistRatio ratio) {
    long debt = -balance;
    long work = ratio.workFor(debt);
    return work < OVER_ASSIST_WORK
        ? new AssistDemand(ratio.bytesFor(OVER_ASSIST_WORK), OVER_ASSIST_WORK)
        : new AssistDemand(debt, work);
  }

  /** What {@code stolen} units of credit add to the balance; all of it pays the whole debt. */
  public long worth(long stolen, AssistRatio ratio) {
    return stolen == scanWork ? debtBytes : ratio.earned(stolen);
  }
}
