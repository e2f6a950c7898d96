package io.quiesce.gc.object.central;

import io.quiesce.gc.object.span.ObjectMap;
import io.quiesce.gc.object.span.ObjectSpan;
import io.quiesce.heap.PageHeap;
import io.quiesce.lockfree.TaggedStack;
import java.util.ArrayList;
import java.util.List;

/**
 * The spans of one span class that no P caches (Go: {@code mcentral}): four sets, with and without
 * free objects, swept and unswept.
 *
 * <p>Which of two sets is the swept one follows from the sweep generation: when that grows by 2,
 * all swept spans become unswept ones without being moved (Go: {@code sweepgen / 2 % 2}). So the
 * unswept sets only lose spans until the next cycle, and must be empty when it sweeps.
 */
public final class MCentral {
  private final SpanSet[] partial;
  private final SpanSet[] full;

  /** Empty sets. */
  public MCentral(PageHeap heap, ObjectMap map, TaggedStack.Links links) {
    partial = new SpanSet[] {new SpanSet(heap, map, links), new SpanSet(heap, map, links)};
    full = new SpanSet[] {new SpanSet(heap, map, links), new SpanSet(heap, map, links)};
  }

  /** Spans with free objects, swept in generation {@code sweepgen}. */
  public SpanSet partialSwept(int sweepgen) {
    return partial[sweepgen >>> 1 & 1];
  }

  /** Spans that may have free objects and need sweeping. */
  public SpanSet partialUnswept(int sweepgen) {
    return partial[~(sweepgen >>> 1) & 1];
  }

  /** Spans without free objects, swept. */
  public SpanSet fullSwept(int sweepgen) {
    return full[sweepgen >>> 1 & 1];
  }

  /** Spans that had no free objects before the sweep, which they need. */
  public SpanSet fullUnswept(int sweepgen) {
    return full[~(sweepgen >>> 1) & 1];
  }

  /** Gives a swept span back; the caller owned it. */
  public void pushSwept(ObjectSpan span, int sweepgen) {
    (span.isFull() ? fullSwept(sweepgen) : partialSwept(sweepgen)).push(span);
  }

  /** Takes a span that needs sweeping, or null. */
  public ObjectSpan popUnswept(int sweepgen) {
    ObjectSpan span = fullUnswept(sweepgen).pop();
    return span != null ? span : partialUnswept(sweepgen).pop();
  }

  /** Whether no span needs sweeping; volatile. */
  public boolean isSwept(int sweepgen) {
    return fullUnswept(sweepgen).isEmpty() && partialUnswept(sweepgen).isEmpty();
  }

  /** The spans that are swept, for oracles. */
  public List<ObjectSpan> swept(int sweepgen) {
    List<ObjectSpan> all = new ArrayList<>(partialSwept(sweepgen).contents());
    all.addAll(fullSwept(sweepgen).contents());
    return all;
  }

  /** The spans that need sweeping, for oracles. */
  public List<ObjectSpan> unswept(int sweepgen) {
    List<ObjectSpan> all = new ArrayList<>(partialUnswept(sweepgen).contents());
    all.addAll(fullUnswept(sweepgen).contents());
    return all;
  }
}
