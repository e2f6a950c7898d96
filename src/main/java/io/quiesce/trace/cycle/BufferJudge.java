package io.quiesce.trace.cycle;

import io.quiesce.gc.work.WorkBufShape;
import io.quiesce.trace.check.Tally;
import io.quiesce.trace.read.EventKind;
import io.quiesce.trace.read.TraceEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Compares the lists of work buffers and of the spans behind them. */
final class BufferJudge {
  private static final int SPAN_SRC = EventKind.WBSPAN.index("src");
  private static final int SPAN_BASE = EventKind.WBSPAN.index("base");
  private static final int ALLOC_TYP = EventKind.ALLOCSPAN.index("typ");
  private static final int ALLOC_BASE = EventKind.ALLOCSPAN.index("base");
  private static final int FREE_TYP = EventKind.FREESPAN.index("typ");
  private static final int FREE_BASE = EventKind.FREESPAN.index("base");
  private static final int PUT_NOBJ = EventKind.WBPUTF.index("nobj");
  private static final int PREP_N = EventKind.WBPREP.index("nspans");
  private static final int END_N = EventKind.WBFREEEND.index("n");
  private static final int END_MORE = EventKind.WBFREEEND.index("more");
  private static final int END_PREEMPTIBLE = EventKind.WBFREEEND.index("preemptible");
  private static final int WORK_BUF = 3;
  private static final int FREE_BATCH = 64;
  private static final WorkBufShape SHAPE = WorkBufShape.GO;
  private static final int ADDRESS = 0;

  private final Marking marking;
  private final Tally tally;
  private final BufferLists lists = new BufferLists();

  /** Spans in use and spans that may be freed, each from its head. */
  private final Deque<Long> busy = new ArrayDeque<>();

  private final Deque<Long> free = new ArrayDeque<>();

  /** Spans that an M got from the heap, or must give to it, as its next step. */
  private final Map<Integer, Long> fresh = new HashMap<>();

  private final Map<Integer, Long> dying = new HashMap<>();
  private final Set<Long> buffers = new HashSet<>();
  private long freed;

  BufferJudge(Marking marking) {
    this.marking = marking;
    this.tally = marking.tally;
  }

  /** Whether Go finds a full buffer: compared if the lists are recorded, else an input. */
  boolean full(TraceEvent e, long go) {
    tally.rule(e, "full is 0 or 1", go >> 1 == 0, go);
    if (marking.listsRecorded) {
      tally.same(e, "full", go, lists.hasFull() ? 1 : 0);
    }
    return go != 0;
  }

  /** ALLOCSPAN of a work-buffer span: its WBSPAN must follow on the M. */
  void allocated(TraceEvent e) {
    if (e.arg(ALLOC_TYP) == WORK_BUF) {
      tally.same(e, "the last span was used", true, fresh.put(e.m(), e.arg(ALLOC_BASE)) == null);
    }
  }

  /** FREESPAN of a work-buffer span: its WBFREE came before it on the M. */
  void released(TraceEvent e) {
    if (e.arg(FREE_TYP) == WORK_BUF) {
      Long due = dying.remove(e.m());
      tally.sameAddress(e, "the span that must be freed", e.arg(FREE_BASE), due == null ? 0 : due);
    }
  }

  /** WBSPAN: a free span is used before a new one is made. */
  void span(TraceEvent e) {
    tally.same(e, "src", e.arg(SPAN_SRC), free.isEmpty() ? 1 : 0);
    Long ours = e.arg(SPAN_SRC) == 0 ? free.poll() : fresh.remove(e.m());
    long base = e.arg(SPAN_BASE);
    tally.sameAddress(e, "base", base, ours == null ? 0 : ours);
    busy.push(base);
    for (int i = 0; i < SHAPE.perSpan(); i++) {
      buffers.add(base + (long) i * SHAPE.bufBytes());
    }
  }

  /** WBPUTE. */
  void putEmpty(TraceEvent e) {
    long address = e.arg(ADDRESS);
    tally.rule(e, "it is a buffer", buffers.contains(address), address);
    tally.same(e, "it was on no list", true, lists.putEmpty(address));
  }

  /** WBGETE. */
  void getEmpty(TraceEvent e) {
    tally.sameAddress(e, "addr", e.arg(ADDRESS), lists.takeEmpty());
  }

  /** WBPUTF. */
  void putFull(TraceEvent e) {
    long address = e.arg(ADDRESS);
    long nobj = e.arg(PUT_NOBJ);
    tally.rule(e, "it is a buffer", buffers.contains(address), address);
    tally.rule(e, "nobj", nobj >= 1 && nobj <= SHAPE.entries(), nobj);
    tally.same(e, "it was on no list", true, lists.putFull(address, nobj));
  }

  /** WBGETF. */
  void getFull(TraceEvent e) {
    long ours = lists.takeFull();
    tally.sameAddress(e, "addr", e.arg(ADDRESS), ours);
    tally.same(e, "nobj", e.arg(PUT_NOBJ), ours == BufferLists.NONE ? 0 : lists.contents(ours));
  }

  /** WBPREP: all buffers are empty and on the list; their spans go before those that are free. */
  void prepare(TraceEvent e) {
    tally.same(e, "no buffer is full", false, lists.hasFull());
    if (marking.listsRecorded) {
      int all = busy.size() * SHAPE.perSpan();
      tally.same(e, "buffers on the empty list", all, lists.listed());
    }
    // the format does not say whether spans that were free before are counted
    long n = e.arg(PREP_N);
    tally.rule(e, "nspans", n == busy.size() || n == busy.size() + free.size(), n);
    while (!busy.isEmpty()) {
      free.push(busy.removeLast());
    }
    lists.dropEmpty();
    buffers.clear();
  }

  /** WBFREE: the head of the free spans, in phase off (W7). */
  void free(TraceEvent e) {
    tally.same(e, "phase is off", true, marking.gate.phase().code() == 0);
    Long ours = free.poll();
    tally.sameAddress(e, "base", e.arg(ADDRESS), ours == null ? 0 : ours);
    dying.put(e.m(), e.arg(ADDRESS));
    freed++;
  }

  /** WBFREEEND: a batch ends. */
  void endFree(TraceEvent e) {
    tally.same(e, "n", e.arg(END_N), freed);
    tally.rule(e, "n is within the batch", freed <= FREE_BATCH, freed);
    tally.same(e, "more", e.arg(END_MORE), free.isEmpty() ? 0 : 1);
    long preemptible = e.arg(END_PREEMPTIBLE);
    tally.rule(e, "preemptible is 0 or 1", preemptible >> 1 == 0, preemptible);
    freed = 0;
  }
}
