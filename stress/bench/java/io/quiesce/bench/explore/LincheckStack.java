package io.quiesce.bench.explore;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jetbrains.kotlinx.lincheck.Actor;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionResult;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.verifier.LinearizabilityVerifier;
import org.jetbrains.lincheck.datastructures.verifier.Verifier;

/** Lincheck's model checker on {@link LinkedStack}: push and pop beside push and pop. */
public class LincheckStack {
  /** More than the scenario has, so that all are explored. */
  private static final int BOUND = 100_000;

  private final LinkedStack stack = new LinkedStack();

  /** Adds 1. */
  @Operation
  public void pushOne() {
    stack.push(1);
  }

  /** Adds 2. */
  @Operation
  public void pushTwo() {
    stack.push(2);
  }

  /** Takes the last. */
  @Operation
  public int pop() {
    return stack.pop();
  }

  /** The sequential stack. */
  public static final class Model {
    private final Deque<Integer> stack = new ArrayDeque<>();

    /** Adds 1. */
    public void pushOne() {
      stack.push(1);
    }

    /** Adds 2. */
    public void pushTwo() {
      stack.push(2);
    }

    /** Takes the last. */
    public int pop() {
      return stack.isEmpty() ? LinkedStack.EMPTY : stack.pop();
    }
  }

  /** Counts schedules. The count is static because Lincheck makes its verifiers itself. */
  public static final class Counting implements Verifier {
    private static int count;
    private final LinearizabilityVerifier verifier;

    /** Called by Lincheck. */
    public Counting(Class<?> specification) {
      verifier = new LinearizabilityVerifier(specification);
    }

    @Override
    public boolean verifyResults(ExecutionScenario scenario, ExecutionResult results) {
      count++;
      return verifier.verifyResults(scenario, results);
    }
  }

  /** Explores the scenario once; the number of schedules. */
  static int explore() throws NoSuchMethodException {
    Counting.count = 0;
    Actor pop = new Actor(LincheckStack.class.getMethod("pop"), List.of());
    Actor one = new Actor(LincheckStack.class.getMethod("pushOne"), List.of());
    Actor two = new Actor(LincheckStack.class.getMethod("pushTwo"), List.of());
    List<List<Actor>> threads = List.of(List.of(one, pop), List.of(two, pop));
    new ModelCheckingOptions()
        .iterations(0)
        .addCustomScenario(new ExecutionScenario(List.of(), threads, List.of(), null))
        .invocationsPerIteration(BOUND)
        .sequentialSpecification(Model.class)
        .verifier(Counting.class)
        .check(LincheckStack.class);
    return Counting.count;
  }
}
