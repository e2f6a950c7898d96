package io.quiesce.oracle;

import io.quiesce.gc.object.ObjectHeap;
import io.quiesce.gc.object.span.ObjectSpan;
import io.quiesce.gc.object.span.SizeClasses;
import io.quiesce.gc.object.span.Special;
import io.quiesce.heap.memory.HeapAddress;
import io.quiesce.heap.memory.Memory;
import io.quiesce.heap.span.Span;
import io.quiesce.heap.span.SpanAllocType;
import io.quiesce.heap.span.SpanWord;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;

/**
 * Checks an object heap at quiescence: no thread is inside one of its methods.
 *
 * <p>Each HEAP span of the page heap has its object span and the other way round (H2); each object
 * span is in one place, the cache of a P or a central set, with the sweep generation of that place
 * (P7); its word counts what may be in use (H5); alloc bits, counts and figures agree. Between the
 * end of a sweep and the next cycle no mark is set.
 *
 * <p>Beside that it traces: what the roots reach must be allocated, and after a cycle in which the
 * program stood still nothing else may be.
 */
public final class ObjectOracle {
  private static final int CACHED = 3;
  private static final int UNSWEPT = -2;

  private final ObjectHeap heap;
  private final Map<ObjectSpan, String> places = new HashMap<>();
  private final List<String> violations = new ArrayList<>();
  private long objects;
  private long bytes;

  private ObjectOracle(ObjectHeap heap) {
    this.heap = heap;
  }

  /**
   * Checks everything that holds at any quiescent moment.
   *
   * @throws OracleException with all violations found
   */
  public static void check(ObjectHeap heap) {
    throwIfAny(violations(heap));
  }

  /** Everything that does not hold, one line each; empty if all is well. */
  public static List<String> violations(ObjectHeap heap) {
    ObjectOracle oracle = new ObjectOracle(heap);
    oracle.walkPlaces();
    oracle.heap.pages().spans().forEachLive(oracle::lookAtPages);
    oracle.heap.map().forEach(oracle::lookAtSpan);
    oracle.compareFigures();
    return oracle.violations;
  }

  /**
   * Checks that everything the roots reach is allocated.
   *
   * @throws OracleException with all violations found
   */
  public static void checkReachable(ObjectHeap heap, LongStream roots) {
    ObjectOracle oracle = new ObjectOracle(heap);
    oracle.trace(roots);
    throwIfAny(oracle.violations);
  }

  /**
   * Checks that exactly what the roots reach is allocated: after a cycle and its whole sweep, if
   * the program did nothing meanwhile. Objects with a finalizer are not kept by it, what they point
   * to is.
   *
   * @throws OracleException with all violations found
   */
  public static void checkExact(ObjectHeap heap, LongStream roots) {
    ObjectOracle oracle = new ObjectOracle(heap);
    Set<Long> reached = oracle.trace(roots);
    heap.map().forEach(span -> oracle.compare(span, reached));
    throwIfAny(oracle.violations);
  }

  private static void throwIfAny(List<String> found) {
    if (!found.isEmpty()) {
      throw new OracleException("object heap", found);
    }
  }

  private void walkPlaces() {
    int g = heap.sweeper().sweepgen();
    for (int pid = 0; pid < heap.pages().config().procs(); pid++) {
      for (ObjectSpan span : heap.cached(pid)) {
        boolean stale = span.sweepgen() == g + 1;
        place(span, "cache of P " + pid, stale ? g + 1 : g + CACHED, span.objects());
      }
    }
    for (int spanClass = 0; spanClass < SizeClasses.SPAN_CLASSES; spanClass++) {
      for (ObjectSpan span : heap.central(spanClass).swept(g)) {
        place(span, "swept set of class " + spanClass, g, span.allocCount());
      }
      for (ObjectSpan span : heap.central(spanClass).unswept(g)) {
        place(span, "unswept set of class " + spanClass, g + UNSWEPT, span.allocCount());
      }
    }
  }

  private void place(ObjectSpan span, String place, int sweepgen, int count) {
    String other = places.put(span, place);
    if (other != null) {
      violations.add("I1: " + span + " is in the " + place + " and in the " + other);
    }
    if (span.sweepgen() != sweepgen) {
      violations.add("P7: " + span + " in the " + place + " should have sweepgen " + sweepgen);
    }
    long word = span.span().acquire();
    if (SpanWord.allocCount(word) != count) {
      violations.add("H5: " + SpanWord.describe(word) + " should count " + count + " of " + span);
    }
  }

  private void lookAtPages(Span span) {
    if (SpanWord.purpose(span.acquire()) != SpanAllocType.HEAP) {
      if (heap.map().find(span.base()) != null) {
        violations.add("H2: " + span + " leads to " + heap.map().find(span.base()));
      }
      return;
    }
    for (long addr = span.base(); addr < span.limit(); addr += HeapAddress.PAGE_BYTES) {
      ObjectSpan found = heap.map().find(addr);
      if (found == null || found.span() != span) {
        violations.add("H2: page " + HeapAddress.hex(addr) + " of " + span + " leads to " + found);
      }
    }
  }

  private void lookAtSpan(ObjectSpan span) {
    if (!places.containsKey(span)) {
      violations.add("I1: " + span + " is in no cache and no set");
    }
    if (SpanWord.state(span.span().acquire()) != SpanWord.IN_USE) {
      violations.add("H2: " + span + " is in the map but lies in " + span.span());
    }
    int age = span.sweepgen() - heap.sweeper().sweepgen();
    boolean marksAllowed = heap.isMarking() || (age != 0 && age != CACHED);
    int allocated = 0;
    for (int i = 0; i < span.objects(); i++) {
      allocated += span.isAllocated(i) ? 1 : 0;
      if (span.isMarked(i) && (!marksAllowed || !span.isAllocated(i))) {
        violations.add("marks: object " + i + " of " + span + " is marked");
      }
    }
    if (allocated != span.allocCount()) {
      violations.add("I5: " + span + " has " + allocated + " alloc bits");
    }
    objects += allocated;
    bytes += allocated * span.elemBytes();
  }

  private void compareFigures() {
    if (heap.figures().objects() != objects || heap.figures().bytes() != bytes) {
      violations.add(
          "I5: "
              + heap.figures()
              + ", but the spans hold "
              + objects
              + " objects, "
              + bytes
              + " B");
    }
  }

  /** The addresses of all objects that the roots and the finalizers reach. */
  private Set<Long> trace(LongStream roots) {
    Set<Long> reached = new HashSet<>();
    Deque<Long> grey = new ArrayDeque<>();
    roots.forEach(root -> reach(root, "a root", reached, grey));
    for (Special due : heap.specials().queued()) {
      reach(due.object(), "the finalizer queue", reached, grey);
      reach(due.fn(), "the finalizer queue", reached, grey);
    }
    heap.map()
        .forEach(span -> span.specials().all().forEach(special -> special(special, reached, grey)));
    while (!grey.isEmpty()) {
      follow(grey.remove(), reached, grey);
    }
    return reached;
  }

  private void special(Special special, Set<Long> reached, Deque<Long> grey) {
    reach(special.fn(), "a finalizer", reached, grey);
    follow(special.object(), reached, grey);
  }

  private void follow(long object, Set<Long> reached, Deque<Long> grey) {
    ObjectSpan span = heap.map().find(object);
    if (span.noscan()) {
      return;
    }
    Memory memory = heap.pages().memory();
    for (long addr = object; addr < object + span.elemBytes(); addr += Long.BYTES) {
      int word = (int) ((addr - span.base()) / Long.BYTES);
      if ((span.pointerWord(word >> 6) >>> word & 1) != 0) {
        reach(memory.getLong(addr), HeapAddress.hex(object), reached, grey);
      }
    }
  }

  private void reach(long pointer, String from, Set<Long> reached, Deque<Long> grey) {
    ObjectSpan span = pointer == 0 ? null : heap.map().find(pointer);
    if (span == null) {
      boolean stray = pointer != 0 && heap.map().covers(pointer) && isNoManual(pointer);
      if (stray) {
        violations.add("reach: " + from + " leads to free memory at " + HeapAddress.hex(pointer));
      }
      return;
    }
    int i = span.indexOf(pointer);
    if (i >= span.objects() || !span.isAllocated(i)) {
      violations.add(
          "reach: " + from + " leads to " + HeapAddress.hex(pointer) + ", freed in " + span);
    } else if (reached.add(span.addressOf(i))) {
      grey.add(span.addressOf(i));
    }
  }

  private boolean isNoManual(long pointer) {
    Span span = heap.pages().spanOf(pointer);
    return span == null || !SpanWord.purpose(span.acquire()).manual();
  }

  private void compare(ObjectSpan span, Set<Long> reached) {
    for (int i = 0; i < span.objects(); i++) {
      if (span.isAllocated(i) && !reached.contains(span.addressOf(i)) && !hasSpecial(span, i)) {
        violations.add(
            "sweep: " + HeapAddress.hex(span.addressOf(i)) + " is unreachable and in use: " + span);
      }
    }
  }

  private static boolean hasSpecial(ObjectSpan span, int i) {
    return span.specials().all().stream().anyMatch(s -> s.object() == span.addressOf(i));
  }
}
