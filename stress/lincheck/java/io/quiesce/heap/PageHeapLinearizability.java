package io.quiesce.heap;

import io.quiesce.heap.memory.HeapAddress;
import io.quiesce.heap.span.Span;
import io.quiesce.heap.span.SpanAllocType;
import io.quiesce.heap.span.SpanStateException;
import io.quiesce.heap.stats.HeapSnapshot;
import io.quiesce.oracle.HeapOracle;
import io.quiesce.phase.ExecutionContext;
import io.quiesce.phase.PhaseGate;
import io.quiesce.stress.lincheck.ModelChecked;
import io.quiesce.stress.lincheck.Scenario;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;

/**
 * Manual spans of a {@link PageHeap} against a sequential heap: each span is made and freed once
 * (H5), refused only when the address space is used up (H13), and a snapshot is one moment of the
 * figures (H11). All invariants of the heap hold at the end.
 *
 * <p>At the start two pages are left. Callers 0 and 1 own the P of that number, 2 and 3 have none.
 * A caller belongs to one thread of a scenario; a slot holds the span that a caller made, and may
 * be freed by any. What a P keeps in its caches others do not find, so where two ask at once
 * neither has a P. The scavenger owns pages while it gives them back, so who asks meanwhile may
 * find none; {@code use} does not say, and what counts is that released bytes are never used before
 * the figures have them (AC3). Who loses a race for a double free may see the figures before the
 * winner has moved them, so no scenario looks in between. Snapshots and growth wait: obstruction
 * freedom is not promised.
 *
 * <p>Run: {@code mvn verify -Pstress -Dstress.only=PageHeapLinearizability}
 */
@ModelChecked(
    specification = PageHeapLinearizability.Model.class,
    random = false,
    cost = 5,
    judges = {HeapOracle.class, PageHeapLinearizability.Start.class})
@Scenario(
    threads = {"alloc(2, 0, 1)", "alloc(3, 1, 1)"},
    after = "alloc(2, 2, 1); snapshot()",
    exhaustive = false)
@Scenario(
    before = "alloc(2, 0, 2)",
    threads = {"free(2, 0)", "alloc(3, 1, 2)"},
    after = "snapshot()",
    exhaustive = false)
@Scenario(
    before = "alloc(2, 0, 2)",
    threads = {"free(2, 0)", "alloc(3, 1, 2); snapshot()"},
    exhaustive = false)
@Scenario(
    before = "alloc(0, 0, 2)",
    threads = {"free(0, 0)", "free(1, 0)"},
    after = "snapshot(); alloc(0, 1, 2)",
    exhaustive = false)
@Scenario(
    before = "alloc(0, 0, 2)",
    threads = {"free(0, 0); alloc(0, 1, 2)", "snapshot(); snapshot()"},
    exhaustive = false)
@Scenario(
    threads = {"alloc(2, 0, 1)", "alloc(3, 1, 2)"},
    after = "snapshot()",
    exhaustive = false)
@Scenario(
    before = "alloc(2, 0, 2); free(2, 0)",
    threads = {"scavenge(2)", "use(3, 2); cut()"},
    after = "cut()",
    exhaustive = false)
public class PageHeapLinearizability {
  private static final int PAGES = 512;
  private static final int ROOM = 2;
  private static final int SLOTS = 4;

  private final PageHeap heap = Start.heap();
  private final Caller[] callers = {new Caller(0), new Caller(1), new Caller(-1), new Caller(-1)};
  private final Span[] slots = new Span[SLOTS];

  private static final class Caller extends ExecutionContext {
    Caller(int pid) {
      setPid(pid);
      enterSystemStack();
    }
  }

  /** Makes a span; false if there is no room. */
  @Operation
  public boolean alloc(int caller, int slot, int npages) {
    Span span = heap.allocManual(callers[caller], npages, SpanAllocType.STACK);
    slots[slot] = span;
    return span != null;
  }

  /** Frees a span; false if it is dead already. */
  @Operation
  public boolean free(int caller, int slot) {
    try {
      heap.freeManual(callers[caller], slots[slot], SpanAllocType.STACK);
      return true;
    } catch (SpanStateException refused) {
      return false;
    }
  }

  /** Bytes in stacks. */
  @Operation
  public long snapshot() {
    HeapSnapshot cut = heap.snapshot();
    return cut.stacksInuse();
  }

  /** Makes a span that nobody frees, unless the scavenger has the pages. */
  @Operation
  public void use(int caller, int npages) {
    heap.allocManual(callers[caller], npages, SpanAllocType.STACK);
  }

  /** Gives all idle pages back to the system that it finds. */
  @Operation
  public void scavenge(int caller) {
    heap.scavenge(callers[caller], (long) ROOM * HeapAddress.PAGE_BYTES);
  }

  /** The identities in one cut, whatever the figures are. */
  @Operation
  public void cut() {
    heap.snapshot().check();
  }

  /** H1 to H13 at quiescence. */
  @Validate
  public void heapIsWhole() {
    HeapOracle.check(heap);
  }

  /** Where all scenarios begin. */
  static final class Start {
    private Start() {}

    /** A heap with two pages left, in one run. */
    static PageHeap heap() {
      PageHeap heap = new PageHeap(HeapConfig.tiny(2), new PhaseGate(2));
      Span most = heap.allocManual(new Caller(-1), PAGES - ROOM, SpanAllocType.WORK_BUF);
      if (most.npages() != PAGES - ROOM) {
        throw new AssertionError(most);
      }
      return heap;
    }
  }

  /** The specification. */
  public static final class Model {
    private static final int PAGE_BYTES = 8192;

    private final int[] slots = new int[SLOTS];
    private int used;

    /** Room is all that counts: what is free is in one run. */
    public boolean alloc(int caller, int slot, int npages) {
      if (used + npages > ROOM) {
        return false;
      }
      used += npages;
      slots[slot] = npages;
      return true;
    }

    /** Once. */
    public boolean free(int caller, int slot) {
      used -= slots[slot];
      boolean lived = slots[slot] != 0;
      slots[slot] = 0;
      return lived;
    }

    /** Whether it finds pages is not promised. */
    public void use(int caller, int npages) {}

    /** Invisible. */
    public void scavenge(int caller) {}

    /** Always holds. */
    public void cut() {}

    /** Bytes in spans. */
    public long snapshot() {
      return (long) used * PAGE_BYTES;
    }
  }
}
