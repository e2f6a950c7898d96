package io.quiesce.explore.java;

import io.quiesce.explore.program.Kind;
import io.quiesce.explore.program.Op;
import io.quiesce.explore.program.Rmw;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * All sequentially consistent interleavings of a program, by brute force: an independent and very
 * simple search, with which the Java side is tested on its own.
 */
final class Interleavings {
  private final World world;
  private final int limit;
  private final Map<String, Integer> outcomes = new TreeMap<>();
  private final List<Integer> choices = new ArrayList<>();
  private final List<Integer> widths = new ArrayList<>();
  private int depth;
  private Map<Integer, Long> memory;
  private Map<Integer, Op> pending;
  private String error;

  private Interleavings(World world, int limit) {
    this.world = world;
    this.limit = limit;
  }

  /** Outcomes and how many interleavings give each; blocked ones count as "BLOCKED". */
  static Map<String, Integer> outcomes(World world) {
    return new Interleavings(world, 20_000).explore();
  }

  private Map<String, Integer> explore() {
    int runs = 0;
    do {
      depth = 0;
      outcomes.merge(run(), 1, Integer::sum);
      if (++runs > limit) {
        throw new IllegalStateException("more than " + limit + " interleavings: " + outcomes);
      }
    } while (advance());
    return outcomes;
  }

  private boolean advance() {
    while (!choices.isEmpty()) {
      int last = choices.size() - 1;
      if (choices.get(last) + 1 < widths.get(last)) {
        choices.set(last, choices.get(last) + 1);
        return true;
      }
      choices.remove(last);
      widths.remove(last);
    }
    return false;
  }

  private int choose(int width) {
    if (depth == choices.size()) {
      choices.add(0);
      widths.add(width);
    }
    return choices.get(depth++);
  }

  private String run() {
    memory = new HashMap<>();
    pending = new TreeMap<>();
    error = null;
    int count = world.restart();
    for (int thread = 0; thread < count; thread++) {
      pending.put(thread, world.resume(thread, 0));
    }
    while (true) {
      List<Integer> ready =
          pending.keySet().stream().filter(thread -> enabled(pending.get(thread))).toList();
      if (ready.isEmpty()) {
        break;
      }
      int thread = ready.get(ready.size() == 1 ? 0 : choose(ready.size()));
      step(thread, pending.get(thread));
    }
    boolean ended = pending.values().stream().allMatch(op -> op.kind() == Kind.END);
    return error != null ? error : ended ? world.outcome() : "BLOCKED";
  }

  private boolean enabled(Op op) {
    return switch (op.kind()) {
      case END -> false;
      case JOIN -> pending.containsKey(op.thread()) && pending.get(op.thread()).kind() == Kind.END;
      case AWAIT_READ, AWAIT_RMW -> op.passes(value(op.location()));
      default -> true;
    };
  }

  private long value(int location) {
    return memory.getOrDefault(location, world.initialValue(location));
  }

  private void step(int thread, Op op) {
    long result = 0;
    switch (op.kind()) {
      case READ, AWAIT_READ -> result = value(op.location());
      case WRITE -> memory.put(op.location(), op.value());
      case RMW, AWAIT_RMW -> result = update(op);
      case CHOICE -> result = choose((int) op.value());
      case ERROR -> error = "ERROR " + op.message();
      case SPAWN -> pending.put(op.thread(), world.resume(op.thread(), 0));
      default -> {}
    }
    if (op.kind() == Kind.SPAWN) {
      pending.put(thread, world.resume(thread, result));
      return;
    }
    pending.put(thread, world.resume(thread, result));
  }

  private long update(Op op) {
    long read = value(op.location());
    boolean writes = !op.rmw().comparing() || read == op.expected();
    if (writes) {
      memory.put(op.location(), op.rmw().apply(op.type(), read, op.value()));
    }
    return op.rmw() == Rmw.WEAK_CAS ? (writes ? 1 : 0) : read;
  }
}
