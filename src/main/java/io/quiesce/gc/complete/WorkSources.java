package io.quiesce.gc.complete;

import io.quiesce.phase.SystemStack;
import io.quiesce.sched.M;
import io.quiesce.sched.P;

/** Where grey objects may be, as the decision needs to see it. */
public interface WorkSources {
  /**
   * Whether a buffer waits on the full list or a root job is unclaimed (Go: {@code
   * gcMarkWorkAvailable(nil)}). Each of its reads is volatile; together they are no snapshot.
   */
  boolean globalWork();

  /**
   * Makes the work of {@code p} visible: empties its write-barrier buffer, if it has one, into its
   * buffers, and disposes of these.
   *
   * @param m the owner of {@code p}
   */
  @SystemStack
  void flush(M m, P p);

  /** Whether {@code p} made work visible since this was asked last, by its owner (C5). */
  boolean takeFlushed(M m, P p);

  /**
   * Whether {@code p} holds no work, after its write-barrier buffer was emptied into its buffers;
   * while the world is stopped.
   */
  @SystemStack
  boolean isEmpty(M m, P p);
}
