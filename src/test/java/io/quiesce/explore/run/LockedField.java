package io.quiesce.explore.run;

/** The canary of the racy field without its bug. */
public final class LockedField {
  private int value;

  /** First actor. */
  public synchronized void left() {
    value++;
  }

  /** Second actor. */
  public synchronized void right() {
    value++;
  }

  @Override
  public String toString() {
    return String.valueOf(value);
  }
}
