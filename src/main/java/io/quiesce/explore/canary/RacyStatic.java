package io.quiesce.explore.canary;

/** Two increments of a static field. */
public final class RacyStatic {
  private static int value;

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
