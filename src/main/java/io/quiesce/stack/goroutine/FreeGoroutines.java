package io.quiesce.stack.goroutine;

import io.quiesce.phase.SystemStack;
import io.quiesce.sched.G;
import io.quiesce.sched.GStatus;
import io.quiesce.sched.GoroutineStateException;
import io.quiesce.sched.M;
import io.quiesce.sched.OwnershipException;
import io.quiesce.sched.P;
import io.quiesce.sched.UserStack;
import io.quiesce.stack.StackAllocator;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Dead goroutines, most of them with a stack for the next life (Go: {@code gfput}, {@code gfget},
 * {@code gfpurge}, {@code malg} in proc.go, {@code markrootFreeGStacks} in mgcmark.go).
 *
 * <ol>
 *   <li>Each P has a list that only its owner touches. When it reaches 64 it gives to the global
 *       lists until fewer than 32 are left; when it is empty it takes from them until it has 32.
 *   <li>There are two global lists, with and without stack. A goroutine whose stack has not the
 *       starting size loses it when it dies, or when it is taken after the starting size changed.
 *   <li>Once in a cycle the root job takes the whole list with stacks, frees them, and puts the
 *       goroutines on the other list. The stacks in the lists of Ps stay.
 * </ol>
 *
 * <p>Invariants: G2, a goroutine is on one list or owned by one M, and has no stack or an owned
 * one; G3, at quiescence the count is the length of the global lists. The count is a figure: it
 * changes beside the lists, not with them.
 *
 * <p>Orderings: the lists of a P go with its ownership word (E9); the global lists are {@link
 * GList}. The starting size is opaque: it changes while the world is stopped.
 */
public final class FreeGoroutines {
  private static final int GIVE_AT = 64;
  private static final int KEEP_BELOW = 32;

  private static final VarHandle STARTING;

  static {
    try {
      STARTING =
          MethodHandles.lookup().findVarHandle(FreeGoroutines.class, "startingSize", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final StackAllocator allocator;
  private final List<Deque<G>> ofP = new ArrayList<>();
  private final GList withStack = new GList();
  private final GList withoutStack = new GList();
  private final AtomicInteger count = new AtomicInteger();

  @SuppressWarnings("UnusedVariable") // through STARTING
  private int startingSize;

  /** Empty lists for as many Ps as the allocator's heap has. */
  public FreeGoroutines(StackAllocator allocator, GoroutineConfig config) {
    this.allocator = allocator;
    startingSize = config.startingStack();
    for (int id = 0; id < allocator.heap().config().procs(); id++) {
      ofP.add(new ArrayDeque<>());
    }
  }

  /** The size of a new goroutine's stack. */
  public int startingSize() {
    return (int) STARTING.getOpaque(this);
  }

  /** Changes the starting size; while the world is stopped, as Go 1.19 does after each cycle. */
  public void setStartingSize(int bytes) {
    GoroutineConfig.requireStarting(bytes);
    STARTING.setOpaque(this, bytes);
  }

  /** Makes a DEAD goroutine with a stack of {@code size} bytes (Go: {@code malg}). */
  @SystemStack
  public G malg(M m, long id, int size) {
    m.requireSystemStack("malg");
    G g = new G(id);
    give(m, g, size);
    g.cas(GStatus.IDLE, GStatus.DEAD);
    return g;
  }

  /**
   * Puts a dead goroutine on the list of the M's P; it keeps its stack if that has the starting
   * size.
   *
   * @throws GoroutineStateException if g is not DEAD
   * @throws OwnershipException if the M runs no P
   */
  @SystemStack
  public void gfput(M m, G g) {
    m.requireSystemStack("gfput");
    Deque<G> mine = own("gfput", m);
    if (g.status() != GStatus.DEAD) {
      throw new GoroutineStateException("gfput of " + g + ": it is " + g.status() + ", not DEAD");
    }
    UserStack stack = g.stack();
    if (stack.lo() != 0 && stack.size() != startingSize()) {
      take(m, g);
    }
    mine.addFirst(g);
    if (mine.size() >= GIVE_AT) {
      while (mine.size() >= KEEP_BELOW) {
        putGlobal(mine.removeFirst());
      }
    }
  }

  /**
   * Takes a dead goroutine, with a stack of the starting size and no frame.
   *
   * @return null if there is none on the list of the M's P or the global lists
   * @throws OwnershipException if the M runs no P
   */
  @SystemStack
  public G gfget(M m) {
    m.requireSystemStack("gfget");
    Deque<G> mine = own("gfget", m);
    if (mine.isEmpty()) {
      refill(mine);
    }
    G g = mine.peekFirst();
    if (g == null) {
      return null;
    }
    UserStack stack = g.stack();
    if (stack.lo() != 0 && stack.size() != startingSize()) {
      take(m, g);
    }
    if (stack.lo() == 0) {
      give(m, g, startingSize());
    } else {
      stack.install(stack.lo(), stack.hi(), stack.lo() + GoroutineStacks.GUARD);
    }
    return mine.removeFirst();
  }

  private void refill(Deque<G> mine) {
    while (mine.size() < KEEP_BELOW) {
      G g = withStack.pop();
      if (g == null) {
        g = withoutStack.pop();
      }
      if (g == null) {
        return;
      }
      count.decrementAndGet();
      mine.addFirst(g);
    }
  }

  /**
   * Moves the list of {@code p} to the global lists, because the P is destroyed.
   *
   * @throws OwnershipException if {@code m} neither runs nor has claimed p
   */
  @SystemStack
  public void gfpurge(M m, P p) {
    m.requireSystemStack("gfpurge");
    if (!p.isOwnedBy(m)) {
      throw new OwnershipException("gfpurge of " + p + " by " + m + ": run it, or claim it");
    }
    Deque<G> list = ofP.get(p.id());
    while (!list.isEmpty()) {
      putGlobal(list.removeFirst());
    }
  }

  /**
   * Frees the stacks of the goroutines on the global list (Go: the root job of that name). On the
   * system stack, since a stack growth in here would enter the allocator (golang.org/issue/15853).
   *
   * @return how many stacks were freed
   */
  @SystemStack
  public int markrootFreeGStacks(M m) {
    m.requireSystemStack("markrootFreeGStacks");
    List<G> detached = withStack.detachAll();
    for (G g : detached) {
      take(m, g);
    }
    // from the lowest up, so that the order stays
    for (int i = detached.size() - 1; i >= 0; i--) {
      withoutStack.push(detached.get(i));
    }
    return detached.size();
  }

  private void putGlobal(G g) {
    count.incrementAndGet();
    (g.stack().lo() == 0 ? withoutStack : withStack).push(g);
  }

  @SystemStack
  private void take(M m, G g) {
    UserStack stack = g.stack();
    allocator.stackfree(m, stack.lo(), (int) stack.size());
    stack.install(0, 0, 0);
  }

  @SystemStack
  private void give(M m, G g, int size) {
    long lo = allocator.stackalloc(m, size);
    g.stack().install(lo, lo + size, lo + GoroutineStacks.GUARD);
  }

  /** The dead goroutines of a P, the next one first; for its owner, and at quiescence. */
  public List<G> ofP(int pid) {
    return List.copyOf(ofP.get(pid));
  }

  /** The global list of those with a stack, the next one first; exact at quiescence. */
  public List<G> withStack() {
    return withStack.contents();
  }

  /** The global list of those without a stack, the next one first; exact at quiescence. */
  public List<G> withoutStack() {
    return withoutStack.contents();
  }

  /** The length of the global lists, exact at quiescence (G3). */
  public int globalCount() {
    // opaque: a figure; who asks at quiescence is ordered behind all changes
    return count.getOpaque();
  }

  private Deque<G> own(String operation, M m) {
    if (m.p() == null) {
      throw new OwnershipException(operation + ": " + m + " runs no P, so it has no list");
    }
    return ofP.get(m.pid());
  }
}
