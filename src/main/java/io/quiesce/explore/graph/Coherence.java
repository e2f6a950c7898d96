package io.quiesce.explore.graph;

import java.util.Arrays;

/**
 * The coherence order: for each location its writes from the oldest on, the initial value at 0.
 *
 * <p>Also the readers of each initial value, which is no event.
 */
final class Coherence {
  private final Events events;
  private int[][] order = new int[8][];
  private int[] top = new int[8];
  private int[] initialReader = new int[8];
  private int[] used = new int[8];
  private int usedCount;

  Coherence(Events events) {
    this.events = events;
  }

  void clear() {
    for (int i = 0; i < usedCount; i++) {
      order[used[i]][0] = Graph.UNUSED;
    }
    usedCount = 0;
  }

  int usedCount() {
    return usedCount;
  }

  int used(int i) {
    return used[i];
  }

  void touch(int location) {
    if (location >= order.length) {
      int capacity = Math.max(location + 1, 2 * order.length);
      order = Arrays.copyOf(order, capacity);
      top = Arrays.copyOf(top, capacity);
      initialReader = Arrays.copyOf(initialReader, capacity);
    }
    if (order[location] == null) {
      order[location] = new int[8];
      order[location][0] = Graph.UNUSED;
    }
    if (order[location][0] == Graph.UNUSED) {
      order[location][0] = Graph.INITIAL;
      top[location] = 0;
      initialReader[location] = -1;
      if (usedCount == used.length) {
        used = Arrays.copyOf(used, 2 * usedCount);
      }
      used[usedCount++] = location;
    }
  }

  int top(int location) {
    return top[location];
  }

  int at(int location, int position) {
    return order[location][position];
  }

  void insert(int location, int position, int write) {
    int last = ++top[location];
    if (last == order[location].length) {
      order[location] = Arrays.copyOf(order[location], 2 * last);
    }
    int[] writes = order[location];
    for (int i = last; i > position; i--) {
      writes[i] = writes[i - 1];
      events.place[writes[i]] = i;
    }
    writes[position] = write;
    events.place[write] = position;
  }

  void remove(int location, int write) {
    int[] writes = order[location];
    int last = top[location]--;
    for (int i = events.place[write]; i < last; i++) {
      writes[i] = writes[i + 1];
      events.place[writes[i]] = i;
    }
    events.place[write] = 0;
  }

  int firstReader(int location, int write) {
    return write < 0 ? initialReader[location] : events.firstReader[write];
  }

  void link(int location, int read, int write) {
    events.source[read] = write;
    events.nextReader[read] = firstReader(location, write);
    setFirst(location, write, read);
  }

  /** Undoes the last {@link #link} to the same write. */
  void unlink(int location, int read) {
    int write = events.source[read];
    if (firstReader(location, write) != read) {
      throw new IllegalStateException(
          "event " + read + " is not the newest reader of " + write + ": removed out of order");
    }
    setFirst(location, write, events.nextReader[read]);
    events.source[read] = Graph.INITIAL;
  }

  private void setFirst(int location, int write, int read) {
    if (write < 0) {
      initialReader[location] = read;
    } else {
      events.firstReader[write] = read;
    }
  }
}
