package io.quiesce.explore.canary;

/** Two increments by a lambda. */
public final class RacyLambda {
  private int value;

  @SuppressWarnings("UnnecessaryLambda") // the lambda is what is tested
  private final Runnable increment = () -> value++;

  /** First actor. */
  public void left() {
    increment.run();
  }

  /** Second actor. */
  public void right() {
    increment.run();
  }

  @Override
  public String toString() {
    return String.valueOf(value);
  }
}
