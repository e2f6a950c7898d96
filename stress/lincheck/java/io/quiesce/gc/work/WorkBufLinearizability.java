package io.quiesce.gc.work;

import io.quiesce.heap.HeapConfig;
import io.quiesce.heap.PageHeap;
import io.quiesce.phase.PhaseGate;
import io.quiesce.sched.M;
import io.quiesce.sched.Sched;
import io.quiesce.stress.lincheck.ModelChecked;
import io.quiesce.stress.lincheck.Scenario;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.jetbrains.lincheck.datastructures.Validate;

/**
 * The lists of {@link WorkBufs} against two sequential stacks (W1, W2, W4, W6), also when a buffer
 * comes back while a pop is under way. Nobody waits for anybody.
 *
 * <p>At the start the full list has buffers with 1 and 2, 2 on top. Each thread has a hand for one
 * buffer: a get needs an empty hand, a put a buffer.
 *
 * <p>Run: {@code mvn verify -Pstress -Dstress.only=WorkBufLinearizability}
 */
@ModelChecked(specification = WorkBufLinearizability.Model.class, obstructionFree = true)
@Scenario(
    threads = {"get(1)", "get(2)"},
    after = "get(1)",
    exhaustive = false)
@Scenario(
    before = "get(1); get(2)",
    threads = {"put(1)", "put(2)"},
    after = "get(1); get(2)")
@Scenario(
    before = "get(1)",
    threads = {"put(1)", "get(2)"},
    after = "isFullEmpty()",
    exhaustive = false)
@Scenario(
    before = "get(1); get(2)",
    threads = {"put(1)", "isFullEmpty(); isFullEmpty()"})
@Scenario(
    before = "get(1)",
    threads = {"drop(1)", "get(2)"},
    after = "isFullEmpty()",
    exhaustive = false)
@Scenario(
    threads = {"get(1)", "get(2); put(2)"},
    after = "get(1)",
    exhaustive = false)
@Scenario(
    threads = {"get(1); put(1)", "get(2); put(2)"},
    after = "get(1); get(2)",
    exhaustive = false)
@Scenario(
    threads = {"get(1); drop(1)", "get(2); drop(2)"},
    after = "isFullEmpty()",
    exhaustive = false)
public class WorkBufLinearizability {
  private static final int THREADS = 4;

  private final PageHeap heap = new PageHeap(HeapConfig.tiny(1), new PhaseGate(1));
  private final WorkBufs bufs = new WorkBufs(heap, 4, new WorkBufShape(2, 4));
  private final WorkBuf[] hands = new WorkBuf[THREADS];

  /** Two buffers are full, two empty. */
  public WorkBufLinearizability() {
    M m = new Sched(1).newM(0);
    for (int pointer = 1; pointer <= 2; pointer++) {
      WorkBuf b = bufs.getempty(m);
      b.push(pointer);
      bufs.putfull(b);
    }
  }

  /** The pointer in the buffer taken; 0 if there is none, -1 if the hand is not empty. */
  @Operation
  public int get(@Param(gen = ThreadIdGen.class) int thread) {
    if (hands[thread] != null) {
      return -1;
    }
    WorkBuf b = bufs.trygetfull();
    hands[thread] = b;
    return b == null ? 0 : (int) b.objAt(0);
  }

  /** Puts the buffer of the hand on the full list; false if the hand is empty. */
  @Operation
  public boolean put(@Param(gen = ThreadIdGen.class) int thread) {
    WorkBuf b = hands[thread];
    if (b == null) {
      return false;
    }
    hands[thread] = null;
    bufs.putfull(b);
    return true;
  }

  /** Takes the pointer from the buffer of the hand and puts it on the empty list; 0 if none. */
  @Operation
  public int drop(@Param(gen = ThreadIdGen.class) int thread) {
    WorkBuf b = hands[thread];
    if (b == null) {
      return 0;
    }
    hands[thread] = null;
    int pointer = (int) b.pop();
    bufs.putempty(b);
    return pointer;
  }

  /** Whether no buffer is full. */
  @Operation
  public boolean isFullEmpty() {
    return bufs.isFullEmpty();
  }

  /** Each buffer is on one list or in one hand. */
  @Validate
  public void eachBufferHasOnePlace() {
    int seen = 0;
    int places = 0;
    for (WorkBuf b : bufs.fullBufs()) {
      seen |= 1 << b.id();
      places++;
    }
    for (WorkBuf b : bufs.emptyBufs()) {
      seen |= 1 << b.id();
      places++;
    }
    for (WorkBuf b : hands) {
      seen |= b == null ? 0 : 1 << b.id();
      places += b == null ? 0 : 1;
    }
    if (places != 4 || seen != 0xf) {
      throw new AssertionError(
          "W1: " + places + " places for buffers " + Integer.toBinaryString(seen));
    }
  }

  /** The specification. */
  public static final class Model {
    private final Deque<Integer> full = new ArrayDeque<>();
    private final int[] hands = new int[THREADS];

    /** As the subject starts. */
    public Model() {
      full.push(1);
      full.push(2);
    }

    /** See the subject. */
    public int get(int thread) {
      if (hands[thread] != 0) {
        return -1;
      }
      hands[thread] = full.isEmpty() ? 0 : full.pop();
      return hands[thread];
    }

    /** See the subject. */
    public boolean put(int thread) {
      if (hands[thread] == 0) {
        return false;
      }
      full.push(hands[thread]);
      hands[thread] = 0;
      return true;
    }

    /** See the subject. */
    public int drop(int thread) {
      int pointer = hands[thread];
      hands[thread] = 0;
      return pointer;
    }

    /** See the subject. */
    public boolean isFullEmpty() {
      return full.isEmpty();
    }
  }
}
