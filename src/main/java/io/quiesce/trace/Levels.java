package io.quiesce.trace;

import io.quiesce.trace.check.Checker;
import io.quiesce.trace.check.TraceExtent;
import io.quiesce.trace.cycle.CycleChecker;
import io.quiesce.trace.goroutine.GoroutineChecker;
import io.quiesce.trace.span.SpanChecker;
import io.quiesce.trace.stack.StackChecker;
import java.util.List;

/** The judges of a replay, in the order of the layers that they judge. */
final class Levels {
  private Levels() {}

  /** A fresh judge of each level, with room for the trace. */
  static List<Checker> all(TraceExtent extent) {
    return List.of(
        new SpanChecker(extent),
        new StackChecker(extent),
        new GoroutineChecker(),
        new CycleChecker(extent));
  }
}
