package io.quiesce.oracle;

import io.quiesce.gc.work.GcWork;
import io.quiesce.gc.work.WorkBuf;
import io.quiesce.gc.work.WorkBufShape;
import io.quiesce.gc.work.WorkBufs;
import io.quiesce.heap.PageHeap;
import io.quiesce.heap.memory.HeapAddress;
import io.quiesce.heap.span.Span;
import io.quiesce.heap.span.SpanAllocType;
import io.quiesce.heap.span.SpanWord;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The invariants of the work buffers, W1 to W3, W5, W6 and W10, for a moment at which nobody uses
 * them, and what they hold, for W4.
 *
 * <p>It recounts from the lists, from what the Ps hold and from the span map. Nothing is changed.
 * One thread, with a happens-before edge from every M.
 */
public final class WorkOracle {
  private final WorkBufs bufs;
  private final List<String> breaches = new ArrayList<>();
  private final Map<WorkBuf, List<String>> places = new HashMap<>();

  private WorkOracle(WorkBufs bufs) {
    this.bufs = bufs;
  }

  /**
   * Checks all of them.
   *
   * @param works what each P holds
   * @throws OracleException with every breach
   */
  public static void check(PageHeap heap, WorkBufs bufs, GcWork... works) {
    WorkOracle oracle = new WorkOracle(bufs);
    oracle.lookAtLists();
    for (GcWork work : works) {
      oracle.lookAt(work);
    }
    oracle.eachBufferHasOnePlace();
    oracle.spansAreTheHeaps(heap);
    oracle.report();
  }

  /**
   * As {@link #check}, and that no P has a buffer and no work is left, as after a cycle (P6).
   *
   * @throws OracleException with every breach
   */
  public static void checkAfterCycle(PageHeap heap, WorkBufs bufs, GcWork... works) {
    check(heap, bufs, works);
    WorkOracle oracle = new WorkOracle(bufs);
    if (!bufs.fullBufs().isEmpty()) {
      oracle.breach("P6", "the full list has " + bufs.fullBufs());
    }
    for (GcWork work : works) {
      if (work.first() != null) {
        oracle.breach("P6", work + " still has buffers");
      }
    }
    oracle.report();
  }

  /** All pointers in all buffers, each as often as it occurs; for a comparison before and after. */
  public static Map<Long, Integer> contents(WorkBufs bufs) {
    Map<Long, Integer> found = new HashMap<>();
    for (WorkBuf b : bufs.busyBufs()) {
      for (int i = 0; i < b.nobj(); i++) {
        found.merge(b.objAt(i), 1, Integer::sum);
      }
    }
    return found;
  }

  private void lookAtLists() {
    for (WorkBuf b : bufs.fullBufs()) {
      place(b, "on the full list");
      if (b.nobj() == 0) {
        breach("W2", b + " is on the full list");
      }
    }
    for (WorkBuf b : bufs.emptyBufs()) {
      place(b, "on the empty list");
      if (b.nobj() != 0) {
        breach("W2", b + " is on the empty list");
      }
    }
  }

  private void lookAt(GcWork work) {
    if ((work.first() == null) != (work.second() == null)) {
      breach("W3", work + " has one buffer only");
    }
    for (WorkBuf b : new WorkBuf[] {work.first(), work.second()}) {
      if (b != null) {
        place(b, "with P" + work.pid());
      }
    }
  }

  private void place(WorkBuf b, String where) {
    if (b.nobj() < 0 || b.nobj() > b.capacity()) {
      breach("W2", b + " holds an impossible number");
    }
    places.computeIfAbsent(b, any -> new ArrayList<>()).add(where);
  }

  private void eachBufferHasOnePlace() {
    Set<WorkBuf> busy = new HashSet<>(bufs.busyBufs());
    for (WorkBuf b : busy) {
      List<String> where = places.getOrDefault(b, List.of());
      if (where.size() != 1) {
        breach(where.isEmpty() ? "W1" : "W6", b + " is in " + where.size() + " places: " + where);
      }
    }
    for (WorkBuf b : places.keySet()) {
      if (!busy.contains(b)) {
        breach("W5", b + " of a span that is not busy is " + places.get(b));
      }
    }
  }

  private void spansAreTheHeaps(PageHeap heap) {
    Set<Span> mine = new HashSet<>(bufs.busySpans());
    int listed = bufs.busySpans().size() + bufs.freeSpans().size();
    mine.addAll(bufs.freeSpans());
    if (mine.size() != listed) {
      breach("W5", "a span is listed twice: busy or free are " + listed + ", different " + mine);
    }
    heap.spans()
        .forEachLive(
            span -> {
              boolean forWork = SpanWord.purpose(span.acquire()) == SpanAllocType.WORK_BUF;
              if (forWork != mine.remove(span)) {
                breach("W5", span + (forWork ? " is on no list" : " is listed for work buffers"));
              }
            });
    if (!mine.isEmpty()) {
      breach("W5", "listed, but not alive: " + mine);
    }
    long bytes = HeapAddress.bytes(WorkBufShape.SPAN_PAGES) * listed;
    long figure = heap.snapshot().inWorkBufs();
    if (figure != bytes) {
      breach("W10", "the heap counts " + figure + " bytes, the spans have " + bytes);
    }
  }

  private void breach(String id, String what) {
    breaches.add(id + ": " + what);
  }

  private void report() {
    if (!breaches.isEmpty()) {
      throw new OracleException("work buffers", breaches);
    }
  }
}
