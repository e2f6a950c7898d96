package io.quiesce.stress;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;

/** Runs parts of a suite side by side; their reports arrive on the calling thread. */
public final class Lanes {
  /** What one thread does. */
  @FunctionalInterface
  public interface Lane {
    /**
     * Runs its tests; ends early when interrupted.
     *
     * @param sink receives each report
     */
    void run(Consumer<TestReport> sink) throws IOException;
  }

  /** A report, or the end of a lane, with what ended it if that was not its last test. */
  private record Message(TestReport report, Throwable failure) {}

  private final BlockingQueue<Message> messages = new LinkedBlockingQueue<>();

  private Lanes() {}

  /**
   * Runs them to their ends.
   *
   * @throws IOException from any of them, as anything else that one throws; the others are
   *     interrupted
   */
  public static void run(List<Lane> lanes, Consumer<TestReport> sink) throws IOException {
    Lanes all = new Lanes();
    List<Thread> threads = lanes.stream().map(all::start).toList();
    try {
      all.receive(threads.size(), sink);
    } finally {
      threads.forEach(Thread::interrupt);
    }
  }

  private Thread start(Lane lane) {
    Thread thread = new Thread(() -> run(lane), "lane");
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private void run(Lane lane) {
    try {
      lane.run(report -> messages.add(new Message(report, null)));
      messages.add(new Message(null, null));
    } catch (IOException | RuntimeException | Error e) {
      messages.add(new Message(null, e));
    }
  }

  private void receive(int lanes, Consumer<TestReport> sink) throws IOException {
    int running = lanes;
    while (running > 0) {
      Message message = next();
      if (message.report() != null) {
        sink.accept(message.report());
      } else if (message.failure() != null) {
        fail(message.failure());
      } else {
        running--;
      }
    }
  }

  private static void fail(Throwable failure) throws IOException {
    if (failure instanceof IOException io) {
      throw io;
    } else if (failure instanceof Error error) {
      throw error;
    }
    throw (RuntimeException) failure;
  }

  private Message next() throws IOException {
    try {
      return messages.take();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while tests were running", e);
    }
  }
}
