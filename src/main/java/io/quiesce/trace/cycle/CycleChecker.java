package io.quiesce.trace.cycle;

import io.quiesce.gc.assist.AssistDebt;
import io.quiesce.trace.check.Checker;
import io.quiesce.trace.check.Tally;
import io.quiesce.trace.check.TraceExtent;
import io.quiesce.trace.read.EventKind;
import io.quiesce.trace.read.TraceEvent;

/** Judges the collection cycle from its start to the freeing of the work buffers. */
public final class CycleChecker implements Checker {
  private static final int WHO = EventKind.NWAIT.index("who");
  private static final int DELTA = EventKind.NWAIT.index("delta");
  private static final int SERVED = EventKind.ASAT.index("goid");
  private static final int FLUSH_SRC = EventKind.BGFLUSH.index("src");
  private static final int WOKEN = EventKind.AWAKE.index("goid");
  private static final int RETIRED = 2;

  private final Marking marking;
  private final StartJudge start;
  private final BufferJudge buffers;
  private final FlushFlags flags;
  private final ParticipantJudge participants;
  private final MarkDoneJudge markDone;
  private final QueueJudge queue;
  private final AssistJudge assists;

  /** A judge that has seen no cycle. */
  public CycleChecker(TraceExtent extent) {
    marking = new Marking(extent.procs(), extent.workBufEvents());
    AssistDebt debts = new AssistDebt(marking.gate::cycle);
    start = new StartJudge(marking);
    buffers = new BufferJudge(marking);
    flags = new FlushFlags(marking);
    participants = new ParticipantJudge(marking, buffers);
    markDone = new MarkDoneJudge(marking, buffers, flags);
    queue = new QueueJudge(marking, debts);
    assists = new AssistJudge(marking, debts, queue);
  }

  @Override
  public String level() {
    return "cycle";
  }

  @Override
  public Tally tally() {
    return marking.tally;
  }

  @Override
  public void accept(TraceEvent e) {
    if (e.kind() != EventKind.PHASE) {
      start.comparePhase(e);
    }
    marking.chain.arrive(e);
    queue.settled(e);
    if (!cycle(e) && !completion(e) && !assist(e) && !buffer(e)) {
      flags.other(e);
    }
    marking.passed(e);
  }

  private boolean cycle(TraceEvent e) {
    switch (e.kind()) {
      case STW -> start.world(e);
      case PROCS -> start.resize(e);
      case STARTSTACK -> start.startStack(e);
      case GCSTART -> {
        start.start(e);
        queue.credit().reset();
      }
      case PHASE -> start.phase(e);
      case NWAITINIT -> start.counts(e);
      case ROOTPREP -> start.roots(e);
      case BLACKEN -> start.blacken(e);
      case GCDONE -> start.done(e);
      default -> {
        return false;
      }
    }
    flags.other(e);
    return true;
  }

  private boolean completion(TraceEvent e) {
    switch (e.kind()) {
      case NWAIT -> {
        participants.change(e);
        if (e.arg(WHO) == ParticipantJudge.ASSIST) {
          assists.participate(e, e.arg(DELTA) < 0);
        }
      }
      case ROOTJOB -> participants.claim(e);
      case MWA -> participants.look(e);
      case MDENTER -> markDone.enter(e);
      case MDTOP -> markDone.top(e);
      case MDRAG -> markDone.beginVisits(e);
      case MDRAGP -> {
        markDone.visit(e, start.procs());
        return true;
      }
      case MDRAGEND -> markDone.endVisits(e, start.procs());
      case MDRESTART -> markDone.lookAgain(e, start.procs());
      case MDCOMPLETE -> markDone.complete(e);
      default -> {
        return false;
      }
    }
    flags.other(e);
    return true;
  }

  private boolean assist(TraceEvent e) {
    switch (e.kind()) {
      case ASTART -> assists.start(e);
      case ASTEAL -> assists.steal(e);
      case ASKIP -> assists.skip(e);
      case AWORK -> assists.work(e);
      case ADONE -> assists.done(e, participants.foundNothing(e.g()));
      case ARESCHED -> assists.preempted(e);
      case APARK -> assists.park(e);
      case AEND -> assists.end(e);
      case BGFLUSH -> {
        if (e.arg(FLUSH_SRC) == RETIRED) {
          assists.retire(e);
        }
        queue.flush(e, participants.works(e.g()));
      }
      case BGSLOW -> queue.serve(e, participants.works(e.g()));
      case ASAT -> {
        if (queue.pay(e)) {
          assists.woken(e, e.arg(SERVED));
        }
      }
      case AWAKE -> {
        queue.wake(e);
        assists.woken(e, e.arg(WOKEN));
      }
      case AWAKEALL -> queue.allWoken(e);
      default -> {
        return false;
      }
    }
    flags.other(e);
    return true;
  }

  /** Moves of buffers, and what a move may need from the heap in between. */
  private boolean buffer(TraceEvent e) {
    switch (e.kind()) {
      case ALLOCSPAN -> buffers.allocated(e);
      case FREESPAN -> buffers.released(e);
      case HEAPGROW, SCAVENGE -> {
        // part of an allocation
      }
      case WBSPAN -> buffers.span(e);
      case WBPUTE -> buffers.putEmpty(e);
      case WBGETE -> buffers.getEmpty(e);
      case WBPUTF -> {
        buffers.putFull(e);
        flags.put(e);
      }
      case WBGETF -> buffers.getFull(e);
      case WBPREP -> buffers.prepare(e);
      case WBFREE -> buffers.free(e);
      case WBFREEEND -> buffers.endFree(e);
      default -> {
        return false;
      }
    }
    return true;
  }
}
