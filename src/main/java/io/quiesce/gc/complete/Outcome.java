package io.quiesce.gc.complete;

/** What became of a call of {@link MarkCompletion#markDone}. */
public enum Outcome {
  /** This call ended marking; the cycle has gone through its {@link Ending}. */
  COMPLETED,
  /** Work or participants were found; one of the participants will be the next candidate. */
  NOT_DONE,
  /** Another thread is deciding, and will look again on behalf of this call. */
  DELEGATED
}
