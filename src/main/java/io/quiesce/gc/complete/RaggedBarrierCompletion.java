package io.quiesce.gc.complete;

import io.quiesce.phase.SystemStack;
import io.quiesce.sched.M;
import io.quiesce.sched.P;
import io.quiesce.sched.RaggedBarrier;
import io.quiesce.sched.Sched;
import io.quiesce.sched.StopTheWorld;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Go's protocol since 1.12: flush all Ps while they run, and again until a round finds that nobody
 * made work visible; then stop the world and look once more (golang.org/design/26903-simplify-mark-
 * termination).
 *
 * <h2>Protocol</h2>
 *
 * <ol>
 *   <li><b>Look.</b> If somebody takes part or there is global work, marking is not over. This must
 *       come before the barrier: later a P that was visited could take a buffer from the full list.
 *   <li><b>Visit.</b> For each P: empty its write-barrier buffer, dispose of its buffers, and take
 *       away its flag. The flag says that it made work visible since the last visit.
 *   <li><b>Again.</b> If a flag was set, look again.
 *   <li><b>Stop.</b> Stop the world. If a P holds work, or there is global work or a participant,
 *       start it and look again.
 *   <li><b>Close</b> the participants' word, and leave by the {@link Ending}.
 * </ol>
 *
 * <h2>Why no flag means no work</h2>
 *
 * Let t0 be the look. Visits alone clear flags, and none was found set, so all were clear at t0 and
 * stay clear until the visits. From t0 on: a P that has not been visited and makes work visible
 * sets its flag, which its visit finds. A P that was visited holds nothing, and cannot take
 * anything, since the full list was empty at t0 and nobody added to it. Work comes from work only;
 * so at the end there is none. The participants' count plays no part in this: it says when to look.
 *
 * <h2>Why the world is stopped all the same</h2>
 *
 * A write barrier that buffers delays the shading. An object waits in the buffer of P0; P1 is
 * visited; P1 records the same object, overflows, marks it and keeps it; P0 is visited, the object
 * is marked already, no flag. P1 holds a grey object (golang.org/issue/27993). Where barriers shade
 * at once, step 4 never finds anything; {@link #restarts} counts.
 *
 * <h2>Invariants</h2>
 *
 * <ul>
 *   <li>C2. When the word is closed no grey object exists anywhere.
 *   <li>C3, C6, C7, C10 as in {@link Participants} and {@code Decider}.
 *   <li>C5. A P that made work visible since its last visit has its flag set.
 * </ul>
 *
 * <p>Orderings: those of {@link Participants}, {@link RaggedBarrier} and {@link StopTheWorld}; the
 * flags are plain and belong to the owner of the P, the count of flags is summed before the
 * acknowledgement of the visit (E8).
 */
public final class RaggedBarrierCompletion extends AbstractCompletion {
  private final Sched sched;
  private final AtomicInteger barriers = new AtomicInteger();
  private final AtomicInteger restarts = new AtomicInteger();

  /**
   * Closed, for nobody.
   *
   * @param sched whose Ps are visited
   * @param sources where work may be
   * @param ending what the cycle does when marking is over
   */
  public RaggedBarrierCompletion(Sched sched, WorkSources sources, Ending ending) {
    super(sources, new RaggedBarrier(sched), new StopTheWorld(sched), ending);
    this.sched = sched;
  }

  @Override
  Decision decide(M m) {
    while (quietWord() != 0) {
      if (!anyFlushed(m) && stopAndLookAgain(m)) {
        return Decision.COMPLETED;
      }
    }
    return Decision.NOT_DONE;
  }

  @Override
  boolean endHold(M m) {
    throw new CompletionException("this protocol holds nothing: " + this);
  }

  private boolean anyFlushed(M m) {
    AtomicInteger flushed = new AtomicInteger();
    barriers.getAndIncrement();
    m.systemstack(() -> barrier.forEachP(m, (on, p) -> visit(on, p, flushed)));
    // plain: each visit counts before its acknowledgement, and all have been acknowledged (E8)
    return flushed.getPlain() != 0;
  }

  @SystemStack
  private void visit(M m, P p, AtomicInteger flushed) {
    sources.flush(m, p);
    if (sources.takeFlushed(m, p)) {
      flushed.getAndIncrement();
    }
  }

  private boolean stopAndLookAgain(M m) {
    m.enterSystemStack();
    try {
      world.stop(m, "mark termination");
      if (noWorkAnywhere(m)) {
        end(m);
        return true;
      }
      restarts.getAndIncrement();
      world.start(m);
      return false;
    } finally {
      m.leaveSystemStack();
    }
  }

  @SystemStack
  private boolean noWorkAnywhere(M m) {
    for (int id = 0; id < sched.procs(); id++) {
      if (!sources.isEmpty(m, sched.p(id))) {
        return false;
      }
    }
    long seen = quietWord();
    return seen != 0 && participants.close(seen);
  }

  @Override
  public boolean isPromptly() {
    return false;
  }

  /** How many barriers were run, in all cycles; exact while nobody decides. */
  public int barriers() {
    return barriers.getOpaque();
  }

  /** How often the world was stopped in vain, in all cycles; exact while nobody decides. */
  public int restarts() {
    return restarts.getOpaque();
  }
}
