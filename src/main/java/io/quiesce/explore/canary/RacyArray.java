package io.quiesce.explore.canary;

/** Two increments of an array element. */
public final class RacyArray {
  private final int[] values = new int[2];

  /** First actor. */
  public void left() {
    values[1]++;
  }

  /** Second actor. */
  public void right() {
    values[1]++;
  }

  @Override
  public String toString() {
    return String.valueOf(values[1]);
  }
}
