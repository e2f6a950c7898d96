package io.quiesce.lockfree;

import io.quiesce.stress.lincheck.ModelChecked;
import io.quiesce.stress.lincheck.Scenario;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.jetbrains.lincheck.datastructures.Validate;

/**
 * {@link TaggedStack} against a sequential stack (I1, I2), also when an id comes back while a pop
 * is under way (ABA). Nobody waits for anybody.
 *
 * <p>At the start ids 0, 1 and 2 are in the stack, 2 on top. An id may only be pushed by its owner,
 * so each thread has a hand: what it takes goes into its hand, and it pushes what it has held
 * longest.
 *
 * <p>Run: {@code mvn verify -Pstress -Dstress.only=TaggedStackLinearizability}
 */
@ModelChecked(specification = TaggedStackLinearizability.Model.class, obstructionFree = true)
@Scenario(
    threads = {"pop(1)", "pop(2)"},
    after = "pop(1)")
@Scenario(
    threads = {"pop(1)", "detachAll(2)"},
    after = "pop(1)")
@Scenario(
    before = "pop(1)",
    threads = {"push(1)", "detachAll(2)"},
    after = "detachAll(1)")
@Scenario(
    before = "pop(1); pop(2)",
    threads = {"push(1)", "push(2)"},
    after = "detachAll(1)")
@Scenario(
    threads = {"pop(1)", "peek(); peek()"},
    after = "peek()")
@Scenario(
    threads = {"pop(1)", "pop(2); pop(2); push(2)"},
    after = "detachAll(1)",
    exhaustive = false)
@Scenario(
    threads = {"pop(1)", "detachAll(2); push(2)"},
    after = "detachAll(1)")
@Scenario(
    threads = {"pop(1); push(1)", "pop(2); pop(2); push(2)"},
    after = "detachAll(1)",
    exhaustive = false)
@Scenario(
    threads = {"pop(1)", "pop(2); pop(2); push(2)", "pop(3)"},
    after = "detachAll(1)",
    exhaustive = false)
public class TaggedStackLinearizability {
  private static final int IDS = 3;
  private static final int THREADS = 4;
  private static final int BITS = 2;

  private final AtomicIntegerArray links = new AtomicIntegerArray(IDS);
  private final TaggedStack stack =
      new TaggedStack(
          new TaggedStack.Links() {
            @Override
            public int next(int id) {
              return links.getOpaque(id);
            }

            @Override
            public void setNext(int id, int next) {
              links.setOpaque(id, next);
            }
          });

  /** Ids in the hand of each thread plus one, two bits each, the one held longest lowest. */
  private final int[] hands = new int[THREADS];

  /** Pushes all ids, the highest last. */
  public TaggedStackLinearizability() {
    for (int id = 0; id < IDS; id++) {
      stack.push(id);
    }
  }

  /** Takes the id on top; {@link TaggedStack#NIL} if there is none. */
  @Operation
  public int pop(@Param(gen = ThreadIdGen.class) int thread) {
    int id = stack.pop();
    if (id != TaggedStack.NIL) {
      hold(thread, id);
    }
    return id;
  }

  /** Gives back what the thread has held longest; {@link TaggedStack#NIL} if it holds nothing. */
  @Operation
  public int push(@Param(gen = ThreadIdGen.class) int thread) {
    int held = hands[thread];
    if (held == 0) {
      return TaggedStack.NIL;
    }
    int id = (held & ((1 << BITS) - 1)) - 1;
    hands[thread] = held >>> BITS;
    stack.push(id);
    return id;
  }

  /** Takes all; the ids in decimal digits, each plus one, from the top. */
  @Operation
  public int detachAll(@Param(gen = ThreadIdGen.class) int thread) {
    int digits = 0;
    for (int id = stack.detachAll(); id != TaggedStack.NIL; id = links.get(id)) {
      digits = digits * 10 + id + 1;
      hold(thread, id);
    }
    return digits;
  }

  /** The id on top. */
  @Operation
  public int peek() {
    return stack.peek();
  }

  private void hold(int thread, int id) {
    int held = hands[thread];
    int bits = Integer.SIZE - Integer.numberOfLeadingZeros(held);
    hands[thread] = held | ((id + 1) << ((bits + 1) / BITS * BITS));
  }

  /** Each id is in the stack or in one hand. */
  @Validate
  public void eachIdHasOnePlace() {
    int seen = 0;
    int places = 0;
    for (int id = stack.peek(); id != TaggedStack.NIL && places <= IDS; id = links.get(id)) {
      seen |= 1 << id;
      places++;
    }
    for (int held : hands) {
      for (int rest = held; rest != 0; rest >>>= BITS) {
        seen |= 1 << ((rest & ((1 << BITS) - 1)) - 1);
        places++;
      }
    }
    if (places != IDS || seen != (1 << IDS) - 1) {
      throw new AssertionError("I1: " + places + " places for ids " + Integer.toBinaryString(seen));
    }
  }

  /** The specification: a stack and a queue for each hand. */
  public static final class Model {
    private final Deque<Integer> stack = new ArrayDeque<>();
    private final List<Deque<Integer>> hands = new ArrayList<>();

    /** As the subject starts. */
    public Model() {
      for (int id = 0; id < IDS; id++) {
        stack.push(id);
      }
      for (int i = 0; i < THREADS; i++) {
        hands.add(new ArrayDeque<>());
      }
    }

    /** See the subject. */
    public int pop(int thread) {
      if (stack.isEmpty()) {
        return TaggedStack.NIL;
      }
      hands.get(thread).addLast(stack.peek());
      return stack.pop();
    }

    /** See the subject. */
    public int push(int thread) {
      if (hands.get(thread).isEmpty()) {
        return TaggedStack.NIL;
      }
      stack.push(hands.get(thread).removeFirst());
      return stack.peek();
    }

    /** See the subject. */
    public int detachAll(int thread) {
      int digits = 0;
      while (!stack.isEmpty()) {
        digits = digits * 10 + pop(thread) + 1;
      }
      return digits;
    }

    /** See the subject. */
    public int peek() {
      return stack.isEmpty() ? TaggedStack.NIL : stack.peek();
    }
  }
}
