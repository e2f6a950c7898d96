package io.quiesce.gc;

import io.quiesce.gc.complete.Ending;
import io.quiesce.gc.pace.CycleEnd;
import io.quiesce.gc.pace.CycleStart;
import io.quiesce.phase.PhaseGate;
import io.quiesce.phase.SystemStack;
import io.quiesce.sched.M;
import io.quiesce.sched.P;
import io.quiesce.sched.RaggedBarrier;
import io.quiesce.sched.StopTheWorld;
import io.quiesce.stack.StackAllocator.FreedSpans;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

/**
 * The cycle (Go: {@code gcStart}, {@code gcMarkTermination}, {@code gcSweep} in mgc.go).
 *
 * <h2>Protocol</h2>
 *
 * <ol>
 *   <li><b>Start.</b> Sweep what is left of the last cycle. Take the cycle's word, so that one of
 *       several that find the trigger reached starts it; look at the trigger again. Stop the world.
 *       All must be swept. Plan work and workers; phase OFF to MARK, which waits for those that
 *       free spans; lay out the roots; open marking. Start the world.
 *   <li><b>Mark.</b> Workers and assists take part; {@link io.quiesce.gc.complete.MarkCompletion}
 *       decides when it is over and has then closed marking and stopped the world.
 *   <li><b>Terminate.</b> Wake all assists: blackening is disabled, nobody parks any more (A6).
 *       Phase MARK to MARK_TERMINATION. Mark what write barriers left; nothing grey may remain
 *       (P6). Phase to OFF. Begin the sweep (P7). Start the world.
 *   <li><b>Clean up</b>, in this order: prepare the work-buffer spans for freeing; free stack spans
 *       that became free while marking; have each P, by a ragged barrier, flush its object cache
 *       and its stack cache, whose stacks are freed directly since the phase is OFF.
 *   <li><b>End.</b> Count the cycle, give its word back.
 *   <li>Sweeping and freeing of work buffers go on in the background.
 * </ol>
 *
 * <h2>Invariants</h2>
 *
 * <ul>
 *   <li>P1, P2, P3, P6, P7 as the steps say; each is checked where it is established.
 *   <li>P8. Cycles do not overlap: the word is held from 1 to 5. The M that gives it back is seldom
 *       the one that took it.
 * </ul>
 *
 * <h2>Orderings</h2>
 *
 * <table>
 *   <caption>Accesses on which the invariants rest</caption>
 *   <tr><th>access</th><th>mode</th><th>pairs with</th><th>breaks, if weakened</th></tr>
 *   <tr><td>take the word</td><td>acquire; is a volatile CAS</td><td>give it back</td><td>the next
 *       cycle sees a half-ended one</td></tr>
 *   <tr><td>give it back</td><td>release</td><td>take</td><td>the same</td></tr>
 *   <tr><td>count of ended cycles</td><td>volatile addition, acquire read</td><td>who waits for a
 *       cycle</td><td>it sees the cycle ended and its spans not freed</td></tr>
 *   <tr><td>look whether the word is taken</td><td>acquire</td><td>give it back</td><td>who asks
 *       for the next whole cycle is told of one that has ended</td></tr>
 *   <tr><td>everything else</td><td>plain</td><td>stop and start of the world</td><td>-</td></tr>
 * </table>
 */
final class Cycle implements Ending {
  private final Parts parts;
  private final PhaseGate gate;
  private final Mutators mutators;
  private final CycleListener listener;
  private final StopTheWorld world;
  private final RaggedBarrier barrier;
  private final CycleTimes times;
  private final AtomicBoolean underWay = new AtomicBoolean();
  private final AtomicLong ended = new AtomicLong();

  Cycle(Parts parts, Mutators mutators, CycleListener listener, LongSupplier nanos) {
    this.parts = parts;
    this.mutators = mutators;
    this.listener = listener;
    gate = parts.stacks().heap().gate();
    world = new StopTheWorld(parts.sched());
    barrier = new RaggedBarrier(parts.sched());
    times = new CycleTimes(nanos);
  }

  /**
   * Step 1, on a user stack with a P.
   *
   * @param forced whether it starts although the heap has not reached the trigger
   * @return false if a cycle is under way, none is due, or the M may not be preempted
   */
  boolean start(M m, boolean forced) {
    // volatile, where acquire would do: it pairs with the release below and in end(), and nobody
    // reads what a starter did before it took the word
    if (m.onSystemStack() || !m.mayBePreempted() || !underWay.compareAndSet(false, true)) {
      return false;
    }
    if (!forced && !parts.pacer().cycleIsDue()) {
      // release, with the next start
      underWay.setRelease(false);
      return false;
    }
    long unused = parts.objects().sweeper().finish(m);
    m.systemstack(() -> open(m, forced));
    return true;
  }

  @SystemStack
  private void open(M m, boolean forced) {
    times.stopping(forced, parts.pacer().heapLive());
    world.stop(m, "start of marking");
    try {
      // a sweeper that was under way has finished: it was on a system stack
      parts.objects().sweeper().requireSwept();
      times.judging(() -> starting(m));
      parts.assists().startCycle();
      parts.allocations().startCycle();
      CycleStart start = new CycleStart(parts.sched().procs(), false, stackBytes(), 0);
      parts.workers().plan(parts.pacer().startCycle(start));
      gate.startMark();
      times.markBegins(parts.pacer().goal());
      parts.marking().open(mutators.goroutines());
    } catch (RuntimeException | Error e) {
      mutators.failed(e);
      throw e;
    } finally {
      world.start(m);
    }
    for (int i = 0; i < parts.sched().procs(); i++) {
      mutators.workAppeared();
    }
  }

  @SystemStack
  private void starting(M m) {
    listener.starting(m);
  }

  @SystemStack
  private void marked(M m) {
    listener.marked(m);
  }

  private long stackBytes() {
    return parts.stacks().heap().snapshot().stacksInuse();
  }

  @Override
  @SystemStack
  public void worldStopped(M m) {
    try {
      terminate(m);
    } catch (RuntimeException | Error e) {
      // before the completion starts the world: others fail then, but this is the cause
      mutators.failed(e);
      throw e;
    }
  }

  /** Step 3. */
  @SystemStack
  private void terminate(M m) {
    times.markEnds();
    int unused = parts.assists().gcWakeAllAssists(m);
    gate.startTermination();
    parts.marking().finish(m);
    times.judging(() -> marked(m));
    long heapAtEnd = parts.pacer().heapLive();
    long marked = parts.marking().totals().bytesMarked();
    gate.finish();
    parts.objects().sweeper().start(m);
    parts.objects().resetLive(marked);
    parts
        .pacer()
        .endCycle(
            new CycleEnd(marked, parts.sched().procs(), times.markNanos(), parts.clock().total()));
    times.terminated(heapAtEnd, marked);
  }

  /** Steps 4 and 5. */
  @Override
  public void worldStarted(M m) {
    parts.marking().bufs().prepareFreeWorkbufs();
    m.enterSystemStack();
    try {
      FreedSpans freed = parts.stacks().freeStackSpans(m);
      barrier.forEachP(m, this::flush);
      end(freed);
    } finally {
      m.leaveSystemStack();
    }
  }

  @SystemStack
  private void flush(M m, P p) {
    parts.objects().prepareForSweep(m, p);
    parts.stacks().stackcacheClear(m, p);
  }

  private void end(FreedSpans freed) {
    CycleReport report =
        times.report(
            // opaque: who holds the word alone counts
            ended.getOpaque() + 1,
            parts.clock().total(),
            parts.workers().dedicatedNanos(),
            parts.workers().idleNanos(),
            freed,
            parts.sched().procs());
    listener.ended(report);
    // volatile: who sees the count sees the cycle's spans freed
    ended.getAndIncrement();
    // release, with the next start (P8)
    underWay.setRelease(false);
  }

  /** How many cycles have ended. Acquire: what they freed is seen. */
  long ended() {
    return ended.getAcquire();
  }

  /** Whether the cycle's word is taken. Acquire: if not, the last cycle is counted as ended. */
  boolean isUnderWay() {
    return underWay.getAcquire();
  }

  @Override
  public String toString() {
    return (isUnderWay() ? "a cycle is under way, " : "no cycle, ")
        + ended()
        + " ended, "
        + gate
        + ", "
        + world;
  }
}
