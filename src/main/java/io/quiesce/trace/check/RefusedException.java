package io.quiesce.trace.check;

import io.quiesce.trace.read.TraceEvent;

/**
 * The subject refused what Go did at an event that is not the one being fed: a judge that holds
 * events back says with this which one it was.
 */
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final transient TraceEvent event;

  /** The refusal {@code cause} of what Go did at {@code event}. */
  public RefusedException(TraceEvent event, RuntimeException cause) {
    super(cause.toString(), cause);
    this.event = event;
  }

  /** The event that was refused. */
  public TraceEvent event() {
    return event;
  }
}
