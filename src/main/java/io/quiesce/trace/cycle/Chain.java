package io.quiesce.trace.cycle;

import io.quiesce.trace.check.Tally;
import io.quiesce.trace.read.EventKind;
import io.quiesce.trace.read.TraceEvent;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The order in which one goroutine takes the steps of a cycle: most steps leave only one that can
 * follow, and many come only as such a follower.
 */
final class Chain {
  /** Steps that come only when they are due. */
  private static final Set<EventKind> FOLLOWERS =
      EnumSet.of(
          EventKind.PHASE,
          EventKind.NWAITINIT,
          EventKind.ROOTPREP,
          EventKind.BLACKEN,
          EventKind.MWA,
          EventKind.MDENTER,
          EventKind.MDTOP,
          EventKind.MDRAG,
          EventKind.MDRAGEND,
          EventKind.MDRESTART,
          EventKind.MDCOMPLETE,
          EventKind.AWAKEALL,
          EventKind.GCDONE,
          EventKind.WBPREP);

  /** Steps that may come at any time at which nothing else is due. */
  private static final Set<EventKind> STARTERS =
      EnumSet.of(
          EventKind.GCSTART,
          EventKind.NWAIT,
          EventKind.ROOTJOB,
          EventKind.ADONE,
          EventKind.ASTART,
          EventKind.ARESCHED,
          EventKind.APARK);

  private static final String NOTHING = "nothing";

  private final Tally tally;
  private final Map<Long, EventKind> due = new HashMap<>();

  Chain(Tally tally) {
    this.tally = tally;
  }

  /** Compares the event with what is due from its goroutine. */
  void arrive(TraceEvent e) {
    boolean follower = FOLLOWERS.contains(e.kind());
    if (!follower && !STARTERS.contains(e.kind())) {
      return;
    }
    EventKind expected = due.remove(e.g());
    if (follower || expected != null) {
      String ours = expected == null ? NOTHING : expected.name();
      tally.same(e, "next step of the goroutine", e.kind().name(), ours);
    }
  }

  /** After {@code e} its goroutine takes the step {@code next}. */
  void then(TraceEvent e, EventKind next) {
    due.put(e.g(), next);
  }
}
