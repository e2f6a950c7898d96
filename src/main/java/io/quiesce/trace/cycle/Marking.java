package io.quiesce.trace.cycle;

import io.quiesce.gc.complete.Participants;
import io.quiesce.gc.complete.RootJobs;
import io.quiesce.phase.PhaseGate;
import io.quiesce.trace.check.Tally;
import io.quiesce.trace.read.TraceEvent;
import java.util.HashMap;
import java.util.Map;

/** What the judges of this level share: the subject's words of a cycle, and each M's last event. */
final class Marking {
  /** What Go's counts start at, unsigned: more participants than there can ever be. */
  static final long NPROC = 0xffff_ffffL;

  final Tally tally = new Tally();
  final Chain chain = new Chain(tally);
  final PhaseGate gate;
  final Participants participants = new Participants();
  final RootJobs roots = new RootJobs();

  /** Whether the trace tells each move of a work buffer. */
  final boolean listsRecorded;

  private final Map<Integer, Long> lastSeq = new HashMap<>();
  private long lateClaims;

  Marking(int procs, boolean listsRecorded) {
    gate = new PhaseGate(procs);
    this.listsRecorded = listsRecorded;
  }

  /** Go's {@code work.nwait}. */
  long nwait() {
    return NPROC - participants.active();
  }

  /** Whether blackening is enabled. */
  boolean blackens() {
    return !participants.isClosed();
  }

  /** Prepares root jobs. */
  void prepareRoots(int jobs) {
    roots.prepare(jobs);
    lateClaims = 0;
  }

  /** Claims a root job as Go does, whose counter advances also when none is left. */
  long claimRoot() {
    int job = roots.claim();
    return job == RootJobs.NONE ? roots.jobs() + lateClaims++ : job;
  }

  /** Go's {@code work.markrootNext}. */
  long nextRoot() {
    return Math.min(roots.claims(), roots.jobs()) + lateClaims;
  }

  /** The {@code seq} of the event before this one of the same M; -1 if there was none. */
  long lastOfM(TraceEvent e) {
    return lastSeq.getOrDefault(e.m(), -1L);
  }

  /** The event was judged. */
  void passed(TraceEvent e) {
    lastSeq.put(e.m(), e.seq());
  }
}
