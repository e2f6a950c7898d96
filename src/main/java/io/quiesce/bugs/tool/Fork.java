package io.quiesce.bugs.tool;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/**
 * Runs JVMs one after the other within one budget, and keeps what they print in one file.
 *
 * <p>Of what a JVM prints, each line goes to the file and to a listener, both called by one thread.
 * When its time is over, a JVM and all that it has started are killed.
 */
public final class Fork implements AutoCloseable {
  private static final long TICK_MILLIS = 100;

  /** A grandchild that outlives its parent must not keep the output open for ever. */
  private static final long LAST_LINES_MILLIS = 5_000;

  private final Path directory;
  private final PrintWriter log;
  private final long deadline;

  /** How a JVM ended. */
  public enum End {
    /** By itself. */
    EXIT,
    /** Killed when the budget was over. */
    LATE,
    /** Killed because it had not printed anything for too long. */
    SILENT
  }

  /**
   * How a JVM ended.
   *
   * @param end by itself or not
   * @param status its exit status; -1 if it was killed
   */
  public record Exit(End end, int status) {}

  /**
   * Starts the clock.
   *
   * @param directory where the JVMs run
   * @param file what they print goes here
   */
  public Fork(Path directory, Path file, Duration budget) throws IOException {
    this.directory = directory;
    this.log = new PrintWriter(Files.newBufferedWriter(file));
    this.deadline = System.nanoTime() + budget.toNanos();
  }

  /** What is left of the budget; not below zero. */
  public Duration left() {
    return Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
  }

  /** Adds a line to the file. */
  public void note(String line) {
    log.println(line);
    log.flush();
  }

  /** Runs a command until it ends or the budget is over. */
  public Exit run(List<String> command, Consumer<String> listener) throws IOException {
    return run(command, listener, Duration.ZERO);
  }

  /**
   * Runs a command until it ends, is silent for too long, or the budget is over.
   *
   * @param silence the longest time without a line; zero for any
   */
  public Exit run(List<String> command, Consumer<String> listener, Duration silence)
      throws IOException {
    note("$ " + String.join(" ", command));
    Process process =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
    Pump pump = new Pump(process, listener);
    Thread atExit = new Thread(() -> kill(process));
    Runtime.getRuntime().addShutdownHook(atExit);
    try {
      End end = await(process, pump, silence.toMillis() / TICK_MILLIS);
      if (end != End.EXIT) {
        kill(process);
      }
      pump.join(LAST_LINES_MILLIS);
      note("$ " + (end == End.EXIT ? "status " + process.exitValue() : end.toString()));
      return new Exit(end, end == End.EXIT ? process.exitValue() : -1);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for a JVM", e);
    } finally {
      kill(process);
      forget(atExit);
    }
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // This JVM is ending, and the hook has run or will.
      hook.interrupt();
    }
  }

  /** Counts short sleeps for the silence, which do not pass while this JVM is stopped. */
  private End await(Process process, Pump pump, long mostSilentTicks) throws InterruptedException {
    long silent = 0;
    int seen = 0;
    while (!process.waitFor(TICK_MILLIS, TimeUnit.MILLISECONDS)) {
      int now = pump.lines.get();
      silent = now == seen ? silent + 1 : 0;
      seen = now;
      if (left().isZero()) {
        return End.LATE;
      } else if (mostSilentTicks > 0 && silent > mostSilentTicks) {
        return End.SILENT;
      }
    }
    return End.EXIT;
  }

  private static void kill(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  @Override
  public void close() {
    log.close();
  }

  /** Reads the output of a process. */
  private final class Pump extends Thread {
    private final Process process;
    private final Consumer<String> listener;
    private final AtomicInteger lines = new AtomicInteger();

    Pump(Process process, Consumer<String> listener) {
      super("output of a fork");
      this.process = process;
      this.listener = listener;
      setDaemon(true);
      start();
    }

    @Override
    public void run() {
      try (BufferedReader output =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
          note(line);
          listener.accept(line);
          lines.incrementAndGet();
        }
      } catch (IOException e) {
        note("its output ends here: " + e.getMessage());
      } catch (UncheckedIOException e) {
        note("its output ends here: " + e.getCause().getMessage());
      }
    }
  }
}
