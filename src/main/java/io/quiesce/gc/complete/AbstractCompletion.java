package io.quiesce.gc.complete;

import io.quiesce.phase.SystemStack;
import io.quiesce.sched.M;
import io.quiesce.sched.RaggedBarrier;
import io.quiesce.sched.StopTheWorld;

/**
 * What both protocols share: the participants, one decider at a time, and the way out.
 *
 * <p>The way out is, with the world stopped and the word closed: the {@link Ending}'s first half,
 * which changes the phase; then the decider ends; then the world starts. In that order nobody can
 * find marking open without a decider after it was completed (C3).
 */
abstract sealed class AbstractCompletion implements MarkCompletion
    permits TwoStepCompletion, RaggedBarrierCompletion {
  /** Who blackens. */
  final Participants participants = new Participants();

  /** Where work may be. */
  final WorkSources sources;

  /** Visits the Ps. */
  final RaggedBarrier barrier;

  /** Stops the others. */
  final StopTheWorld world;

  private final Decider decider = new Decider();
  private final Ending ending;

  AbstractCompletion(
      WorkSources sources, RaggedBarrier barrier, StopTheWorld world, Ending ending) {
    this.sources = sources;
    this.barrier = barrier;
    this.world = world;
    this.ending = ending;
  }

  /** What a decider has found. */
  enum Decision {
    /** It has completed the cycle. */
    COMPLETED,
    /** Marking is not over. */
    NOT_DONE,
    /** It takes part itself now, and has to do something before anybody decides again. */
    HELD
  }

  /** Decides once. The caller is the decider. */
  abstract Decision decide(M m);

  /**
   * Does what {@link Decision#HELD} is about, and no longer takes part; true if a candidate now.
   */
  abstract boolean endHold(M m);

  @Override
  public void start(int nproc) {
    participants.start(nproc);
  }

  @Override
  public final boolean tryEnter(M m) {
    return participants.tryEnter();
  }

  @Override
  public boolean leave(M m) {
    return Participants.isCandidate(participants.leave()) && !sources.globalWork();
  }

  @Override
  public final Outcome markDone(M m) {
    if (!decider.tryBegin()) {
      return Outcome.DELEGATED;
    }
    do {
      switch (decide(m)) {
        case COMPLETED -> {
          ending.worldStarted(m);
          return Outcome.COMPLETED;
        }
        case HELD -> {
          // who came meanwhile is answered by the hold: it is not the last one
          decider.end();
          return endHold(m) ? markDone(m) : Outcome.NOT_DONE;
        }
        case NOT_DONE -> {}
      }
    } while (!decider.tryEnd());
    return Outcome.NOT_DONE;
  }

  /**
   * The word if nobody takes part and there is no global work; else 0, which is never such a word.
   */
  final long quietWord() {
    long seen = participants.word();
    // the lists after the word, both volatile; the other way round work moves past the look (12.2)
    return Participants.isCandidate(seen) && !sources.globalWork() ? seen : 0;
  }

  /** The way out. The world is stopped and the word closed. */
  @SystemStack
  final void end(M m) {
    try {
      ending.worldStopped(m);
    } finally {
      decider.end();
      world.start(m);
    }
  }

  @Override
  public final boolean blackenEnabled() {
    return !participants.isClosed();
  }

  @Override
  public final int nwait() {
    return participants.nwait();
  }

  @Override
  public final int nproc() {
    return participants.nproc();
  }

  @Override
  public String toString() {
    return getClass().getSimpleName() + " with " + participants;
  }
}
