package io.quiesce.trace.stack;

import io.quiesce.stack.StackSizes;
import io.quiesce.trace.check.Tally;
import io.quiesce.trace.read.EventKind;
import io.quiesce.trace.read.TraceEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Compares Go's snapshots: the caches at each mark termination and, at the end of the trace, both
 * lists in their order and every stack of a goroutine or M. A stack may be handed out that no M
 * names: an M that has ended keeps its first stack until another M frees it.
 */
final class FinalState {
  private static final int STAT_FINAL = EventKind.SNAPSTAT.index("final");
  private static final int STAT_STACKS = EventKind.SNAPSTAT.index("inStacks");
  private static final int CACHE_FINAL = EventKind.SNAPP.index("final");
  private static final int CACHE_PID = EventKind.SNAPP.index("pid");
  private static final int CACHE_FIRST = EventKind.SNAPP.index("size0");
  private static final int POOL_ORDER = EventKind.SNAPPOOL.index("order");
  private static final int POOL_BASE = EventKind.SNAPPOOL.index("base");
  private static final int POOL_COUNT = EventKind.SNAPPOOL.index("allocCount");
  private static final int LARGE_INDEX = EventKind.SNAPLARGE.index("idx");
  private static final int LARGE_BASE = EventKind.SNAPLARGE.index("base");
  private static final int G_LO = EventKind.SNAPG.index("lo");
  private static final int G_SIZE = EventKind.SNAPG.index("size");
  private static final int M_ID = EventKind.SNAPM.index("id");
  private static final int M_G0_LO = EventKind.SNAPM.index("g0lo");
  private static final int M_G0_SIZE = EventKind.SNAPM.index("g0size");
  private static final int M_SIGNAL_LO = EventKind.SNAPM.index("siglo");
  private static final int M_SIGNAL_SIZE = EventKind.SNAPM.index("sigsize");

  private final Subject subject;
  private final Tally tally;
  private final Map<Integer, List<Long>> pools = new TreeMap<>();
  private final Map<Integer, List<Long>> large = new TreeMap<>();
  private boolean seen;
  private long snapshotFinal;
  private long procs;
  private long nextPid;
  private int stacks;

  FinalState(Subject subject) {
    this.subject = subject;
    this.tally = subject.tally;
  }

  /** SNAPSTAT: the world is stopped, so that no step is under way and the figure is exact. */
  void stat(TraceEvent e) {
    whole(e);
    nextPid = 0;
    snapshotFinal = e.arg(STAT_FINAL);
    tally.rule(e, "final is 0 or 1", snapshotFinal == 0 || snapshotFinal == 1, snapshotFinal);
    seen |= snapshotFinal == 1;
    tally.same(e, "inStacks", e.arg(STAT_STACKS), subject.goStacksInuse());
  }

  /** PROCS: how many Ps a snapshot has from now on. */
  void procs(long now) {
    procs = now;
    nextPid = now;
  }

  /** PHASE and the like: a snapshot that has begun must have the caches of all Ps by now. */
  void whole(TraceEvent e) {
    tally.same(e, "caches in the snapshot before", procs, nextPid);
  }

  /** SNAPP: the cache of one P. */
  void cache(TraceEvent e) {
    int pid = e.intArg(CACHE_PID);
    tally.same(e, "pid, in turn", pid, nextPid);
    nextPid = pid + 1L;
    tally.same(e, "final", e.arg(CACHE_FINAL), snapshotFinal);
    for (int order = 0; order < StackSizes.ORDERS; order++) {
      long go = e.arg(CACHE_FIRST + order);
      tally.same(e, "size" + order, go, subject.allocator.cacheBytes(pid, order));
    }
  }

  /** SNAPPOOL: one span of a pool. */
  void pool(TraceEvent e) {
    seen = true;
    int order = e.intArg(POOL_ORDER);
    pools.computeIfAbsent(order, o -> new ArrayList<>()).add(e.arg(POOL_BASE));
    int count = subject.pools.allocCount(order, e.arg(POOL_BASE));
    tally.same(e, "allocCount", e.arg(POOL_COUNT), count);
  }

  /** SNAPLARGE: one span of stackLarge. */
  void large(TraceEvent e) {
    seen = true;
    large.computeIfAbsent(e.intArg(LARGE_INDEX), i -> new ArrayList<>()).add(e.arg(LARGE_BASE));
  }

  /** SNAPG: the stack of one goroutine. */
  void goroutine(TraceEvent e) {
    stack(e, e.arg(G_LO), e.arg(G_SIZE));
  }

  /** SNAPM: both stacks of one M; the main thread's first is the operating system's. */
  void machine(TraceEvent e) {
    if (e.arg(M_ID) != 0) {
      stack(e, e.arg(M_G0_LO), e.arg(M_G0_SIZE));
    }
    stack(e, e.arg(M_SIGNAL_LO), e.arg(M_SIGNAL_SIZE));
  }

  private void stack(TraceEvent e, long lo, long bytes) {
    seen = true;
    stacks++;
    tally.same(e, "size of the stack at 0x" + Long.toHexString(lo), bytes, subject.live.bytes(lo));
  }

  /** END: compares the lists, if the trace has a final snapshot. */
  void end(TraceEvent e) {
    whole(e);
    if (!seen) {
      return;
    }
    for (int order = 0; order < StackSizes.ORDERS; order++) {
      List<Long> go = pools.getOrDefault(order, List.of());
      tally.sameAddresses(e, "SNAPPOOL " + order, go, subject.pools.listed(order));
      subject.pools.compareList(e, order);
    }
    for (int index : subject.large.nonEmpty()) {
      large.putIfAbsent(index, List.of());
    }
    large.forEach(
        (index, go) ->
            tally.sameAddresses(e, "SNAPLARGE " + index, go, subject.large.addresses(index)));
    boolean room = stacks <= subject.live.count();
    tally.rule(e, "stacks that somebody names, at most those handed out", room, stacks);
  }
}
