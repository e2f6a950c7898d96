package io.quiesce.gc.assist;

import io.quiesce.sched.G;
import io.quiesce.stress.lincheck.ModelChecked;
import io.quiesce.stress.lincheck.Scenario;
import java.util.ArrayList;
import java.util.List;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.jetbrains.lincheck.datastructures.Validate;

/**
 * {@link AssistQueue} against a list: first come first served, who is put back goes to the end, who
 * was cancelled is gone (A7 to A9). Sleeping is a state: a parked goroutine is one whose enqueue
 * has returned.
 *
 * <p>A claim takes the node first and the waiter second. In between a second claimer finds nobody,
 * and the goroutine may still cancel; each is right by itself, both together are no list. So no
 * scenario has two claimers and a cancel. The protocol does not depend on it: a goroutine that
 * cancels has seen credit or the end of the cycle.
 *
 * <p>Run: {@code mvn verify -Pstress -Dstress.only=AssistQueueLinearizability}
 */
@ModelChecked(
    specification = AssistQueueLinearizability.Model.class,
    obstructionFree = true,
    random = false)
@Scenario(
    before = "enqueue(1)",
    threads = {"cancel(1)", "claim(2)"},
    after = "claim(1)")
@Scenario(
    threads = {"enqueue(1)", "enqueue(2)"},
    after = "claim(1); wake(1); claim(1)")
@Scenario(
    before = "enqueue(1); enqueue(2)",
    threads = {"claim(1)", "claim(2)"},
    after = "claim(1)")
@Scenario(
    before = "enqueue(1); enqueue(2)",
    threads = {"claim(1); putBack(1)", "claim(2)"},
    after = "claim(3); claim(4)",
    exhaustive = false)
@Scenario(
    before = "enqueue(1); claim(1)",
    threads = {"putBack(1)", "cancel(1)"},
    after = "claim(2)")
@Scenario(
    before = "enqueue(1); claim(1)",
    threads = {"putBack(1)", "enqueue(2)"},
    after = "claim(2); claim(3)",
    exhaustive = false)
@Scenario(
    before = "enqueue(1); claim(1)",
    threads = {"wake(1)", "cancel(1); isWoken(1)"},
    after = "isWoken(1)")
@Scenario(
    before = "enqueue(1)",
    threads = {"claim(1); putBack(1); claim(1); wake(1)", "enqueue(2)"},
    after = "claim(2); isWoken(1)",
    exhaustive = false)
@Scenario(
    before = "enqueue(1)",
    threads = {"claim(1); wake(1)", "enqueue(2); cancel(2)"},
    after = "claim(2); isWoken(1)",
    exhaustive = false)
@Scenario(
    before = "enqueue(1)",
    threads = {"claim(1); putBack(1)", "enqueue(2)", "enqueue(3)"},
    after = "claim(2); claim(3); claim(4)",
    exhaustive = false)
public class AssistQueueLinearizability {
  private static final int NAMES = 5;

  private final AssistQueue queue = new AssistQueue();
  private final Waiter[] waiters = new Waiter[NAMES];
  private final Waiter[] hands = new Waiter[NAMES];

  /** Nobody waits. */
  public AssistQueueLinearizability() {}

  /** Goroutine {@code id} parks. */
  @Operation
  public void enqueue(int id) {
    waiters[id] = queue.enqueue(new G(id));
  }

  /** It backs out; false if it cannot. */
  @Operation
  public boolean cancel(int id) {
    return waiters[id] != null && queue.cancel(waiters[id]);
  }

  /** Whether its wait is over. */
  @Operation
  public boolean isWoken(int id) {
    return waiters[id] != null && waiters[id].isWoken();
  }

  /** Takes the first into hand {@code hand}; its number, 0 if nobody waits. */
  @Operation
  public long claim(@Param(gen = ThreadIdGen.class) int hand) {
    Waiter first = queue.claimFirst();
    hands[hand] = first;
    return first == null ? 0 : first.g().id();
  }

  /** Wakes who is in the hand. */
  @Operation
  public boolean wake(@Param(gen = ThreadIdGen.class) int hand) {
    if (hands[hand] == null) {
      return false;
    }
    queue.wake(hands[hand]);
    hands[hand] = null;
    return true;
  }

  /** Puts who is in the hand back. */
  @Operation
  public boolean putBack(@Param(gen = ThreadIdGen.class) int hand) {
    if (hands[hand] == null) {
      return false;
    }
    queue.putBack(hands[hand]);
    hands[hand] = null;
    return true;
  }

  /** Nobody is woken and waiting. */
  @Validate
  public void wokenDoNotWait() {
    List<G> waiting = queue.waiting();
    for (Waiter waiter : waiters) {
      if (waiter != null && waiter.isWoken() && waiting.contains(waiter.g())) {
        throw new AssertionError("A7: " + waiter + " still waits");
      }
    }
    if (waiting.isEmpty() == queue.hasWaiters()) {
      throw new AssertionError("hasWaiters is wrong: " + queue);
    }
  }

  /** The specification. */
  public static final class Model {
    private final List<Integer> waiting = new ArrayList<>();
    private final boolean[] woken = new boolean[NAMES];
    private final int[] hands = new int[NAMES];

    /** To the end. */
    public void enqueue(int id) {
      waiting.add(id);
    }

    /** Out of the list. */
    public boolean cancel(int id) {
      return waiting.remove(Integer.valueOf(id));
    }

    /** Was it woken? */
    public boolean isWoken(int id) {
      return woken[id];
    }

    /** The first. */
    public long claim(int hand) {
      hands[hand] = waiting.isEmpty() ? 0 : waiting.remove(0);
      return hands[hand];
    }

    /** Out of the hand. */
    public boolean wake(int hand) {
      int id = hands[hand];
      hands[hand] = 0;
      woken[id] = id != 0;
      return id != 0;
    }

    /** From the hand to the end. */
    public boolean putBack(int hand) {
      int id = hands[hand];
      hands[hand] = 0;
      if (id != 0) {
        waiting.add(id);
      }
      return id != 0;
    }
  }
}
