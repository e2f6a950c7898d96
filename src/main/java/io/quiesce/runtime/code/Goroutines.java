package io.quiesce.runtime.code;

import io.quiesce.phase.SystemStack;
import io.quiesce.sched.G;
import io.quiesce.sched.GStatus;
import io.quiesce.sched.M;
import io.quiesce.stack.goroutine.FreeGoroutines;
import io.quiesce.stack.goroutine.GoroutineStacks;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Birth and death of goroutines (Go: {@code newproc1}, {@code goexit0}, {@code allgs}).
 *
 * <p>A goroutine is never forgotten: it is on the list of all from its first life on, dead or
 * alive. The list is a Treiber stack that is only pushed to; whoever reads it with the world
 * stopped has all of them.
 *
 * <p>Orderings: the push is a volatile compare-and-set and the reader acquires; the count is a
 * figure.
 */
public final class Goroutines {
  private record Node(G g, Node below) {}

  private final GoroutineStacks stacks;
  private final FreeGoroutines free;
  private final AtomicReference<Node> all = new AtomicReference<>();
  private final AtomicLong lastId = new AtomicLong();
  private final AtomicLong living = new AtomicLong();

  /** No goroutine yet. */
  public Goroutines(GoroutineStacks stacks, FreeGoroutines free) {
    this.stacks = stacks;
    this.free = free;
  }

  /**
   * A goroutine with the frame of {@code entry}, DEAD and owned by the caller, who makes it
   * runnable before it leaves the system stack: a stopped world never finds it in between.
   */
  @SystemStack
  public G create(M m, Function entry) {
    m.requireSystemStack("newproc");
    long id = lastId.incrementAndGet();
    G g = free.gfget(m);
    if (g == null) {
      g = free.malg(m, id, free.startingSize());
      add(g);
    } else {
      g.renumber(id);
    }
    stacks.enterFirst(g, entry.number());
    living.incrementAndGet();
    return g;
  }

  private void add(G g) {
    Node head;
    do {
      head = all.getAcquire();
      // release, with all(): the goroutine and the nodes below
    } while (!all.compareAndSet(head, new Node(g, head)));
  }

  /** Ends the current goroutine; its stack goes with it to the free list. */
  @SystemStack
  void end(M m) {
    m.requireSystemStack("goexit");
    G g = m.drop(GStatus.DEAD);
    g.setWaiting(null);
    g.setParam(null);
    g.setPreemptShrink(false);
    living.decrementAndGet();
    free.gfput(m, g);
  }

  /** All goroutines, dead ones too; complete while the world is stopped. */
  public List<G> all() {
    List<G> list = new ArrayList<>();
    for (Node node = all.getAcquire(); node != null; node = node.below()) {
      list.add(node.g());
    }
    return list;
  }

  /** The goroutines that are not dead; exact while the world is stopped. */
  public List<G> alive() {
    return all().stream().filter(g -> g.status() != GStatus.DEAD).toList();
  }

  /** How many are not dead; a figure. */
  public long living() {
    return living.get();
  }

  /** How many were ever started; a figure. */
  public long started() {
    return lastId.get();
  }
}
