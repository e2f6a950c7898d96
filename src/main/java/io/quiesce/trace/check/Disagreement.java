package io.quiesce.trace.check;

import io.quiesce.trace.read.TraceEvent;

/**
 * A point at which Go and the subject differ.
 *
 * @param event the event at which it was seen
 * @param what the compared thing, with its place if the event does not tell
 * @param go Go's value
 * @param ours the subject's value
 */
public record Disagreement(TraceEvent event, String what, String go, String ours) {
  /** The point in one line: line and event, thing, both values. */
  @Override
  public String toString() {
    return "line " + event.line() + ", " + event + ": " + what + ": Go " + go + ", ours " + ours;
  }
}
