package io.quiesce.explore.canary;

/** Two increments of a field. */
public final class RacyField {
  private int value;

  /** First actor. */
  public void left() {
    value++;
  }

  /** Second actor. */
  public void right() {
    value++;
  }

  @Override
  public String toString() {
    return String.valueOf(value);
  }
}
