package io.quiesce.oracle;

import io.quiesce.heap.memory.HeapAddress;
import io.quiesce.sched.G;
import io.quiesce.sched.GStatus;
import io.quiesce.sched.UserStack;
import io.quiesce.stack.StackAllocator;
import io.quiesce.stack.goroutine.FreeGoroutines;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The invariants G1 to G3 of goroutines and their stacks, for a moment at which nothing runs.
 *
 * <p>One thread, with a happens-before edge from every M. Nothing is changed.
 */
public final class GoroutineOracle {
  private final StackAllocator allocator;
  private final FreeGoroutines free;
  private final List<String> breaches = new ArrayList<>();
  private final Map<Long, G> owners = new HashMap<>();
  private final Map<G, String> places = new HashMap<>();

  private GoroutineOracle(StackAllocator allocator, FreeGoroutines free) {
    this.allocator = allocator;
    this.free = free;
  }

  /**
   * Checks that each live goroutine has one stack of its own, that each dead one is on one list
   * with its own stack or none, and that the count of the global lists is right.
   *
   * @param live all goroutines that are not on a list of {@code free}
   * @throws OracleException with every breach
   */
  public static void check(StackAllocator allocator, FreeGoroutines free, Collection<G> live) {
    GoroutineOracle oracle = new GoroutineOracle(allocator, free);
    for (G g : live) {
      oracle.lookAtLive(g);
    }
    oracle.lookAtFree();
    if (!oracle.breaches.isEmpty()) {
      throw new OracleException("goroutines", oracle.breaches);
    }
  }

  private void lookAtLive(G g) {
    place(g, "live");
    if (g.status() == GStatus.DEAD) {
      breaches.add("G2: " + g + " is dead, but on no list");
    }
    if (g.stack().lo() == 0) {
      breaches.add("G1: " + g + " is " + g.status() + " without a stack");
    } else {
      own(g);
    }
  }

  private void lookAtFree() {
    for (int pid = 0; pid < allocator.heap().config().procs(); pid++) {
      for (G g : free.ofP(pid)) {
        lookAtDead(g, "list of P" + pid);
      }
    }
    List<G> with = free.withStack();
    List<G> without = free.withoutStack();
    with.forEach(g -> lookAtDead(g, "global list with stacks"));
    without.forEach(g -> lookAtDead(g, "global list without stacks"));
    for (G g : with) {
      if (g.stack().lo() == 0) {
        breaches.add("G2: " + g + " is on the list with stacks but has none");
      }
    }
    for (G g : without) {
      if (g.stack().lo() != 0) {
        breaches.add("G2: " + g + " is on the list without stacks but has " + g.stack());
      }
    }
    if (free.globalCount() != with.size() + without.size()) {
      breaches.add(
          "G3: count is "
              + free.globalCount()
              + ", the lists have "
              + with.size()
              + " and "
              + without.size());
    }
  }

  private void lookAtDead(G g, String place) {
    place(g, place);
    if (g.status() != GStatus.DEAD) {
      breaches.add("G2: " + g + " is " + g.status() + ", but on the " + place);
    }
    if (g.stack().lo() != 0) {
      own(g);
    }
  }

  private void own(G g) {
    UserStack stack = g.stack();
    G other = owners.put(stack.lo(), g);
    if (other != null) {
      breaches.add("G1: " + g + " and " + other + " have the stack " + stack);
    }
    if (allocator.sizeInUse(stack.lo()) != stack.size()) {
      breaches.add(
          "G1: "
              + g
              + " has "
              + stack
              + ", but "
              + allocator.sizeInUse(stack.lo())
              + " bytes are in use at "
              + HeapAddress.hex(stack.lo()));
    }
  }

  private void place(G g, String place) {
    String other = places.put(g, place);
    if (other != null) {
      breaches.add("G2: " + g + " is in two places: " + other + ", " + place);
    }
  }
}
