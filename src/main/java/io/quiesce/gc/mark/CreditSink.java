package io.quiesce.gc.mark;

import io.quiesce.phase.SystemStack;
import io.quiesce.sched.M;

/** Takes the scan work of background workers, as credit for assists (Go: gcFlushBgCredit). */
@FunctionalInterface
public interface CreditSink {
  /** Gives {@code work} units, more than 0. */
  @SystemStack
  void gcFlushBgCredit(M m, long work);
}
