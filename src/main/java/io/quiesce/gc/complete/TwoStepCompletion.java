package io.quiesce.gc.complete;

import io.quiesce.phase.SystemStack;
import io.quiesce.sched.M;
import io.quiesce.sched.RaggedBarrier;
import io.quiesce.sched.Sched;
import io.quiesce.sched.StopTheWorld;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * Go's protocol from 1.5 to 1.11: when work seems to be over for the first time, flush all caches
 * and let nobody cache from then on; when it seems to be over again, it is.
 *
 * <h2>Protocol</h2>
 *
 * <ol>
 *   <li><b>Look.</b> If somebody takes part or there is global work, marking is not over.
 *   <li><b>No new workers</b> until step 3 or step 4 fails, or until the next cycle.
 *   <li><b>Mark 1 to mark 2,</b> once a cycle. Say that caches are to be disposed of at once
 *       ({@link #isPromptly}). Take part oneself: the <em>hold</em>, so that nobody is a candidate
 *       before the flush is done. Others may decide from here on. Visit each P and dispose of its
 *       buffers. Let workers start, give the hold up, and look again.
 *   <li><b>Mark 2 to termination.</b> Close the word that was read in step 1; if somebody has
 *       entered since, marking is not over. Then stop the world and leave by the {@link Ending}.
 * </ol>
 *
 * From step 3 on whoever leaves disposes of its buffers first ({@link #leave}), so that a word with
 * nobody active means that no participant's cache holds anything.
 *
 * <h2>What each part is for</h2>
 *
 * Without the flag, or without disposing before the leave, work stays in a cache after the flush.
 * Without the flush, what was cached in mark 1 is never seen. Without the hold, a participant that
 * comes and goes during the flush ends marking while caches are still full.
 *
 * <h2>What it does not promise</h2>
 *
 * Mutators do not take part. What their write barriers shade after the flush, and do not flush
 * themselves, is left in their caches when the word is closed; termination must drain it (Go did
 * too). C2 holds for the work of participants.
 *
 * <p>Orderings: those of {@link Participants} and {@link RaggedBarrier}. The flag is opaque: each P
 * has seen it when the barrier is over, because the post of the visit comes after it.
 */
public final class TwoStepCompletion extends AbstractCompletion {
  private static final VarHandle PROMPTLY;

  static {
    try {
      PROMPTLY =
          MethodHandles.lookup().findVarHandle(TwoStepCompletion.class, "promptly", boolean.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final WorkerStarts starts;

  @SuppressWarnings("UnusedVariable") // through PROMPTLY
  private boolean promptly;

  /**
   * Closed, for nobody.
   *
   * @param sched whose Ps are visited
   * @param sources where work may be
   * @param starts keeps workers from being started
   * @param ending what the cycle does when marking is over
   */
  public TwoStepCompletion(Sched sched, WorkSources sources, WorkerStarts starts, Ending ending) {
    super(sources, new RaggedBarrier(sched), new StopTheWorld(sched), ending);
    this.starts = starts;
  }

  @Override
  public void start(int nproc) {
    // opaque: the world is stopped; the start of the world publishes it
    PROMPTLY.setOpaque(this, false);
    super.start(nproc);
  }

  @Override
  public boolean leave(M m) {
    if (isPromptly()) {
      disposeOwn(m);
    }
    return super.leave(m);
  }

  private void disposeOwn(M m) {
    m.systemstack(() -> sources.flush(m, m.p()));
  }

  @Override
  Decision decide(M m) {
    long seen = quietWord();
    if (seen == 0) {
      return Decision.NOT_DONE;
    }
    starts.suspend();
    if (isPromptly()) {
      return close(m, seen) ? Decision.COMPLETED : Decision.NOT_DONE;
    }
    // opaque: the post of the visits is a release that comes after it
    PROMPTLY.setOpaque(this, true);
    if (!participants.tryEnter()) {
      throw new CompletionException("hold: marking was closed by another decider, " + this);
    }
    return Decision.HELD;
  }

  @Override
  boolean endHold(M m) {
    long left;
    try {
      m.systemstack(() -> barrier.forEachP(m, sources::flush));
    } finally {
      starts.resume();
      left = participants.leave();
    }
    return Participants.isCandidate(left) && !sources.globalWork();
  }

  private boolean close(M m, long seen) {
    if (!participants.close(seen)) {
      starts.resume();
      return false;
    }
    m.systemstack(() -> terminate(m));
    return true;
  }

  @SystemStack
  private void terminate(M m) {
    world.stop(m, "mark termination");
    end(m);
  }

  @Override
  public boolean isPromptly() {
    return (boolean) PROMPTLY.getOpaque(this);
  }
}
