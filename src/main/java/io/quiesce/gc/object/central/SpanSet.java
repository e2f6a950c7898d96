package io.quiesce.gc.object.central;

import io.quiesce.gc.object.span.ObjectMap;
import io.quiesce.gc.object.span.ObjectSpan;
import io.quiesce.heap.PageHeap;
import io.quiesce.heap.memory.HeapAddress;
import io.quiesce.lockfree.TaggedStack;
import java.util.ArrayList;
import java.util.List;

/**
 * A lock-free set of object spans (Go: {@code spanSet}): whoever pops a span owns it.
 *
 * <p>A span is named by its first page, and its link lies in the page heap's record of that page.
 * So a late pop of a span that was freed meanwhile reads the link of whatever record the page has
 * now, and then fails by the tag, as {@link TaggedStack} explains. A span is in at most one set.
 *
 * <p>Push and pop hand over everything the last owner wrote (the orderings of {@link TaggedStack}).
 */
public final class SpanSet {
  private final TaggedStack stack;
  private final PageHeap heap;
  private final ObjectMap map;

  /** An empty set; {@code links} are shared by all sets of the heap. */
  public SpanSet(PageHeap heap, ObjectMap map, TaggedStack.Links links) {
    this.heap = heap;
    this.map = map;
    stack = new TaggedStack(links);
  }

  /** The links are in the span records; a late pop of a freed span reads some record's link. */
  public record Links(PageHeap heap) implements TaggedStack.Links {
    @Override
    public int next(int id) {
      return heap.spans().recordAt(id).link();
    }

    @Override
    public void setNext(int id, int next) {
      heap.spans().recordAt(id).setLink(next);
    }
  }

  /** Gives a span into the set; the caller owned it. */
  public void push(ObjectSpan span) {
    stack.push((int) span.span().firstPage());
  }

  /** Takes a span, now the caller's; null if there is none. */
  public ObjectSpan pop() {
    int id = stack.pop();
    return id == TaggedStack.NIL ? null : map.find(HeapAddress.of(id));
  }

  /** Whether there is none; volatile. */
  public boolean isEmpty() {
    return stack.isEmpty();
  }

  /** The spans, the next one first; exact at quiescence only. */
  public List<ObjectSpan> contents() {
    List<ObjectSpan> spans = new ArrayList<>();
    for (int id = stack.peek(); id != TaggedStack.NIL; id = heap.spans().recordAt(id).link()) {
      spans.add(map.find(HeapAddress.of(id)));
    }
    return spans;
  }
}
