package io.quiesce.gc;

import static org.openjdk.jcstress.annotations.Expect.ACCEPTABLE;
import static org.openjdk.jcstress.annotations.Expect.FORBIDDEN;

import io.quiesce.gc.assist.AssistClock;
import io.quiesce.gc.assist.AssistDebt;
import io.quiesce.gc.assist.AssistParking;
import io.quiesce.gc.assist.Assists;
import io.quiesce.gc.assist.ThreadParking;
import io.quiesce.gc.complete.MarkCompletion;
import io.quiesce.gc.object.AllocHook;
import io.quiesce.gc.object.ObjectHeap;
import io.quiesce.gc.pace.Pacer;
import io.quiesce.gc.pace.PacerConfig;
import io.quiesce.gc.pace.Revision;
import io.quiesce.heap.HeapConfig;
import io.quiesce.heap.PageHeap;
import io.quiesce.phase.PhaseGate;
import io.quiesce.sched.G;
import io.quiesce.sched.M;
import io.quiesce.sched.Sched;
import io.quiesce.stack.StackAllocator;
import io.quiesce.stack.StackConfig;
import io.quiesce.stack.goroutine.FrameTable;
import io.quiesce.stack.goroutine.FreeGoroutines;
import io.quiesce.stack.goroutine.GoroutineConfig;
import io.quiesce.stack.goroutine.GoroutineStacks;
import java.util.List;
import org.openjdk.jcstress.annotations.Actor;
import org.openjdk.jcstress.annotations.JCStressTest;
import org.openjdk.jcstress.annotations.Outcome;
import org.openjdk.jcstress.annotations.State;
import org.openjdk.jcstress.infra.results.II_Result;

/**
 * The end of a cycle (steps 4 and 5 of {@code Cycle}), as somebody sees it who has no P and so is
 * not stopped with the world. The parts are the production ones; marking is skipped, because its
 * roots need a heap with bytes.
 */
public final class CycleEnds {
  private CycleEnds() {}

  /** One P, whose M has begun to sweep after the first cycle. */
  static class Scenario {
    private final PhaseGate gate = new PhaseGate(1);
    private final PageHeap heap = new PageHeap(HeapConfig.tiny(1), gate);
    private final StackAllocator stacks = new StackAllocator(heap, gate, StackConfig.DEFAULT);
    private final Sched sched = new Sched(1);
    private final M m = sched.newM(0);
    final Cycle cycle;

    /** What the listener was told; plain. */
    private long reported;

    Scenario() {
      Parts parts = parts(new ObjectHeap(heap, AllocHook.NONE));
      cycle = new Cycle(parts, new Nobody(), new Listener(), () -> 0);
      MarkCompletion unused = parts.marking().decideBy(Protocol.RAGGED, parts.workers(), cycle);
      cycle.start(m, true);
      gate.startTermination();
      gate.finish();
      m.systemstack(() -> parts.objects().sweeper().start(m));
    }

    private Parts parts(ObjectHeap objects) {
      Pacer pacer = new Pacer(PacerConfig.go(100, Revision.steadyState()));
      Marking marking =
          new Marking(
              sched,
              objects,
              new GoroutineStacks(stacks, new FrameTable(), GoroutineConfig.DEFAULT),
              new FreeGoroutines(stacks, GoroutineConfig.DEFAULT),
              (by, work) -> {},
              () -> {});
      AssistDebt debts = new AssistDebt(gate::cycle);
      AssistClock clock = new AssistClock(1, () -> 0);
      Assists assists =
          new Assists(debts, pacer::ratio, marking, marking, new ThreadParking(), clock);
      Allocations allocations = new Allocations(1, pacer, marking, debts, assists, by -> {});
      MarkWorkers workers = new MarkWorkers(1, () -> 0, marking);
      return new Parts(
          sched, stacks, objects, pacer, marking, workers, assists, clock, allocations);
    }

    /** Ends the cycle. */
    final void end() {
      cycle.worldStarted(m);
    }

    /** The number of the cycle that the listener was told of. */
    final int reported() {
      return (int) reported;
    }

    private final class Listener implements CycleListener {
      @Override
      public void ended(CycleReport report) {
        reported = report.cycle();
      }
    }
  }

  private static final class Nobody implements Mutators {
    @Override
    public List<G> goroutines() {
      return List.of();
    }

    @Override
    public AssistParking parking() {
      return new ThreadParking();
    }

    @Override
    public void failed(Throwable failure) {
      throw new AssertionError(failure);
    }

    @Override
    public void workAppeared() {}
  }

  /** Who sees the count sees what was done before the cycle ended. */
  @JCStressTest
  @State
  @Outcome(
      id = {"0, 0", "0, 1", "1, 1"},
      expect = ACCEPTABLE,
      desc = "Not counted yet, or counted and reported.")
  @Outcome(expect = FORBIDDEN, desc = "Counted, but what came before is missing.")
  public static class EndVersusCount extends Scenario {
    /** Ends it. */
    @Actor
    public void collector() {
      end();
    }

    /** Looks. */
    @Actor
    public void observer(II_Result r) {
      r.r1 = (int) cycle.ended();
      r.r2 = reported();
    }
  }

  /**
   * A cycle that is no longer under way is counted. Otherwise who asks for the next whole cycle is
   * told the number of the one that has just ended, and waits for nothing.
   */
  @JCStressTest
  @State
  @Outcome(id = "1, 0", expect = ACCEPTABLE, desc = "Under way.")
  @Outcome(id = "1, 1", expect = ACCEPTABLE, desc = "Ended between the two looks.")
  @Outcome(id = "0, 1", expect = ACCEPTABLE, desc = "Ended, and counted.")
  @Outcome(expect = FORBIDDEN, desc = "Ended, but not counted.")
  public static class EndVersusNextWhole extends Scenario {
    /** Ends it. */
    @Actor
    public void collector() {
      end();
    }

    /** Looks in the order of {@link Collector#nextWholeCycle}. */
    @Actor
    public void observer(II_Result r) {
      r.r1 = cycle.isUnderWay() ? 1 : 0;
      r.r2 = (int) cycle.ended();
    }
  }
}
