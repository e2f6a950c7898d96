package io.quiesce.trace.cycle;

import io.quiesce.gc.complete.Participants;
import io.quiesce.trace.check.Tally;
import io.quiesce.trace.read.EventKind;
import io.quiesce.trace.read.TraceEvent;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Drives the participants' word and the root jobs: who takes part, what is claimed, and what the
 * last one to leave finds.
 */
final class ParticipantJudge {
  /** The participant of an assist; 1 to 3 are workers. */
  static final int ASSIST = 4;

  private static final int DELTA = EventKind.NWAIT.index("delta");
  private static final int NWAIT = EventKind.NWAIT.index("nwait");
  private static final int NPROC = EventKind.NWAIT.index("nproc");
  private static final int WHO = EventKind.NWAIT.index("who");
  private static final int JOB = EventKind.ROOTJOB.index("job");
  private static final int JOBS = EventKind.ROOTJOB.index("jobs");
  private static final int JOB_SITE = EventKind.ROOTJOB.index("site");
  private static final int SITE = EventKind.MWA.index("site");
  private static final int SEEN_NWAIT = EventKind.MWA.index("nwait");
  private static final int SEEN_NPROC = EventKind.MWA.index("nproc");
  private static final int SEEN_FULL = EventKind.MWA.index("full");
  private static final int SEEN_NEXT = EventKind.MWA.index("next");
  private static final int SEEN_JOBS = EventKind.MWA.index("jobs");
  private static final int SEEN_PHASE = EventKind.MWA.index("phase");
  private static final int RESULT = EventKind.MWA.index("result");

  private final Marking marking;
  private final Tally tally;
  private final BufferJudge buffers;

  /** Goroutines that take part, with what they are. */
  private final Map<Long, Integer> inside = new HashMap<>();

  /** Those that left as the last, with what they were, until they look for work. */
  private final Map<Long, Integer> leftLast = new HashMap<>();

  /** Assists that left as the last and found no work, until they are on the user stack. */
  private final Set<Long> foundNothing = new HashSet<>();

  ParticipantJudge(Marking marking, BufferJudge buffers) {
    this.marking = marking;
    this.tally = marking.tally;
    this.buffers = buffers;
  }

  /** Whether goroutine {@code goid} takes part as a worker. */
  boolean works(long goid) {
    return inside.getOrDefault(goid, ASSIST) != ASSIST;
  }

  /** Whether the assist of {@code goid} found no work when it left; tells it once. */
  boolean foundNothing(long goid) {
    return foundNothing.remove(goid);
  }

  /** NWAIT: a goroutine enters (-1) or leaves (+1). */
  void change(TraceEvent e) {
    int who = e.intArg(WHO);
    tally.rule(e, "who", who >= 1 && who <= ASSIST, who);
    tally.rule(e, "delta", Math.abs(e.arg(DELTA)) == 1, e.arg(DELTA));
    if (e.arg(DELTA) < 0) {
      tally.same(e, "it was outside", true, inside.put(e.g(), who) == null);
      tally.same(e, "marking is open", true, marking.participants.tryEnter());
    } else {
      tally.same(e, "it was inside, who", who, (int) inside.getOrDefault(e.g(), 0));
      inside.remove(e.g());
      if (Participants.isCandidate(marking.participants.leave())) {
        marking.chain.then(e, EventKind.MWA);
        leftLast.put(e.g(), who);
      }
    }
    tally.same(e, "nwait", e.arg(NWAIT), marking.nwait());
    tally.same(e, "nproc", e.arg(NPROC), Marking.NPROC);
  }

  /** ROOTJOB: a job is claimed, or none is left. */
  void claim(TraceEvent e) {
    tally.same(e, "job", e.arg(JOB), marking.claimRoot());
    tally.same(e, "jobs", e.arg(JOBS), marking.roots.jobs());
    int who = inside.getOrDefault(e.g(), 0);
    tally.same(e, "it takes part", true, who != 0);
    tally.same(e, "site", e.arg(JOB_SITE), who == ASSIST ? 1 : 0);
  }

  /** MWA: the last one to leave looks for work; without any it must try to complete. */
  void look(TraceEvent e) {
    tally.same(e, "nwait", e.arg(SEEN_NWAIT), marking.nwait());
    tally.same(e, "nproc", e.arg(SEEN_NPROC), Marking.NPROC);
    tally.same(e, "next", e.arg(SEEN_NEXT), marking.nextRoot());
    tally.same(e, "jobs", e.arg(SEEN_JOBS), marking.roots.jobs());
    tally.same(e, "phase read", e.arg(SEEN_PHASE), marking.gate.phase().code());
    boolean full = buffers.full(e, e.arg(SEEN_FULL));
    boolean work = full || marking.roots.available();
    tally.same(e, "result", e.arg(RESULT), work ? 1 : 0);
    boolean assists = e.arg(SITE) == 1;
    tally.same(e, "site", assists, leftLast.getOrDefault(e.g(), 0) == ASSIST);
    leftLast.remove(e.g());
    if (e.arg(RESULT) == 0) {
      marking.chain.then(e, assists ? EventKind.ADONE : EventKind.MDENTER);
      if (assists) {
        foundNothing.add(e.g());
      }
    }
  }
}
