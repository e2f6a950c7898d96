package io.quiesce.stack.segmented.block;

import io.quiesce.stress.lincheck.ModelChecked;
import io.quiesce.stress.lincheck.Scenario;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;

/**
 * {@link TreiberStack}, the list of free batches, against a sequential stack (T1). Nobody waits for
 * anybody.
 *
 * <p>Run: {@code mvn verify -Pstress -Dstress.only=TreiberStackLinearizability}
 */
@ModelChecked(specification = TreiberStackLinearizability.Model.class, obstructionFree = true)
@Scenario(
    before = "push(1)",
    threads = {"push(2)", "push(3)"},
    after = "detach()")
@Scenario(
    before = "push(1); push(2)",
    threads = {"pop()", "pop()"},
    after = "detach()")
@Scenario(
    before = "push(1)",
    threads = {"push(2)", "detach()"},
    after = "detach()")
@Scenario(
    before = "push(1); push(2)",
    threads = {"pop()", "detach()"},
    after = "detach()")
@Scenario(
    before = "push(1); push(2)",
    threads = {"pop()", "pop(); push(2)"},
    after = "detach()")
@Scenario(
    before = "push(1); push(2); push(3)",
    threads = {"pop()", "pop(); pop(); push(3)"},
    after = "items()")
public class TreiberStackLinearizability {
  private final TreiberStack<Integer> stack = new TreiberStack<>();

  /** Adds an item. */
  @Operation
  public void push(@Param(gen = IntGen.class, conf = "1:3") int item) {
    stack.push(item);
  }

  /** Takes the last item. */
  @Operation
  public Integer pop() {
    return stack.pop();
  }

  /** Takes all. */
  @Operation
  public List<Integer> detach() {
    return stack.detach();
  }

  /** Looks at all. */
  @Operation
  public List<Integer> items() {
    return stack.items();
  }

  /** The specification. */
  public static final class Model {
    private final Deque<Integer> stack = new ArrayDeque<>();

    /** Adds an item. */
    public void push(int item) {
      stack.push(item);
    }

    /** Takes the last item. */
    public Integer pop() {
      return stack.poll();
    }

    /** Takes all. */
    public List<Integer> detach() {
      List<Integer> all = items();
      stack.clear();
      return all;
    }

    /** Looks at all. */
    public List<Integer> items() {
      return new ArrayList<>(stack);
    }
  }
}
