package io.quiesce.heap;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;

/** Runs bodies at once, each on a thread of its own, and fails with the first failure of any. */
public final class Race {
  /** What one thread does. */
  @FunctionalInterface
  public interface Body {
    /** Runs; an exception fails the race. */
    void run() throws Exception;
  }

  private Race() {}

  /** Starts all bodies together and waits for their ends. */
  public static void run(Body... bodies) {
    CountDownLatch start = new CountDownLatch(bodies.length);
    AtomicReference<Throwable> failure = new AtomicReference<>();
    Thread[] threads = new Thread[bodies.length];
    for (int i = 0; i < bodies.length; i++) {
      Body body = bodies[i];
      threads[i] =
          new Thread(
              () -> {
                try {
                  start.countDown();
                  start.await();
                  body.run();
                } catch (Throwable t) {
                  failure.compareAndSet(null, t);
                }
              });
      threads[i].start();
    }
    join(threads);
    if (failure.get() != null) {
      throw new AssertionError("a thread failed: " + failure.get(), failure.get());
    }
  }

  /** Lets another thread of the race run: with more threads than processors, waiting needs it. */
  @SuppressWarnings("ThreadPriorityCheck") // speed only: correctness never depends on it
  public static void pause() {
    Thread.yield();
  }

  private static void join(Thread[] threads) {
    for (Thread t : threads) {
      try {
        t.join();
      } catch (InterruptedException e) {
        throw new AssertionError("interrupted while the race ran", e);
      }
    }
  }
}
