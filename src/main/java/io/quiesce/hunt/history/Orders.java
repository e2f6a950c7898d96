package io.quiesce.hunt.history;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * What the orders of a history's calls give by a sequential specification.
 *
 * <p>Every order is taken that keeps each thread's own: that is sequential consistency, as much as
 * a jcstress class can see. Linearizability also forbids orders against real time; a history that
 * breaks it in this way alone has an outcome that is acceptable here.
 */
final class Orders {
  /** The result of a call that has none. */
  static final String VOID = "ok";

  /** Between the results of one thread. */
  static final String SEPARATOR = "; ";

  private final Class<?> specification;
  private final Operations operations;
  private final History history;
  private final SortedSet<String> outcomes = new TreeSet<>();
  private boolean throwing;

  /** Runs all orders; the specification has a constructor without parameters. */
  Orders(Class<?> specification, History history) {
    this.specification = specification;
    this.operations = new Operations(specification);
    this.history = history;
    int calls = history.threads().stream().mapToInt(List::size).sum();
    extend(new ArrayList<>(), new int[history.threads().size()], calls);
  }

  /** The outcomes, sorted, as jcstress prints them: a part for each thread, and one for after. */
  SortedSet<String> outcomes() {
    return outcomes;
  }

  /**
   * Whether some call ends with an exception in some order; its class's name is then its result.
   */
  boolean isThrowing() {
    return throwing;
  }

  private void extend(List<Integer> order, int[] made, int calls) {
    if (order.size() == calls) {
      outcomes.add(run(order));
      return;
    }
    for (int thread = 0; thread < made.length; thread++) {
      if (made[thread] < history.threads().get(thread).size()) {
        order.add(thread);
        made[thread]++;
        extend(order, made, calls);
        made[thread]--;
        order.remove(order.size() - 1);
      }
    }
  }

  private String run(List<Integer> order) {
    Object object = instance();
    history.before().forEach(call -> result(object, call));
    List<List<String>> results = new ArrayList<>();
    history.threads().forEach(thread -> results.add(new ArrayList<>()));
    int[] made = new int[results.size()];
    for (int thread : order) {
      Call call = history.threads().get(thread).get(made[thread]++);
      results.get(thread).add(result(object, call));
    }
    if (!history.after().isEmpty()) {
      results.add(history.after().stream().map(call -> result(object, call)).toList());
    }
    return results.stream()
        .map(all -> String.join(SEPARATOR, all))
        .collect(Collectors.joining(", "));
  }

  private String result(Object object, Call call) {
    try {
      Object result = operations.method(call).invoke(object, operations.values(call));
      return operations.isVoid(call) ? VOID : String.valueOf(result);
    } catch (InvocationTargetException thrown) {
      throwing = true;
      return thrown.getCause().getClass().getSimpleName();
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(call + " of " + specification.getName(), e);
    }
  }

  private Object instance() {
    try {
      Constructor<?> constructor = specification.getDeclaredConstructor();
      constructor.setAccessible(true);
      return constructor.newInstance();
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(
          specification.getName() + " is no specification: it cannot be made without arguments", e);
    }
  }
}
