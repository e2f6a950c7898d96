package io.quiesce.runtime;

import io.quiesce.runtime.program.Setting;
import io.quiesce.runtime.watch.Watchdog;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * Waits for a run's next stage, and ends it if an M failed or nothing happens any more. Three
 * things must happen: some M looks for a goroutine; a cycle that has begun ends; when the time is
 * over, goroutines end.
 */
final class Progress {
  private static final int LOOKS_PER_SECOND = 100;
  private static final int WIND_DOWN_FACTOR = 3;

  private final Runtime runtime;
  private final List<Watchdog> watchdogs;
  private long looks;

  Progress(Runtime runtime, Setting setting) {
    this.runtime = runtime;
    int patience = (int) Math.ceil(runtime.config().hangSeconds() * LOOKS_PER_SECOND);
    watchdogs =
        List.of(
            new Watchdog("the number of looks for a goroutine", this::ticks, patience),
            new Watchdog("the number of ended cycles, with one under way,", this::cycles, patience),
            new Watchdog(
                "the number of goroutines, with the time over,",
                () -> setting.isOver() ? runtime.goroutines().living() : ++looks,
                WIND_DOWN_FACTOR * patience));
  }

  private long ticks() {
    long sum = runtime.collector().cyclesEnded();
    for (int id = 0; id < runtime.config().procs(); id++) {
      sum += runtime.scheduler().ticks(id);
    }
    return sum;
  }

  /** Grows by itself while no cycle is under way. */
  private long cycles() {
    return runtime.collector().cycleUnderWay() ? -runtime.collector().cyclesEnded() : ++looks;
  }

  /**
   * Returns when {@code condition} holds.
   *
   * @throws HangException if nothing happens any more
   */
  void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      rethrow(runtime.failures().first());
      LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1) / LOOKS_PER_SECOND);
      watchdogs.forEach(this::look);
    }
    rethrow(runtime.failures().first());
  }

  private void look(Watchdog watchdog) {
    String hang = watchdog.look();
    if (hang != null) {
      throw new HangException("no progress: " + hang + "\n" + runtime.dump());
    }
  }

  private static void rethrow(Throwable failure) {
    if (failure instanceof Error error) {
      throw error;
    }
    if (failure != null) {
      throw (RuntimeException) failure;
    }
  }
}
