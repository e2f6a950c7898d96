package io.quiesce.trace.cycle;

import io.quiesce.gc.assist.AssistDemand;
import io.quiesce.gc.pace.AssistRatio;
import io.quiesce.sched.G;
import java.util.Arrays;

/** Where one goroutine is in its assist. Mutable; the judge of assists is its only user. */
final class Assist {
  /** What comes next, or what was last. */
  enum Step {
    /** Not in an assist. */
    OUT,
    /** Has read credit and takes some. */
    STEALS,
    /** Goes to the system stack. */
    ENTERS,
    /** Drains. */
    WORKS,
    /** Has drained. */
    LEAVES,
    /** No longer takes part. */
    LEFT,
    /** Is on the user stack again. */
    DONE,
    /** Must try again. */
    RETRY,
    /** Is on the queue. */
    PARKED,
    /** Was woken, or did not need to sleep. */
    ENDS
  }

  final G g;
  Step step = Step.OUT;
  AssistRatio ratio;
  AssistDemand demand;

  /** Work that is still to be done. */
  long wanted;

  long creditRead;
  long tries;

  /** It has gone through gcMarkDone since its work. */
  boolean completed;

  Assist(long goid) {
    g = new G(goid);
  }

  boolean isAt(Step... allowed) {
    return Arrays.asList(allowed).contains(step);
  }
}
