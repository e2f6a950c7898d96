package io.quiesce.explore.canary;

import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;

/** An increment through a field updater that is not atomic. */
public final class RacyUpdater {
  private static final AtomicIntegerFieldUpdater<RacyUpdater> VALUE =
      AtomicIntegerFieldUpdater.newUpdater(RacyUpdater.class, "value");

  private volatile int value;

  /** First actor. */
  public void left() {
    VALUE.set(this, VALUE.get(this) + 1);
  }

  /** Second actor. */
  public void right() {
    VALUE.set(this, VALUE.get(this) + 1);
  }

  @Override
  public String toString() {
    return String.valueOf(value);
  }
}
