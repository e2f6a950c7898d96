package io.quiesce.stack.goroutine;

/** What became of a wish to shrink a stack; the refusals have the numbers of Go's traces. */
public enum ShrinkOutcome {
  /** The stack was halved. */
  SHRUNK(0),
  /** Shrinking is switched off. */
  DISABLED(1),
  /** The stack of a mark worker is in use by the scanner itself. */
  WORKER(2),
  /** It has the smallest size already. */
  MINIMAL(3),
  /** At least a quarter is in use, counting what a chain of unchecked calls may need. */
  IN_USE(4),
  /** It may not move now; the goroutine shrinks it at its next preemption point. */
  DEFERRED(5);

  private final int code;

  ShrinkOutcome(int code) {
    this.code = code;
  }

  /** Go's number, as in the reason of a SHRINKNO event; 0 if it was shrunk. */
  public int code() {
    return code;
  }
}
