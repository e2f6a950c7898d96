package io.quiesce.runtime;

import io.quiesce.gc.CycleListener;
import io.quiesce.gc.CycleReport;
import io.quiesce.phase.SystemStack;
import io.quiesce.sched.M;
import java.util.function.Consumer;

/** Hands the moments of a cycle to the judge and its report to the reader. */
record Listening(CycleListener judge, Consumer<CycleReport> reader) implements CycleListener {
  @Override
  @SystemStack
  public void starting(M m) {
    judge.starting(m);
  }

  @Override
  @SystemStack
  public void marked(M m) {
    judge.marked(m);
  }

  @Override
  public void ended(CycleReport report) {
    judge.ended(report);
    reader.accept(report);
  }
}
