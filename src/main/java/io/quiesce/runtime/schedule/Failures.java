package io.quiesce.runtime.schedule;

import java.util.concurrent.atomic.AtomicReference;

/** The first thing that went wrong on any thread; it ends the run. */
public final class Failures {
  private final AtomicReference<Throwable> first = new AtomicReference<>();

  /** Nothing has gone wrong. */
  public Failures() {}

  /** Reports {@code failure}; later ones are added to the first as suppressed. */
  public void report(Throwable failure) {
    // volatile, with first(): the failure and what it says
    if (!first.compareAndSet(null, failure) && first.getAcquire() != failure) {
      first.getAcquire().addSuppressed(failure);
    }
  }

  /** The first failure, or null. */
  public Throwable first() {
    return first.getAcquire();
  }
}
