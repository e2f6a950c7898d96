package io.quiesce.stack.segmented.goroutine;

/** What it took to enter a function. */
public enum CallOutcome {
  /** The frame fitted. */
  ENTERED,
  /** The top segment moved to a larger one; the frame is there. */
  COPIED,
  /** The frame is the first of a new segment. */
  NEW_SEGMENT,
  /** The goroutine yields; it waits for an M at the function's first instruction. */
  PREEMPTED
}
