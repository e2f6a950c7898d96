package io.quiesce.gc;

import io.quiesce.gc.assist.AssistClock;
import io.quiesce.gc.assist.AssistDebt;
import io.quiesce.gc.assist.Assists;
import io.quiesce.gc.complete.MarkCompletion;
import io.quiesce.gc.mark.CreditSink;
import io.quiesce.gc.mark.Globals;
import io.quiesce.gc.object.AllocHook;
import io.quiesce.gc.object.ObjectHeap;
import io.quiesce.gc.object.Sweeper;
import io.quiesce.gc.object.span.ObjectLayout;
import io.quiesce.gc.pace.Pacer;
import io.quiesce.gc.pace.PacerConfig;
import io.quiesce.gc.pace.Revision;
import io.quiesce.phase.GcPhase;
import io.quiesce.phase.PhaseGate;
import io.quiesce.phase.SystemStack;
import io.quiesce.sched.G;
import io.quiesce.sched.M;
import io.quiesce.sched.P;
import io.quiesce.sched.Sched;
import io.quiesce.stack.StackAllocator;
import io.quiesce.stack.goroutine.FreeGoroutines;
import io.quiesce.stack.goroutine.GoroutineStacks;
import java.util.List;
import java.util.function.LongSupplier;

/**
 * The collector as a runtime sees it: allocation, pointer stores, cycles, and what Ms do for it
 * between two goroutines.
 *
 * <p>The runtime calls {@link #mallocgc} and {@link #storePointer} for its goroutines, and lets
 * each M that looks for one call {@link #runDueWorker}, and the idle duties when it finds none.
 * Cycles then start and end by themselves. The protocol of a cycle is that of {@code Cycle}.
 *
 * <p>Nothing is shared here: each part states its own orderings.
 */
public final class Collector {
  private final PhaseGate gate;
  private final StackAllocator stacks;
  private final Mutators mutators;
  private final ObjectHeap objects;
  private final Pacer pacer;
  private final Marking marking;
  private final MarkWorkers workers;
  private final Assists assists;
  private final Allocations allocations;
  private final Cycle cycle;

  /**
   * A collector of the heap of {@code stacks}.
   *
   * @param protocol decides the end of marking
   * @param gogc growth in percent at which a cycle should end; negative: only forced cycles
   * @param goroutineStacks the frames
   * @param dead the dead goroutines, whose stacks each cycle frees
   * @param mutators the goroutines that live, and who runs them
   * @param listener is told of each cycle
   * @param nanos the time, as {@link System#nanoTime}
   */
  public Collector(
      Protocol protocol,
      int gogc,
      Sched sched,
      StackAllocator stacks,
      GoroutineStacks goroutineStacks,
      FreeGoroutines dead,
      Mutators mutators,
      CycleListener listener,
      LongSupplier nanos) {
    this.stacks = stacks;
    this.mutators = mutators;
    gate = stacks.heap().gate();
    pacer = new Pacer(PacerConfig.go(gogc, revision(protocol)));
    objects = new ObjectHeap(stacks.heap(), new Hook());
    marking = new Marking(sched, objects, goroutineStacks, dead, new Credit(), this::enlist);
    AssistDebt debts = new AssistDebt(gate::cycle);
    AssistClock clock = new AssistClock(sched.procs(), nanos);
    assists = new Assists(debts, pacer::ratio, marking, marking, mutators.parking(), clock);
    allocations = new Allocations(sched.procs(), pacer, marking, debts, assists, this::startIfDue);
    workers = new MarkWorkers(sched.procs(), nanos, marking);
    Parts parts =
        new Parts(sched, stacks, objects, pacer, marking, workers, assists, clock, allocations);
    cycle = new Cycle(parts, mutators, listener, nanos);
    MarkCompletion unused = marking.decideBy(protocol, workers, cycle);
  }

  /** Each protocol with the rule of its time. */
  private static Revision revision(Protocol protocol) {
    return switch (protocol) {
      case TWO_STEP -> Revision.worstCase();
      case RAGGED -> Revision.steadyState();
    };
  }

  /** The allocator is made before the parts that its hook needs. */
  private final class Hook implements AllocHook {
    @Override
    public void beforeAlloc(M m, long bytes) {
      allocations.beforeAlloc(m, bytes);
    }

    @Override
    public void allocatedBlack(M m, long elemBytes) {
      allocations.allocatedBlack(m, elemBytes);
    }

    @Override
    public void afterAlloc(M m, long bytes, long elemBytes, boolean tookSpan) {
      allocations.afterAlloc(m, bytes, elemBytes, tookSpan);
    }
  }

  /** The marking parts are made before the assists that use their credit. */
  private final class Credit implements CreditSink {
    @Override
    @SystemStack
    public void gcFlushBgCredit(M m, long work) {
      assists.gcFlushBgCredit(m, work);
    }
  }

  private void enlist() {
    if (gate.phase() == GcPhase.MARK) {
      mutators.workAppeared();
    }
  }

  private void startIfDue(M m) {
    if (pacer.cycleIsDue()) {
      boolean unused = start(m, false);
    }
  }

  /**
   * Allocates an object for the current goroutine of {@code m}. A safe point: it may start a cycle,
   * assist, and sleep, and come back with another P. From its return to the next safe point the
   * object cannot be freed; by then a frame or a reachable object must point to it.
   *
   * @return its address; its words are zero
   */
  public long mallocgc(M m, ObjectLayout layout) {
    long object = objects.mallocgc(m, layout);
    if (layout.hasPointers()) {
      allocations.scannable(m, layout.bytes());
    }
    return object;
  }

  /** Stores a pointer into a heap word, with the write barrier. */
  public void storePointer(M m, long slot, long pointer) {
    marking.barrier().store(m, slot, pointer);
  }

  /** Stores a pointer into a global variable, with the write barrier. */
  public void storeGlobal(M m, int variable, long pointer) {
    marking.barrier().store(m, marking.globals(), variable, pointer);
  }

  /** Shades a pointer that travels from one stack to another, if marking. */
  public void shade(M m, long pointer) {
    if (marking.barrier().isNeeded()) {
      marking.barrier().shade(m, pointer);
    }
  }

  /** A goroutine is about to end: its credit goes to the others. */
  public void goroutineEnds(M m, G g) {
    assists.retire(m, g);
  }

  /**
   * Starts a cycle, on a user stack with a P.
   *
   * @param forced whether it starts although the heap has not reached the trigger
   * @return false if a cycle is under way, none is due, or the M may not be preempted
   */
  public boolean start(M m, boolean forced) {
    return cycle.start(m, forced);
  }

  /** Marks as a dedicated or fractional worker if one is due on the M's P; true if it did. */
  public boolean runDueWorker(M m) {
    return workers.runDue(m);
  }

  /** Marks as an idle worker if there is work; true if it did. */
  public boolean runIdleWorker(M m) {
    return workers.runIdle(m);
  }

  /** Whether an idle worker could start. Volatile: who reads false may go to sleep. */
  public boolean wantsIdleWorker() {
    return workers.wantsIdle();
  }

  /** Sweeps one span in the background; false if there is none. */
  public boolean sweepOne(M m) {
    return objects.sweeper().sweepone(m) != Sweeper.NOTHING;
  }

  /** Frees some spans of work buffers in the background; true if there is more to do. */
  public boolean freeSomeBuffers(M m) {
    return m.systemstack(() -> marking.bufs().freeSomeWbufs(m, true));
  }

  /**
   * Gives everything that is cached for {@code p} back: grey objects, spans, stacks, pages.
   *
   * @throws io.quiesce.sched.OwnershipException if the M neither runs nor has claimed p
   */
  @SystemStack
  public void flushCaches(M m, P p) {
    m.requireSystemStack("flush of caches");
    objects.flush(m, p);
    stacks.stackcacheClear(m, p);
    stacks.heap().flushPageCache(m, p.id());
    marking.work(p.id()).dispose();
  }

  /** How many cycles have ended. Acquire: what they freed is seen. */
  public long cyclesEnded() {
    return cycle.ended();
  }

  /** Whether a cycle has begun and not ended. Acquire: if not, the last one is counted. */
  public boolean cycleUnderWay() {
    return cycle.isUnderWay();
  }

  /** The number of the first cycle that begins from now on, if nobody else starts one first. */
  public long nextWholeCycle() {
    // under way before ended: a cycle that ends in between makes the answer too late, never too
    // early
    boolean inside = cycle.isUnderWay();
    return cycle.ended() + (inside ? 2 : 1);
  }

  /** The global variables; pointers are stored with {@link #storeGlobal}. */
  public Globals globals() {
    return marking.globals();
  }

  /** The collected objects. */
  public ObjectHeap objects() {
    return objects;
  }

  /** How many assists are parked; exact while the world is stopped. */
  public int parkedAssists() {
    return assists.queue().waiting().size();
  }

  /** What could still be marked, as text; empty between cycles. While the world is stopped. */
  public List<String> workLeft() {
    return marking.left();
  }

  /** Bytes of all spans of work buffers; while nobody takes or frees one. */
  public long workBufferBytes() {
    return marking.spanBytes();
  }

  /** The words of the collector as text, for a person to read. */
  public List<String> describe() {
    return List.of(
        cycle.toString(),
        marking.toString(),
        "workers: " + workers,
        "assists: " + assists.queue() + ", " + assists.credit(),
        pacer.toString());
  }
}
