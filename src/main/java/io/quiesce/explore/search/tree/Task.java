package io.quiesce.explore.search.tree;

import java.util.Arrays;

/**
 * A part of the tree of a search: a range of the children of one branching, named by the children
 * that lead to it.
 *
 * <p>Immutable. {@link #toString} and {@link #parse} write it down and read it again, so a search
 * can be stopped, resumed and divided.
 */
public final class Task {
  /** The whole tree. */
  public static final Task ALL = new Task(new int[0], 0, Integer.MAX_VALUE);

  private final int[] prefix;
  private final int first;
  private final int end;

  /** The children {@code first} .. {@code end} - 1 of the branching to which the prefix leads. */
  Task(int[] prefix, int first, int end) {
    this.prefix = prefix.clone();
    this.first = first;
    this.end = end;
  }

  /** The level of the branching whose children this names. */
  int level() {
    return prefix.length;
  }

  int from(int level) {
    return level < prefix.length ? prefix[level] : level == prefix.length ? first : 0;
  }

  int to(int level) {
    if (level < prefix.length) {
      return prefix[level] + 1;
    }
    return level == prefix.length ? end : Integer.MAX_VALUE;
  }

  /**
   * Reads what {@link #toString} wrote.
   *
   * @throws IllegalArgumentException if the text was not written by it
   */
  public static Task parse(String text) {
    String[] parts = text.split("[.:-]", -1);
    int[] numbers = new int[parts.length];
    try {
      for (int i = 0; i < parts.length; i++) {
        numbers[i] = parts[i].equals("*") ? Integer.MAX_VALUE : Integer.parseInt(parts[i]);
      }
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException("no task: '" + text + "'; expected 0.2.1:3-5", e);
    }
    int levels = numbers.length - 2;
    if (levels < 0 || !text.contains(":")) {
      throw new IllegalArgumentException("no task: '" + text + "'; expected 0.2.1:3-5");
    }
    boolean root = text.startsWith(":");
    return new Task(
        root ? new int[0] : Arrays.copyOf(numbers, levels), numbers[levels], numbers[levels + 1]);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Task that
        && Arrays.equals(prefix, that.prefix)
        && first == that.first
        && end == that.end;
  }

  @Override
  public int hashCode() {
    return 31 * (31 * Arrays.hashCode(prefix) + first) + end;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < prefix.length; i++) {
      text.append(i == 0 ? "" : ".").append(prefix[i]);
    }
    return text.append(':')
        .append(first)
        .append('-')
        .append(end == Integer.MAX_VALUE ? "*" : end)
        .toString();
  }
}
