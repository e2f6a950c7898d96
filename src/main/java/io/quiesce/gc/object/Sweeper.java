package io.quiesce.gc.object;

import io.quiesce.gc.object.central.MCentral;
import io.quiesce.gc.object.span.ObjectMap;
import io.quiesce.gc.object.span.ObjectSpan;
import io.quiesce.heap.PageHeap;
import io.quiesce.heap.span.SpanWord;
import io.quiesce.phase.PhaseException;
import io.quiesce.phase.SystemStack;
import io.quiesce.sched.M;
import io.quiesce.sched.OwnershipException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Frees what a cycle left unmarked, span by span, while the program runs (Go: {@code mgcsweep.go}).
 *
 * <h2>Protocol</h2>
 *
 * <ol>
 *   <li><b>Start</b>, with the world stopped and the phase OFF: no span may be left unswept; then
 *       the sweep generation grows by 2. That one store turns all swept sets into unswept ones and
 *       makes all cached spans stale.
 *   <li><b>Sweep a span.</b> Enter the phase gate: from here to the end the phase is OFF and no
 *       cycle starts. Take a span from an unswept set, acquire it by its generation (g - 2 to g -
 *       1), turn its marks into allocations, set its generation to g, and put it into a swept set.
 *       If nothing lives in it free it instead: out of the map first, then its pages.
 *   <li><b>Sweep a cached span.</b> The P that caches it does it when it flushes its cache, which
 *       it must before it allocates again.
 *   <li><b>Finish</b>, before the next cycle starts: sweep until no unswept span is left.
 * </ol>
 *
 * The spans of one class are swept by whoever comes: the background sweeper by {@link #sweepone}, a
 * P that needs a span (sweep on allocation), one that needs pages (reclaim).
 *
 * <h2>Invariants</h2>
 *
 * <ul>
 *   <li>I1. Each span that lives when the sweep starts is swept once in each generation.
 *   <li>I2. No object is allocated in a span before it was swept (its marks would not be those of
 *       the last cycle, and the sweep would free the new object).
 *   <li>I3. No mark bit is set in a span that was not swept: when marking starts, every span is.
 *   <li>P7. The generation grows by exactly 2, with the world stopped.
 *   <li>H4. No span is freed unless the phase is OFF: the gate is held from the pop to the free.
 * </ul>
 *
 * <h2>Orderings</h2>
 *
 * <table>
 *   <caption>Accesses on which the invariants rest</caption>
 *   <tr><th>access</th><th>mode</th><th>pairs with</th><th>breaks, if weakened</th></tr>
 *   <tr><td>heap generation store / load</td><td>release / acquire</td><td>each other</td><td>I2
 *       for an M that saw OFF by other ways than the start of the world; with the cursor of the
 *       last generation it finds nothing to sweep: I1</td></tr>
 *   <tr><td>pop and push of the sets</td><td>TaggedStack's</td><td>each other</td><td>two sweepers
 *       of one span: I1</td></tr>
 *   <tr><td>span generation, CAS and store</td><td>acquire, release</td><td>each other</td><td>the
 *       second guard of I1</td></tr>
 *   <tr><td>removal from the map</td><td>release, then the pages' release</td><td>next owner's
 *       claim</td><td>stack pointers lead to dead objects</td></tr>
 * </table>
 */
public final class Sweeper {
  /** The answer of {@link #sweepone} when nothing is left to sweep. */
  public static final long NOTHING = -1;

  private static final int STEP = 2;
  private static final VarHandle SWEEPGEN;

  static {
    try {
      SWEEPGEN = MethodHandles.lookup().findVarHandle(Sweeper.class, "sweepgen", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final PageHeap heap;
  private final ObjectMap map;
  private final MCentral[] centrals;
  private final MCache[] caches;
  private final ObjectMemory memory;
  private final Specials specials;

  /**
   * The first central that may have an unswept span; only grows within a generation. Opaque: who
   * has acquired the generation sees no older start than its own, and unswept sets only lose spans,
   * so that a set which somebody has found empty stays empty.
   */
  private final AtomicInteger cursor = new AtomicInteger();

  @SuppressWarnings("UnusedVariable") // through SWEEPGEN
  private int sweepgen;

  Sweeper(
      PageHeap heap,
      ObjectMap map,
      MCentral[] centrals,
      MCache[] caches,
      ObjectMemory memory,
      Specials specials) {
    this.heap = heap;
    this.specials = specials;
    this.map = map;
    this.centrals = centrals;
    this.caches = caches;
    this.memory = memory;
  }

  /** The sweep generation: twice the number of sweeps, modulo 2^32. */
  public int sweepgen() {
    // acquire, pairs with start()
    return (int) SWEEPGEN.getAcquire(this);
  }

  /**
   * Begins the sweep of what the cycle left unmarked. The caller has stopped the world (P7).
   *
   * @throws PhaseException if the phase is not OFF
   * @throws SweepException if the last sweep is not finished
   */
  @SystemStack
  public void start(M m) {
    m.requireSystemStack("gcSweep");
    if (!heap.gate().tryEnterOff(m)) {
      throw new PhaseException("gcSweep needs phase OFF, but the gate is " + heap.gate());
    }
    try {
      requireSwept();
      cursor.setOpaque(0);
      // release, pairs with sweepgen(): the sweepers of a generation start at its first central
      SWEEPGEN.setRelease(this, (int) SWEEPGEN.get(this) + STEP);
    } finally {
      heap.gate().exit(m);
    }
  }

  /**
   * Sweeps one span, if one needs it and the phase is OFF.
   *
   * @return pages freed, or {@link #NOTHING} if there is nothing to sweep
   * @throws OwnershipException if the M runs no P
   */
  public long sweepone(M m) {
    if (m.p() == null) {
      throw new OwnershipException("sweepone by " + m + ", which runs no P to count for");
    }
    m.enterSystemStack();
    try {
      if (!heap.gate().tryEnterOff(m)) {
        return NOTHING;
      }
      try {
        ObjectSpan span = popUnswept();
        if (span == null) {
          return NOTHING;
        }
        acquire(span);
        return sweep(m, m.pid(), span, false) ? span.span().npages() : 0;
      } finally {
        heap.gate().exit(m);
      }
    } finally {
      m.leaveSystemStack();
    }
  }

  /** Sweeps until nothing is left; returns the pages freed. */
  public long finish(M m) {
    return reclaim(m, Long.MAX_VALUE);
  }

  /** Sweeps until {@code pages} were freed or nothing is left; returns the pages freed. */
  long reclaim(M m, long pages) {
    long freed = 0;
    while (freed < pages) {
      long one = sweepone(m);
      if (one == NOTHING) {
        break;
      }
      freed += one;
    }
    return freed;
  }

  private ObjectSpan popUnswept() {
    int generation = sweepgen();
    for (int i = cursor.getOpaque(); i < centrals.length; i = cursor.getOpaque()) {
      ObjectSpan span = centrals[i].popUnswept(generation);
      if (span != null) {
        return span;
      }
      // acquire only because nothing weaker is atomic; the pops above acquire and stay before it
      int unused = cursor.compareAndExchangeAcquire(i, i + 1);
    }
    return null;
  }

  /**
   * Makes the caller, who popped {@code span} from an unswept set, its sweeper.
   *
   * @throws SweepException if it does not need sweeping
   */
  void acquire(ObjectSpan span) {
    int generation = sweepgen();
    if (!span.tryAcquireForSweep(generation)) {
      throw new SweepException(
          "sweep of " + span + " in generation " + generation + ": it is swept, cached or taken");
    }
  }

  /**
   * Sweeps a span that the caller has acquired, inside the gate.
   *
   * @param pid the P that counts what is freed: one that the M owns, though it need not run it
   * @param preserve whether the caller keeps the span; otherwise it goes to a set, or to the page
   *     heap if nothing lives in it
   * @return true if the span was freed
   */
  @SystemStack
  boolean sweep(M m, int pid, ObjectSpan span, boolean preserve) {
    m.requireSystemStack("sweep");
    int generation = sweepgen();
    specials.sweep(span);
    memory.freeing(span);
    int freed = span.sweep();
    caches[pid].freed(freed, freed * span.elemBytes());
    setCount(span, span.allocCount());
    span.setSweepgen(generation);
    if (preserve) {
      return false;
    }
    if (span.allocCount() > 0) {
      centrals[span.span().spanClass()].pushSwept(span, generation);
      return false;
    }
    map.remove(span);
    heap.freeSpan(m, span.span());
    return true;
  }

  /** Notes in the span's word how many objects may be in use, so that its pages stay (H5). */
  static void setCount(ObjectSpan span, int count) {
    long seen;
    do {
      seen = span.span().acquire();
    } while (SpanWord.allocCount(seen) != count && !span.span().tryCount(seen, count));
  }

  /** Whether no span outside the caches of Ps needs sweeping. */
  public boolean isSwept() {
    int generation = sweepgen();
    for (MCentral central : centrals) {
      if (!central.isSwept(generation)) {
        return false;
      }
    }
    return true;
  }

  /**
   * Throws unless all spans are swept: those in sets, and those in caches. Before marking starts,
   * and with the world stopped.
   *
   * @throws SweepException if one is not
   */
  public void requireSwept() {
    for (int pid = 0; pid < caches.length; pid++) {
      if (caches[pid].flushGen() != sweepgen()) {
        throw new SweepException(
            "the cache of P "
                + pid
                + " was flushed in sweep generation "
                + caches[pid].flushGen()
                + ", now is "
                + sweepgen()
                + "; let each P prepare for the sweep first");
      }
    }
    if (!isSwept()) {
      throw new SweepException(
          "spans of sweep generation " + sweepgen() + " are unswept; finish the sweep first");
    }
  }
}
