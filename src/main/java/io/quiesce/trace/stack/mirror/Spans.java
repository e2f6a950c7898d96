package io.quiesce.trace.stack.mirror;

import io.quiesce.heap.span.Span;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.Map;

/** Which pool span of ours stands for which of Go's; one to one. */
public final class Spans {
  private final Map<Long, Span> ours = new HashMap<>();
  private final IdentityHashMap<Span, Long> go = new IdentityHashMap<>();

  /** Makes an empty correspondence. */
  public Spans() {}

  /**
   * Makes the two correspond.
   *
   * @return false if ours already stands for another one; then nothing changes
   */
  public boolean pair(long goBase, Span span) {
    if (go.containsKey(span)) {
      return false;
    }
    go.put(span, goBase);
    ours.put(goBase, span);
    return true;
  }

  /** Ours for Go's span, or null. */
  public Span ours(long goBase) {
    return ours.get(goBase);
  }

  /** Go's base for our span, -1 for none. */
  public long go(Span span) {
    return go.getOrDefault(span, -1L);
  }

  /** Both went back to the heap. */
  public Span forget(long goBase) {
    Span span = ours.remove(goBase);
    go.remove(span);
    return span;
  }
}
