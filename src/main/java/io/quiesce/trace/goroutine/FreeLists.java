package io.quiesce.trace.goroutine;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The lists of dead goroutines by Go's rules: one for each P, and two global ones, with and without
 * a stack. All are last in, first out.
 */
final class FreeLists {
  /** A P's list of this length gives to the global lists. */
  private static final int GIVE_AT = 64;

  /** It gives until it is shorter than this; and takes until it has this many. */
  private static final int HALF = 32;

  private final Map<Integer, Deque<Goroutine>> local = new HashMap<>();
  private final Deque<Goroutine> withStack = new ArrayDeque<>();
  private final Deque<Goroutine> withoutStack = new ArrayDeque<>();

  private Deque<Goroutine> local(int pid) {
    return local.computeIfAbsent(pid, p -> new ArrayDeque<>());
  }

  /** How many dead goroutines P {@code pid} has. */
  int count(int pid) {
    return local(pid).size();
  }

  void put(int pid, Goroutine g) {
    local(pid).push(g);
  }

  /** The one that P {@code pid} takes next, or null. */
  Goroutine get(int pid) {
    return local(pid).poll();
  }

  /** Whether gfput of P {@code pid} now gives some to the global lists. */
  boolean givesNow(int pid) {
    return count(pid) >= GIVE_AT;
  }

  /** Gives from P {@code pid} until fewer than {@code rest} are left; the ones given, in order. */
  private List<Goroutine> give(int pid, int rest, long seq) {
    List<Goroutine> given = new ArrayList<>();
    while (count(pid) >= rest) {
      Goroutine g = get(pid);
      g.listedAt(seq);
      (g.hasStack() ? withStack : withoutStack).push(g);
      given.add(g);
    }
    return given;
  }

  /** gfput's batch. */
  List<Goroutine> giveHalf(int pid, long seq) {
    return give(pid, HALF, seq);
  }

  /** All of a P that ends. */
  List<Goroutine> giveAll(int pid, long seq) {
    return give(pid, 1, seq);
  }

  /** gfget's batch: those with a stack first; how many were taken. */
  int take(int pid) {
    int taken = 0;
    while (count(pid) < HALF) {
      Goroutine g = withStack.isEmpty() ? withoutStack.poll() : withStack.poll();
      if (g == null) {
        break;
      }
      put(pid, g);
      taken++;
    }
    return taken;
  }

  /** Takes the whole list of those with a stack away, in its order. */
  Deque<Goroutine> detach() {
    Deque<Goroutine> list = new ArrayDeque<>(withStack);
    withStack.clear();
    return list;
  }

  /** Puts one that was detached too early back at the end, where the older ones are. */
  void reattach(Goroutine g) {
    withStack.addLast(g);
  }

  /** Puts those that lost their stack in front of the others without one, in their order. */
  void stackless(List<Goroutine> list) {
    for (int i = list.size() - 1; i >= 0; i--) {
      withoutStack.push(list.get(i));
    }
  }
}
