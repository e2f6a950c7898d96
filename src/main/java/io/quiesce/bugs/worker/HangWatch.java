package io.quiesce.bugs.worker;

import java.util.function.Consumer;

/**
 * Calls a test that does not end a hang.
 *
 * <p>It counts its own short sleeps instead of reading a clock: a JVM that is stopped for a while
 * does not count them, and a test that got no time is not called hanging.
 */
final class HangWatch {
  private static final long PAUSE_MILLIS = 100;

  private final int limit;
  private final Consumer<String> onHang;
  private volatile String running;
  private volatile int ticks;

  /**
   * A watch.
   *
   * @param seconds after which a test hangs
   * @param onHang gets the name of the test
   */
  HangWatch(int seconds, Consumer<String> onHang) {
    this.limit = (int) (seconds * 1_000L / PAUSE_MILLIS);
    this.onHang = onHang;
  }

  /** Watches from now on, in a thread of its own. */
  void start() {
    Thread thread = new Thread(this::watch, "hang-watch");
    thread.setDaemon(true);
    thread.start();
  }

  /** A test begins. */
  void begin(String test) {
    running = test;
    ticks = 0;
  }

  /** A test ended. */
  void end() {
    running = null;
  }

  private void watch() {
    try {
      while (true) {
        Thread.sleep(PAUSE_MILLIS);
        String test = running;
        int now = ticks + 1;
        ticks = now;
        if (test != null && now > limit) {
          onHang.accept(test);
          return;
        }
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }
}
