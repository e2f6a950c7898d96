package io.quiesce.stack.goroutine;

import io.quiesce.heap.HeapConfig;
import io.quiesce.heap.PageHeap;
import io.quiesce.oracle.GoroutineOracle;
import io.quiesce.oracle.StackOracle;
import io.quiesce.phase.PhaseGate;
import io.quiesce.sched.G;
import io.quiesce.sched.GStatus;
import io.quiesce.sched.M;
import io.quiesce.sched.Sched;
import io.quiesce.stack.StackAllocator;
import io.quiesce.stack.StackConfig;
import io.quiesce.stress.lincheck.ModelChecked;
import io.quiesce.stress.lincheck.Scenario;
import java.util.ArrayList;
import java.util.List;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Validate;

/**
 * The lists of dead goroutines: each is on one list or with one taker, with a stack of its own or
 * none, and the count of the global lists is right (G1 to G3).
 *
 * <p>At the start one is dead on each P. A taker moves up to 32 goroutines to its P, and one whose
 * stack is just being freed is on no list. So with two at work on the global lists only the places
 * are promised, not who finds what; {@code take} does not say. With one goroutine on the list and
 * no one freeing stacks exactly one finds it: {@code find}.
 *
 * <p>Run: {@code mvn verify -Pstress -Dstress.only=FreeGoroutineLinearizability}
 */
@ModelChecked(
    specification = FreeGoroutineLinearizability.Model.class,
    random = false,
    cost = 5,
    judges = {GoroutineOracle.class, StackOracle.class, FreeGoroutineLinearizability.Start.class})
@Scenario(
    before = "take(1); purge(0)",
    threads = {"find(0)", "find(1)"},
    exhaustive = false)
@Scenario(
    before = "purge(0); purge(1)",
    threads = {"take(0)", "take(1)"},
    exhaustive = false)
@Scenario(
    before = "purge(0); purge(1)",
    threads = {"take(0)", "freeStacks(1)"},
    after = "take(1)",
    exhaustive = false)
@Scenario(
    threads = {"purge(0)", "purge(1); take(1)"},
    exhaustive = false)
public class FreeGoroutineLinearizability {
  private static final int PROCS = 2;

  private final Start start = new Start();
  private final FreeGoroutines free = start.free;
  private final M[] ms = start.ms;
  private final List<List<G>> live = List.of(new ArrayList<>(), new ArrayList<>());

  /** The dead goroutines of the M's P go to the global list. */
  @Operation
  public void purge(int m) {
    free.gfpurge(ms[m], ms[m].p());
  }

  /** Takes a dead goroutine if it finds one. */
  @Operation
  public void take(int m) {
    G g = free.gfget(ms[m]);
    if (g != null) {
      g.cas(GStatus.DEAD, GStatus.RUNNABLE);
      live.get(m).add(g);
    }
  }

  /** Takes a dead goroutine; false if there is none. */
  @Operation
  public boolean find(int m) {
    int before = live.get(m).size();
    take(m);
    return live.get(m).size() > before;
  }

  /** Frees the stacks of the goroutines on the global list. */
  @Operation
  public void freeStacks(int m) {
    free.markrootFreeGStacks(ms[m]);
  }

  /** G1 to G3, and the stacks' invariants. */
  @Validate
  public void eachGoroutineHasOnePlace() {
    List<G> all = new ArrayList<>(live.get(0));
    all.addAll(live.get(1));
    GoroutineOracle.check(start.stacks, free, all);
    StackOracle.check(start.stacks);
  }

  /** A dead goroutine on the list of each P. */
  static final class Start {
    final StackAllocator stacks;
    final FreeGoroutines free;
    final M[] ms = new M[PROCS];

    Start() {
      PhaseGate gate = new PhaseGate(PROCS);
      PageHeap heap = new PageHeap(HeapConfig.tiny(PROCS), gate);
      stacks = new StackAllocator(heap, gate, StackConfig.DEFAULT);
      free = new FreeGoroutines(stacks, GoroutineConfig.DEFAULT);
      Sched sched = new Sched(PROCS);
      for (int i = 0; i < PROCS; i++) {
        ms[i] = sched.newM(i);
        ms[i].enterSystemStack();
        free.gfput(ms[i], free.malg(ms[i], i, free.startingSize()));
      }
    }
  }

  /** The specification. */
  public static final class Model {
    private int dead = PROCS;

    /** Invisible. */
    public void purge(int m) {}

    /** One less, if there is one. */
    public void take(int m) {
      dead -= dead > 0 ? 1 : 0;
    }

    /** Whether there was one. */
    public boolean find(int m) {
      boolean found = dead > 0;
      take(m);
      return found;
    }

    /** Invisible. */
    public void freeStacks(int m) {}
  }
}
