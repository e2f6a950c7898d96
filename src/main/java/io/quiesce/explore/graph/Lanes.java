package io.quiesce.explore.graph;

import java.util.Arrays;

/**
 * Sets of events: for each event a fixed number of rows, each a set of (thread, index) pairs.
 *
 * <p>Unlike a clock, a row can hold any events of a thread and not only its first ones.
 */
public final class Lanes {
  private final int rows;
  private int threads = 4;
  private int words = 1;
  private int stride = 4;
  private long[] data = new long[0];

  Lanes(int rows) {
    this.rows = rows;
  }

  private int at(int event, int row) {
    return (event * rows + row) * stride;
  }

  void ensure(int events, int newThreads, int length) {
    if (rows == 0) {
      return;
    }
    if (newThreads > threads || length > words << 6) {
      relayout(Math.max(newThreads, threads), Math.max(words, (length + 63) >> 6));
    }
    int needed = events * rows * stride;
    if (needed > data.length) {
      data = Arrays.copyOf(data, Math.max(needed, 2 * data.length));
    }
  }

  private void relayout(int newThreads, int newWords) {
    int newStride = newThreads * newWords;
    long[] wide = new long[data.length / stride * newStride];
    for (int from = 0, to = 0; from < data.length; from += stride, to += newStride) {
      for (int t = 0; t < threads; t++) {
        System.arraycopy(data, from + t * words, wide, to + t * newWords, words);
      }
    }
    data = wide;
    threads = newThreads;
    words = newWords;
    stride = newStride;
  }

  /** True if the row has the event at {@code index} of {@code thread}. */
  public boolean has(int event, int row, int thread, int index) {
    return (data[at(event, row) + thread * words + (index >> 6)] >>> index & 1) != 0;
  }

  /** 64 events of a thread, from {@code 64 * word} on, as bits: which of them the row has. */
  public long word(int event, int row, int thread, int word) {
    return data[at(event, row) + thread * words + word];
  }

  /** Puts an event into a row. */
  public void add(int event, int row, int thread, int index) {
    data[at(event, row) + thread * words + (index >> 6)] |= 1L << index;
  }

  /** Puts the first {@code count} events of a thread into a row. */
  public void addFirst(int event, int row, int thread, int count) {
    int at = at(event, row) + thread * words;
    int whole = count >> 6;
    for (int i = 0; i < whole; i++) {
      data[at + i] = -1L;
    }
    if ((count & 63) != 0) {
      data[at + whole] |= (1L << count) - 1;
    }
  }

  /** Empties a row. */
  public void clear(int event, int row) {
    int at = at(event, row);
    Arrays.fill(data, at, at + stride, 0L);
  }

  /** Makes a row equal to another row. */
  public void copy(int event, int row, int from, int fromRow) {
    System.arraycopy(data, at(from, fromRow), data, at(event, row), stride);
  }

  /** Adds all of another row to a row. */
  public void join(int event, int row, int from, int fromRow) {
    int at = at(event, row);
    int other = at(from, fromRow);
    for (int i = 0; i < stride; i++) {
      data[at + i] |= data[other + i];
    }
  }

  /** Takes over all rows of an event of another table with the same number of rows. */
  void adopt(int event, Lanes source, int from) {
    if (rows == 0) {
      return;
    }
    if (source.stride == stride && source.words == words) {
      System.arraycopy(source.data, source.at(from, 0), data, at(event, 0), rows * stride);
      return;
    }
    for (int row = 0; row < rows; row++) {
      clear(event, row);
      for (int t = 0; t < Math.min(threads, source.threads); t++) {
        System.arraycopy(
            source.data,
            source.at(from, row) + t * source.words,
            data,
            at(event, row) + t * words,
            Math.min(words, source.words));
      }
    }
  }
}
