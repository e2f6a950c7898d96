package io.quiesce.stack.goroutine;

import io.quiesce.heap.memory.MemoryMode;
import io.quiesce.sched.G;
import io.quiesce.sched.GStatus;
import io.quiesce.sched.M;
import io.quiesce.stack.StackLab;

/** A stack allocator with real bytes, and goroutines with frames on it. */
final class GoroutineLab {
  final StackLab lab;
  final FrameTable table = new FrameTable();
  final GoroutineStacks stacks;
  final FreeGoroutines free;

  /** Words 0 and 1 are pointers, 2 and 3 are not. */
  final int small = table.add(new FrameLayout("small", 4, 0, 1));

  /** 1280 bytes and a header; the last word is a pointer. */
  final int big = table.add(new FrameLayout("big", 160, 159));

  /** 40 KiB. */
  final int huge = table.add(new FrameLayout("huge", 5 * 1024));

  private long lastId;

  GoroutineLab(MemoryMode mode, GoroutineConfig config) {
    lab = StackLab.with(mode);
    stacks = new GoroutineStacks(lab.stacks, table, config);
    free = new FreeGoroutines(lab.stacks, config);
  }

  GoroutineLab() {
    this(MemoryMode.REAL, GoroutineConfig.DEFAULT);
  }

  /** An M on a user stack that runs P {@code pid}. */
  M m(int pid) {
    return lab.sched.newM(pid);
  }

  /** A runnable goroutine with a stack of {@code bytes}. */
  G newG(M m, int bytes) {
    G g = m.systemstack(() -> free.malg(m, ++lastId, bytes));
    g.cas(GStatus.DEAD, GStatus.RUNNABLE);
    return g;
  }

  /** A goroutine with a stack of 2 KiB that runs on {@code m}. */
  G running(M m) {
    G g = newG(m, 2048);
    m.execute(g);
    return g;
  }
}
