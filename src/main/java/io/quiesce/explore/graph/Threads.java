package io.quiesce.explore.graph;

import io.quiesce.explore.program.Op;
import java.util.Arrays;

/** Program order: for each thread its events, its next operation if known, and who started it. */
final class Threads {
  int count;
  int[][] events = new int[4][];
  int[] length = new int[4];
  Op[] pending = new Op[4];

  /**
   * The event that started the thread, -1 for threads that exist at the start, or {@link #ABSENT}.
   */
  int[] starter = new int[4];

  /** Marks a number that no thread of this graph has. */
  static final int ABSENT = -2;

  void clear() {
    count = 0;
  }

  void ensure(int thread) {
    if (thread >= length.length) {
      int capacity = Math.max(thread + 1, 2 * length.length);
      events = Arrays.copyOf(events, capacity);
      length = Arrays.copyOf(length, capacity);
      pending = Arrays.copyOf(pending, capacity);
      starter = Arrays.copyOf(starter, capacity);
    }
    while (count <= thread) {
      if (events[count] == null) {
        events[count] = new int[16];
      }
      length[count] = 0;
      pending[count] = null;
      starter[count] = ABSENT;
      count++;
    }
  }

  void push(int thread, int event) {
    int at = length[thread]++;
    if (at == events[thread].length) {
      events[thread] = Arrays.copyOf(events[thread], 2 * at);
    }
    events[thread][at] = event;
    pending[thread] = null;
  }
}
