package io.quiesce.trace.cycle;

import io.quiesce.trace.check.Tally;
import io.quiesce.trace.read.EventKind;
import io.quiesce.trace.read.TraceEvent;
import java.util.HashSet;
import java.util.Set;

/**
 * The ragged protocol of mark completion as a state machine (Go: {@code gcMarkDone} since 1.12):
 * one goroutine at a time passes the check at the top, visits every P once, goes back to the top if
 * one of them had made work visible, and else stops the world, looks again and completes.
 *
 * <pre>
 *   MDENTER -&gt; MDTOP -fail-&gt; out
 *                ^ | pass
 *                | v
 *                | MDRAG, MDRAGP for each P, MDRAGEND
 *                | |
 *      flushed   | | nothing flushed
 *      or restart| v
 *                +-MDRESTART -&gt; BLACKEN 0 -&gt; MDCOMPLETE -&gt; AWAKE... AWAKEALL -&gt; PHASE 2
 * </pre>
 */
final class MarkDoneJudge {
  private static final int NWAIT = EventKind.MDTOP.index("nwait");
  private static final int NPROC = EventKind.MDTOP.index("nproc");
  private static final int FULL = EventKind.MDTOP.index("full");
  private static final int NEXT = EventKind.MDTOP.index("next");
  private static final int JOBS = EventKind.MDTOP.index("jobs");
  private static final int PHASE = EventKind.MDTOP.index("phase");
  private static final int PASS = EventKind.MDTOP.index("pass");
  private static final int PID = EventKind.MDRAGP.index("pid");
  private static final int FLUSHED = EventKind.MDRAGP.index("flushed");
  private static final int SUM = EventKind.MDRAGEND.index("flushed");
  private static final int RESTART_PID = EventKind.MDRESTART.index("pid");
  private static final int RESTART = EventKind.MDRESTART.index("restart");
  private static final int CYCLE = EventKind.MDCOMPLETE.index("cycle");
  private static final long NOBODY = -1;

  private final Marking marking;
  private final Tally tally;
  private final BufferJudge buffers;
  private final FlushFlags flags;

  /** Who has passed the top and not returned or completed: the holder of the semaphore. */
  private long holder = NOBODY;

  private boolean visiting;
  private final Set<Integer> visited = new HashSet<>();
  private long flushed;

  MarkDoneJudge(Marking marking, BufferJudge buffers, FlushFlags flags) {
    this.marking = marking;
    this.tally = marking.tally;
    this.buffers = buffers;
    this.flags = flags;
  }

  /** MDENTER: before the semaphore. */
  void enter(TraceEvent e) {
    marking.chain.then(e, EventKind.MDTOP);
  }

  /** MDTOP: the check with the semaphore held. */
  void top(TraceEvent e) {
    tally.same(e, "nobody else is past the top", true, holder == NOBODY || holder == e.g());
    tally.same(e, "nwait", e.arg(NWAIT), marking.nwait());
    tally.same(e, "nproc", e.arg(NPROC), Marking.NPROC);
    tally.same(e, "next", e.arg(NEXT), marking.nextRoot());
    tally.same(e, "jobs", e.arg(JOBS), marking.roots.jobs());
    tally.same(e, "phase read", e.arg(PHASE), marking.gate.phase().code());
    boolean full = buffers.full(e, e.arg(FULL));
    boolean pass =
        marking.gate.phase().code() == 1
            && marking.participants.active() == 0
            && !full
            && !marking.roots.available();
    tally.same(e, "pass", e.arg(PASS), pass ? 1 : 0);
    boolean passed = e.arg(PASS) == 1;
    holder = passed ? e.g() : NOBODY;
    if (passed) {
      marking.chain.then(e, EventKind.MDRAG);
    }
  }

  /** MDRAG: the visits begin. */
  void beginVisits(TraceEvent e) {
    tally.same(e, "no visits are under way", false, visiting);
    visiting = true;
    visited.clear();
    flushed = 0;
    marking.chain.then(e, EventKind.MDRAGEND);
  }

  /** MDRAGP: one P is visited, by whoever owns it at that moment. */
  void visit(TraceEvent e, long procs) {
    int pid = e.intArg(PID);
    tally.same(e, "visits are under way", true, visiting);
    tally.rule(e, "pid", pid >= 0 && pid < procs, pid);
    tally.same(e, "the P is visited once", true, visited.add(pid));
    tally.rule(e, "flushed is 0 or 1", e.arg(FLUSHED) >> 1 == 0, e.arg(FLUSHED));
    flags.visit(e, pid, e.arg(FLUSHED));
    flushed += e.arg(FLUSHED);
  }

  /** MDRAGEND: every P was visited; if one had made work visible, back to the top. */
  void endVisits(TraceEvent e, long procs) {
    tally.same(e, "Ps visited", procs, visited.size());
    tally.same(e, "flushed", e.arg(SUM), flushed);
    visiting = false;
    marking.chain.then(e, flushed > 0 ? EventKind.MDTOP : EventKind.MDRESTART);
  }

  /** MDRESTART: the look at all Ps with the world stopped. */
  void lookAgain(TraceEvent e, long procs) {
    boolean restart = e.arg(RESTART) == 1;
    tally.rule(e, "restart is 0 or 1", e.arg(RESTART) >> 1 == 0, e.arg(RESTART));
    long pid = e.arg(RESTART_PID);
    tally.rule(e, "pid", restart ? pid >= 0 && pid < procs : pid == -1, pid);
    marking.chain.then(e, restart ? EventKind.MDTOP : EventKind.BLACKEN);
  }

  /** MDCOMPLETE: the one completion of the cycle; no work may be left (C2). */
  void complete(TraceEvent e) {
    tally.same(e, "cycle", e.arg(CYCLE), marking.gate.cycle());
    tally.same(e, "it holds the semaphore", e.g(), holder);
    tally.same(e, "nobody takes part", 0, marking.participants.active());
    buffers.full(e, 0);
    holder = NOBODY;
    marking.chain.then(e, EventKind.AWAKEALL);
  }
}
