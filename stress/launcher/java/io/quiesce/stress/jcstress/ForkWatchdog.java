package io.quiesce.stress.jcstress;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.openjdk.jcstress.infra.runners.TestConfig;

/**
 * Kills forks that outlive every time-out of their own.
 *
 * <p>jcstress gives up on actors that do not end, from inside the fork. It does not notice a fork
 * that hangs before its actors start, for example in its single-threaded check of a test whose
 * actor waits for another. A killed fork is reported as one that died.
 */
final class ForkWatchdog {
  /** jcstress's own time-out of an iteration is 30 s or ten times its length; this is beyond it. */
  private static final Duration START_AND_TIMEOUT = Duration.ofSeconds(90);

  private static final Duration PAUSE = Duration.ofMillis(500);

  private final Thread thread;

  private ForkWatchdog(Duration limit) {
    thread = new Thread(() -> watch(limit), "fork-watchdog");
    thread.setDaemon(true);
    thread.start();
  }

  /** Watches the children of this process from now until closed. */
  static ForkWatchdog start(List<TestConfig> forks) {
    long longest =
        forks.stream().mapToLong(f -> 10L * f.time + (long) f.iters * f.time).max().orElse(0);
    return new ForkWatchdog(START_AND_TIMEOUT.plusMillis(longest));
  }

  private static void watch(Duration limit) {
    try {
      while (true) {
        Thread.sleep(PAUSE.toMillis());
        Instant oldest = Instant.now().minus(limit);
        ProcessHandle.current()
            .children()
            .filter(fork -> fork.info().startInstant().orElse(Instant.MAX).isBefore(oldest))
            .forEach(ProcessHandle::destroyForcibly);
      }
    } catch (InterruptedException closed) {
      Thread.currentThread().interrupt();
    }
  }

  /** Stops watching. */
  void close() {
    thread.interrupt();
  }
}
