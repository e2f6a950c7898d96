package io.quiesce.explore.graph;

import java.util.Arrays;

/**
 * Vector clocks: for each event a fixed number of rows, each with one counter per thread.
 *
 * <p>A counter says how many events of that thread, from its first on, are before the event in the
 * relation that the row stands for.
 */
public final class Clocks {
  private final int rows;
  private int lanes = 4;
  private int[] data = new int[0];

  Clocks(int rows) {
    this.rows = rows;
  }

  private int at(int event, int row) {
    return (event * rows + row) * lanes;
  }

  /** Makes room for events 0 .. {@code events} - 1 and threads 0 .. {@code threads} - 1. */
  void ensure(int events, int threads) {
    if (threads > lanes) {
      widen(Math.max(threads, 2 * lanes));
    }
    int needed = events * rows * lanes;
    if (needed > data.length) {
      data = Arrays.copyOf(data, Math.max(needed, 2 * data.length));
    }
  }

  private void widen(int newLanes) {
    int[] wide = new int[data.length / lanes * newLanes];
    for (int from = 0, to = 0; from < data.length; from += lanes, to += newLanes) {
      System.arraycopy(data, from, wide, to, lanes);
    }
    data = wide;
    lanes = newLanes;
  }

  /** The counter of a thread. */
  public int get(int event, int row, int thread) {
    return thread < lanes ? data[at(event, row) + thread] : 0;
  }

  /** Sets the counter of a thread. */
  public void set(int event, int row, int thread, int count) {
    data[at(event, row) + thread] = count;
  }

  /** Makes all counters of a row zero. */
  public void clear(int event, int row) {
    int at = at(event, row);
    Arrays.fill(data, at, at + lanes, 0);
  }

  /** Makes a row equal to another row. */
  public void copy(int event, int row, int from, int fromRow) {
    System.arraycopy(data, at(from, fromRow), data, at(event, row), lanes);
  }

  /** Raises a row to at least another row. */
  public void join(int event, int row, int from, int fromRow) {
    int at = at(event, row);
    int other = at(from, fromRow);
    for (int i = 0; i < lanes; i++) {
      if (data[other + i] > data[at + i]) {
        data[at + i] = data[other + i];
      }
    }
  }

  /** Takes over all rows of an event of other clocks of the same kind. */
  void adopt(int event, Clocks source, int from) {
    if (source.lanes == lanes) {
      System.arraycopy(source.data, source.at(from, 0), data, at(event, 0), rows * lanes);
      return;
    }
    int common = Math.min(lanes, source.lanes);
    for (int row = 0; row < rows; row++) {
      clear(event, row);
      System.arraycopy(source.data, source.at(from, row), data, at(event, row), common);
    }
  }
}
