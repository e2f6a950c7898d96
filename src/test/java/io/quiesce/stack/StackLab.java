package io.quiesce.stack;

import io.quiesce.heap.HeapConfig;
import io.quiesce.heap.PageHeap;
import io.quiesce.heap.memory.HeapAddress;
import io.quiesce.heap.memory.MemoryMode;
import io.quiesce.phase.PhaseGate;
import io.quiesce.sched.M;
import io.quiesce.sched.Sched;
import java.util.Arrays;
import java.util.stream.Collectors;

/** A heap, Ps and a stack allocator for a test, and a rendering of all that it holds. */
public final class StackLab {
  public final int procs;
  public final PhaseGate gate;
  public final PageHeap heap;
  public final Sched sched;
  public final StackAllocator stacks;

  private StackLab(int procs, int chunks, MemoryMode mode, StackConfig config) {
    this.procs = procs;
    gate = new PhaseGate(procs);
    long bytes = (long) chunks * HeapAddress.CHUNK_BYTES;
    heap = new PageHeap(new HeapConfig(bytes, procs, 512, mode), gate);
    sched = new Sched(procs);
    stacks = new StackAllocator(heap, gate, config);
  }

  /** Two Ps, 16 MiB without bytes, caches on. */
  public static StackLab plain() {
    return new StackLab(2, 4, MemoryMode.NONE, StackConfig.DEFAULT);
  }

  /** Two Ps, 16 MiB with the given memory, caches on. */
  public static StackLab with(MemoryMode mode) {
    return new StackLab(2, 4, mode, StackConfig.DEFAULT);
  }

  /** Two Ps, {@code chunks} times 4 MiB without bytes. */
  public static StackLab with(int chunks, StackConfig config) {
    return new StackLab(2, chunks, MemoryMode.NONE, config);
  }

  /** Two Ps, 16 MiB with the given memory. */
  public static StackLab with(MemoryMode mode, StackConfig config) {
    return new StackLab(2, 4, mode, config);
  }

  /** An M on its system stack that runs P {@code pid}. */
  public M onSystem(int pid) {
    M m = sched.newM(pid);
    m.enterSystemStack();
    return m;
  }

  /** An M on its system stack without a P. */
  public M onSystemWithoutP() {
    M m = sched.newM();
    m.enterSystemStack();
    return m;
  }

  /** The whole cycle without any marking. */
  public void cycle() {
    gate.startMark();
    gate.startTermination();
    gate.finish();
  }

  /** Everything that the allocator and the heap hold, for comparisons before and after. */
  public String state() {
    StringBuilder state = new StringBuilder(heap.snapshot().toString());
    for (int order = 0; order < StackSizes.ORDERS; order++) {
      state.append("\npool ").append(order).append(' ').append(stacks.poolSpans(order));
      for (int pid = 0; pid < procs; pid++) {
        state
            .append("\n  P")
            .append(pid)
            .append(' ')
            .append(Arrays.toString(stacks.cachedStacks(pid, order)));
      }
    }
    for (int log2 = 0; log2 < LargeStacks.LISTS; log2++) {
      state.append(stacks.largeSpans(log2).isEmpty() ? "" : "\n" + stacks.largeSpans(log2));
    }
    heap.spans()
        .forEachLive(
            s -> state.append('\n').append(s).append(' ').append(stacks.sizeInUse(s.base())));
    return state.append('\n').append(stacks.systemBytes()).toString();
  }

  /** The addresses as a list that reads well in messages. */
  static String hex(long[] addresses) {
    return Arrays.stream(addresses).mapToObj(HeapAddress::hex).collect(Collectors.joining(" "));
  }
}
