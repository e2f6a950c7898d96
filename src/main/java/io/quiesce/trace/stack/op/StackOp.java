package io.quiesce.trace.stack.op;

import io.quiesce.trace.read.EventKind;
import io.quiesce.trace.read.TraceEvent;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * One step of Go's stack allocator, or one other event that keeps its place among these steps.
 *
 * <p>The {@link #point} is the event at which the step took effect: CREFILL or CRELEASE where one
 * belongs to it (written under the pool's lock, as are the events of the spans before it), else the
 * call itself.
 */
public final class StackOp {
  private final TraceEvent point;
  private final long before;
  private final List<TraceEvent> parts = new ArrayList<>(2);
  private TraceEvent call;
  private boolean complete;
  private boolean cutByEnd;

  /**
   * Begins a step.
   *
   * @param point where it takes effect
   * @param before the {@code seq} of the M's last event before the step, -1 for none
   */
  StackOp(TraceEvent point, long before) {
    this.point = point;
    this.before = before;
  }

  /** An event that is a step of its own. */
  static StackOp single(TraceEvent event) {
    StackOp op = new StackOp(event, event.seq() - 1);
    op.call = event;
    op.complete = true;
    return op;
  }

  void add(TraceEvent part) {
    parts.add(part);
  }

  void addAll(List<TraceEvent> more) {
    parts.addAll(more);
  }

  void call(TraceEvent event) {
    call = event;
  }

  void complete() {
    complete = true;
  }

  void cutByEnd() {
    cutByEnd = true;
  }

  /** Whether the trace ended in the middle of this step: it is no gap, only unknown. */
  public boolean isCutByEnd() {
    return cutByEnd;
  }

  boolean isComplete() {
    return complete;
  }

  /** Where the step took effect. */
  public TraceEvent point() {
    return point;
  }

  /** The SALLOC, SFREE, CCLEAR, first FSSSPAN or other event; null if the trace never gave it. */
  public TraceEvent call() {
    return call;
  }

  /** The {@code seq} of the M's last event before the step, -1 for none. */
  public long before() {
    return before;
  }

  /** The events of the step besides the call, in order. */
  public List<TraceEvent> parts() {
    return Collections.unmodifiableList(parts);
  }

  /** The only part of that kind, or null if there is none; the first of several. */
  public TraceEvent part(EventKind kind) {
    for (TraceEvent part : parts) {
      if (part.kind() == kind) {
        return part;
      }
    }
    return null;
  }
}
