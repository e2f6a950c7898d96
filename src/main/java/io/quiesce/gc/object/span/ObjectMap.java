package io.quiesce.gc.object.span;

import io.quiesce.heap.memory.HeapAddress;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.function.Consumer;

/**
 * The object span of each page, for the marker, which asks it for every pointer: one array load
 * instead of the three of {@link io.quiesce.heap.span.SpanMap}.
 *
 * <ol>
 *   <li><b>Put</b>, by the maker of the span, for each of its pages (release), before any address
 *       inside is published.
 *   <li><b>Remove</b>, by the sweeper that frees the span, before its pages are freed: so the pages
 *       of a stack never lead to objects of the past.
 *   <li><b>Find</b> (acquire). While marking what it answers stays alive (H4); at other times it
 *       may die at once, as its {@link io.quiesce.heap.span.SpanWord} shows.
 * </ol>
 *
 * <p>Invariant: find of an address that was published through a release answers the span around it,
 * or null once that is freed. Weaker than release and acquire: the span without its fields, or null
 * for a live object, which is then not marked (E2).
 *
 * <p>It takes 4 bytes for each page of the address space, used or not.
 */
public final class ObjectMap {
  private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(ObjectSpan[].class);

  private final ObjectSpan[] slots;

  /** An empty map of {@code pages} pages. */
  public ObjectMap(long pages) {
    slots = new ObjectSpan[Math.toIntExact(pages)];
  }

  /** The object span around {@code addr}, any number; null if there is none. */
  public ObjectSpan find(long addr) {
    long page = HeapAddress.page(addr);
    // acquire, pairs with put(); weakened: a span without its fields (E2)
    return page >= 0 && page < slots.length
        ? (ObjectSpan) SLOT.getAcquire(slots, (int) page)
        : null;
  }

  /** Whether {@code addr} lies in the address space of the heap. */
  public boolean covers(long addr) {
    long page = HeapAddress.page(addr);
    return page >= 0 && page < slots.length;
  }

  /** Publishes a span; by its maker. */
  public void put(ObjectSpan span) {
    set(span, span);
  }

  /** Withdraws a span; by its owner, who frees the pages next. */
  public void remove(ObjectSpan span) {
    set(span, null);
  }

  private void set(ObjectSpan span, ObjectSpan value) {
    int first = (int) span.span().firstPage();
    for (int page = first; page < first + span.span().npages(); page++) {
      // release, pairs with find()
      SLOT.setRelease(slots, page, value);
    }
  }

  /** Calls {@code visitor} with each span that begins in the pages; exact at quiescence only. */
  public void forEach(long fromPage, long toPage, Consumer<ObjectSpan> visitor) {
    for (long page = fromPage; page < Math.min(toPage, slots.length); page++) {
      ObjectSpan span = (ObjectSpan) SLOT.getAcquire(slots, (int) page);
      if (span != null && span.span().firstPage() == page) {
        visitor.accept(span);
      }
    }
  }

  /** Calls {@code visitor} with each span in address order; exact at quiescence only. */
  public void forEach(Consumer<ObjectSpan> visitor) {
    forEach(0, slots.length, visitor);
  }
}
