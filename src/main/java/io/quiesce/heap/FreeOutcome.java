package io.quiesce.heap;

/** What became of an attempt to free a span that others may be using. */
public enum FreeOutcome {
  /** The span is dead and its pages are free; this call did it. */
  FREED,
  /** Something in the span is in use; nothing was changed. */
  IN_USE,
  /** Another call has freed the span; nothing was changed. */
  DEAD,
  /** The phase is not OFF, or a cycle is starting; nothing was changed and the caller defers. */
  CLOSED
}
