package io.quiesce.trace.goroutine;

import io.quiesce.trace.check.Checker;
import io.quiesce.trace.check.Tally;
import io.quiesce.trace.read.EventKind;
import io.quiesce.trace.read.TraceEvent;

/** Judges the stacks of goroutines from birth to death. */
public final class GoroutineChecker implements Checker {
  private static final int START_NEW = EventKind.STARTSTACK.index("new");
  private static final int START_OLD = EventKind.STARTSTACK.index("old");
  private static final int START_BYTES = EventKind.STARTSTACK.index("scannedSize");
  private static final int START_STACKS = EventKind.STARTSTACK.index("scannedStacks");
  private static final int CACHE_PID = EventKind.SNAPP.index("pid");
  private static final int CACHE_GFREE = EventKind.SNAPP.index("gfree");
  private static final int SNAP_GOID = EventKind.SNAPG.index("goid");
  private static final int SNAP_LO = EventKind.SNAPG.index("lo");
  private static final int SNAP_SIZE = EventKind.SNAPG.index("size");

  private final Goroutines all = new Goroutines();
  private final ResizeJudge resizes = new ResizeJudge(all);
  private final DeadJudge dead = new DeadJudge(all);

  /** Goroutines in the final snapshot. */
  private long named;

  /** A judge that knows no goroutine. */
  public GoroutineChecker() {}

  @Override
  public String level() {
    return "goroutine";
  }

  @Override
  public Tally tally() {
    return all.tally;
  }

  @Override
  public void accept(TraceEvent e) {
    switch (e.kind()) {
      case SALLOC -> all.allocated(e);
      case SFREE -> all.freed(e);
      case GROW -> resizes.grow(e);
      case SHRINK -> resizes.shrink(e);
      case SHRINKNO -> resizes.keep(e);
      case COPYSTACK -> resizes.copy(e);
      case GFPUT -> dead.put(e);
      case GFPUTB -> dead.give(e);
      case GFGET -> dead.get(e);
      case GFGETB -> dead.take(e);
      case GFPURGE -> dead.purge(e);
      case FGSBEGIN -> dead.beginFreeing(e);
      case FGSG -> dead.lose(e);
      case FGSEND -> dead.endFreeing(e);
      case NEWG -> dead.begin(e);
      case STARTSTACK -> startingSize(e);
      case SNAPP -> {
        int pid = e.intArg(CACHE_PID);
        tally().same(e, "gfree", e.arg(CACHE_GFREE), dead.count(pid));
      }
      case SNAPG -> snapshot(e);
      case END -> end(e);
      default -> {
        // Says nothing about a goroutine's stack.
      }
    }
    all.machine(e).lastSeq = e.seq();
  }

  private void startingSize(TraceEvent e) {
    tally().same(e, "old", e.arg(START_OLD), all.startingBytes());
    long ours = StackRules.starting(e.arg(START_BYTES), e.arg(START_STACKS));
    tally().same(e, "new", e.arg(START_NEW), ours);
    all.startingBytes(ours);
  }

  private void snapshot(TraceEvent e) {
    named++;
    Goroutine g = all.known(e.arg(SNAP_GOID));
    tally().sameAddress(e, "lo", e.arg(SNAP_LO), g.lo());
    tally().same(e, "size", e.arg(SNAP_SIZE), g.bytes());
  }

  private void end(TraceEvent e) {
    if (named > 0) {
      tally().same(e, "goroutines with a stack", named, all.withStack());
    }
  }
}
