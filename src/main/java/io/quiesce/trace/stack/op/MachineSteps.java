package io.quiesce.trace.stack.op;

import io.quiesce.trace.read.EventKind;
import io.quiesce.trace.read.TraceEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;

/** The step that one M is in the middle of. */
final class MachineSteps {
  private static final int ACT = EventKind.POOLFREE.index("act");
  private static final int FREED = 1;
  private static final int RELEASE = 1;
  private static final int POOL = 2;
  private static final int HEAP = 3;
  private static final int SECTION_KIND = EventKind.FSSSPAN.index("kind");
  private static final int SECTION_INDEX = EventKind.FSSSPAN.index("idx");
  private static final int POOL_SECTION = 0;

  /** What ends the open step. */
  private enum Until {
    CALL,
    POOLFREE,
    FREESPAN,
    SECTION_END
  }

  private final Queue<StackOp> waiting;

  /** Events of a step whose point has not come yet. */
  private final List<TraceEvent> early = new ArrayList<>();

  private StackOp open;
  private Until until;
  private long lastSeq = -1;
  private long lastBeforeStep = -1;

  MachineSteps(Queue<StackOp> waiting) {
    this.waiting = waiting;
  }

  /** Notes an event of this M that belongs to no step. */
  void seen(TraceEvent e) {
    lastSeq = e.seq();
  }

  /** A span or pool event of a step whose point comes later, or of an open one. */
  void part(TraceEvent e) {
    if (open != null) {
      abandonOpen();
    }
    if (early.isEmpty()) {
      lastBeforeStep = lastSeq;
    }
    early.add(e);
    seen(e);
  }

  void poolFree(TraceEvent e) {
    if (open == null || until != Until.POOLFREE) {
      part(e);
      return;
    }
    open.add(e);
    seen(e);
    if (e.arg(ACT) == FREED) {
      until = Until.FREESPAN;
    } else {
      close();
    }
  }

  void spanFreed(TraceEvent e) {
    if (open == null) {
      part(e);
      return;
    }
    open.add(e);
    seen(e);
    if (until == Until.FREESPAN) {
      close();
    }
  }

  /** CREFILL or CRELEASE: the step takes effect here, its call comes next. */
  void pointAt(TraceEvent e) {
    abandonOpen();
    begin(e, Until.CALL);
    open.add(e);
    seen(e);
  }

  void alloc(TraceEvent e) {
    if (open == null || until != Until.CALL) {
      abandonOpen();
      begin(e, Until.CALL);
    }
    open.call(e);
    seen(e);
    close();
  }

  void free(TraceEvent e, long path) {
    if (open == null || until != Until.CALL || path != RELEASE) {
      abandonOpen();
      begin(e, path == POOL ? Until.POOLFREE : path == HEAP ? Until.FREESPAN : Until.CALL);
    }
    open.call(e);
    seen(e);
    if (until == Until.CALL) {
      close();
    }
  }

  void clear(TraceEvent e) {
    abandonOpen();
    begin(e, Until.CALL);
    open.call(e);
    seen(e);
    close();
  }

  /** FSSSPAN: one step for each lock that freeStackSpans takes. */
  void freeSpans(TraceEvent e) {
    boolean same = open != null && until == Until.SECTION_END && sameSection(open.call(), e);
    if (!same) {
      abandonOpen();
      begin(e, Until.SECTION_END);
      open.call(e);
    }
    open.add(e);
    seen(e);
  }

  private static boolean sameSection(TraceEvent a, TraceEvent b) {
    boolean sameKind = a.arg(SECTION_KIND) == b.arg(SECTION_KIND);
    boolean large = a.arg(SECTION_KIND) != POOL_SECTION;
    return sameKind && (large || a.arg(SECTION_INDEX) == b.arg(SECTION_INDEX));
  }

  private void begin(TraceEvent point, Until end) {
    open = new StackOp(point, early.isEmpty() ? lastSeq : lastBeforeStep);
    open.addAll(early);
    early.clear();
    until = end;
    waiting.add(open);
  }

  private void close() {
    open.complete();
    open = null;
  }

  private void abandonOpen() {
    if (open != null) {
      close();
    }
  }

  /**
   * The M does something else: whatever is open ends here; loose parts become a step of their own.
   */
  void abandon() {
    abandonOpen();
    if (!early.isEmpty()) {
      begin(early.get(0), Until.CALL);
      close();
    }
  }

  /** The trace ends: what has no call yet is unknown. */
  void end() {
    if (open == null && !early.isEmpty()) {
      begin(early.get(0), Until.CALL);
    }
    if (open != null) {
      open.cutByEnd();
      close();
    }
  }
}
