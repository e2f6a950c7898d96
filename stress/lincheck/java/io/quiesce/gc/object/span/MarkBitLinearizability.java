package io.quiesce.gc.object.span;

import io.quiesce.heap.memory.HeapAddress;
import io.quiesce.heap.span.Span;
import io.quiesce.heap.span.SpanAllocType;
import io.quiesce.stress.lincheck.ModelChecked;
import io.quiesce.stress.lincheck.Scenario;
import org.jetbrains.lincheck.datastructures.Operation;

/**
 * The bits of a span of six objects against two arrays of booleans: an object is claimed once
 * between two sweeps, and each object has its own bits. Taking and sweeping belong to one thread of
 * a scenario, as they belong to the span's owner.
 *
 * <p>Run: {@code mvn verify -Pstress -Dstress.only=MarkBitLinearizability}
 */
@ModelChecked(
    specification = MarkBitLinearizability.Booleans.class,
    obstructionFree = true,
    random = false)
@Scenario(
    before = "allocate(); allocate()",
    threads = {"tryMark(0); tryMark(1)", "tryMark(1); tryMark(0)"},
    after = "sweep()")
@Scenario(
    before = "allocate()",
    threads = {"tryMark(0)", "tryMark(0)", "isMarked(0)"},
    after = "sweep()")
@Scenario(
    before = "allocate()",
    threads = {"allocate(); tryMark(1)", "tryMark(0); isAllocated(1)"},
    after = "sweep(); allocate()")
@Scenario(
    before = "acquire(0)",
    threads = {"acquire(2)", "acquire(2)"},
    after = "acquire(2)")
public class MarkBitLinearizability {
  /** Objects of 9472 bytes lie six in a span of seven pages. */
  private static final int SIZE_CLASS = 52;

  private final ObjectSpan span;

  /** All objects are free; the span needs sweeping in generation 2. */
  public MarkBitLinearizability() {
    int spanClass = SizeClasses.spanClass(SIZE_CLASS, true);
    Span pages = new Span(HeapAddress.of(0), SizeClasses.pages(SIZE_CLASS), spanClass, false);
    pages.publish(SpanAllocType.HEAP);
    span = new ObjectSpan(pages, 0);
  }

  /** Takes the next free object; -1 if there is none. */
  @Operation
  public int allocate() {
    int i = span.take();
    if (i >= 0) {
      span.publish(i);
    }
    return i;
  }

  /** Claims. */
  @Operation
  public boolean tryMark(int i) {
    return span.tryMark(i);
  }

  /** Whether it is claimed. */
  @Operation
  public boolean isMarked(int i) {
    return span.isMarked(i);
  }

  /** Whether it is allocated. */
  @Operation
  public boolean isAllocated(int i) {
    return span.isAllocated(i);
  }

  /** Frees what is not marked; answers how many. */
  @Operation
  public int sweep() {
    return span.sweep();
  }

  /** Acquires the span for the sweep of a generation. */
  @Operation
  public boolean acquire(int generation) {
    return span.tryAcquireForSweep(generation);
  }

  /** The specification. */
  public static final class Booleans {
    private static final int OBJECTS = 6;
    private final boolean[] allocated = new boolean[OBJECTS];
    private final boolean[] marked = new boolean[OBJECTS];
    private int from;
    private int sweepgen;

    /** See the subject. */
    public int allocate() {
      while (from < OBJECTS && allocated[from]) {
        from++;
      }
      if (from == OBJECTS) {
        return -1;
      }
      allocated[from] = true;
      return from;
    }

    /** See the subject. */
    public boolean tryMark(int i) {
      boolean won = !marked[i];
      marked[i] = true;
      return won;
    }

    /** See the subject. */
    public boolean isMarked(int i) {
      return marked[i];
    }

    /** See the subject. */
    public boolean isAllocated(int i) {
      return allocated[i];
    }

    /** See the subject. */
    public int sweep() {
      int freed = 0;
      for (int i = 0; i < OBJECTS; i++) {
        freed += allocated[i] && !marked[i] ? 1 : 0;
        allocated[i] = marked[i];
        marked[i] = false;
      }
      from = 0;
      return freed;
    }

    /** See the subject. */
    public boolean acquire(int generation) {
      boolean won = sweepgen == generation - 2;
      if (won) {
        sweepgen = generation - 1;
      }
      return won;
    }
  }
}
