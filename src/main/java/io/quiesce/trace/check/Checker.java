package io.quiesce.trace.check;

import io.quiesce.trace.read.TraceEvent;

/**
 * One independent judge of a trace: drives a part of the subject with the events that concern it
 * and compares the outcome with what Go recorded. Used by one thread.
 */
public interface Checker {
  /** What it judges, one word for reports. */
  String level();

  /**
   * Takes the next event of the trace, END included; events come in {@code seq} order.
   *
   * <p>May throw what the subject throws when it refuses what Go did; the caller counts that as a
   * disagreement at this event and stops the judge, whose state then no longer means anything.
   */
  void accept(TraceEvent event);

  /** What was compared so far. */
  Tally tally();
}
