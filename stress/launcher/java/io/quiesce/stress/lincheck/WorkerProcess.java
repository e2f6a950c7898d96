package io.quiesce.stress.lincheck;

import io.quiesce.stress.TestReport;
import io.quiesce.stress.Verdict;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A forked {@link CheckWorker} and what it says. */
final class WorkerProcess implements AutoCloseable {
  /** Stands for the end of the output. */
  private static final String GONE = "";

  private static final int FIRST_WITH_AGENT_WARNING = 21;
  private static final int FIRST_WITH_UNSAFE_WARNING = 23;

  private final Process process;
  private final Path directory;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private boolean usable = true;

  private WorkerProcess(Process process, Path directory) {
    this.process = process;
    this.directory = directory;
    Thread reader = new Thread(this::read, "lincheck-worker-output");
    reader.setDaemon(true);
    reader.start();
  }

  /** Starts a worker. */
  static WorkerProcess start(Effort effort, Path directory) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xshare:off");
    // A check makes new classes all the time, which C2 compiles again and again: with C1 alone one
    // interleaving costs a half to a quarter.
    command.add("-XX:TieredStopAtLevel=1");
    int release = Runtime.version().feature();
    if (release >= FIRST_WITH_AGENT_WARNING) {
      command.add("-XX:+EnableDynamicAgentLoading");
    }
    if (release >= FIRST_WITH_UNSAFE_WARNING) {
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add(CheckWorker.class.getName());
    command.add(Integer.toString(effort.exhaustiveBound()));
    command.add(Integer.toString(effort.bound()));
    command.add(Integer.toString(effort.randomScenarios()));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    return new WorkerProcess(process, directory);
  }

  private void read() {
    try (BufferedReader output =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        // An empty line means nothing to anyone and would read as the end.
        lines.add(line.isEmpty() ? " " : line);
      }
    } catch (IOException e) {
      lines.add("the output of the worker cannot be read: " + e);
    } finally {
      lines.add(GONE);
    }
  }

  /** Whether the worker can be asked for its next class. */
  boolean isUsable() {
    return usable;
  }

  /** Has a class checked, and waits for the end of that. */
  TestReport check(String test, Duration limit) throws IOException {
    long start = System.nanoTime();
    ask(test);
    Findings findings = new Findings(test);
    try (Writer log = Files.newBufferedWriter(directory.resolve(test + ".log"))) {
      String end = Wire.line(Wire.END, test);
      String begin = Wire.line(Wire.BEGIN, test);
      for (String line = next(start, limit); !end.equals(line); line = next(start, limit)) {
        if (line == null || line.equals(GONE)) {
          usable = false;
          giveUp(findings, line == null, limit);
          break;
        }
        log.write(line + System.lineSeparator());
        if (!line.startsWith(Wire.MARK)) {
          findings.explain(line);
        } else if (!line.equals(begin)) {
          findings.take(line.substring(Wire.MARK.length()));
        }
      }
    }
    return findings.report(Duration.ofNanos(System.nanoTime() - start));
  }

  private void ask(String test) {
    try {
      process.getOutputStream().write((test + "\n").getBytes(StandardCharsets.UTF_8));
      process.getOutputStream().flush();
    } catch (IOException e) {
      // it has died, and the end of its output says so
      lines.add("cannot be asked: " + e);
    }
  }

  /** The next line; null when the time is up. */
  private String next(long start, Duration limit) {
    try {
      long left = limit.toNanos() - (System.nanoTime() - start);
      return lines.poll(left, TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException("interrupted while waiting for a worker", e));
    }
  }

  private void giveUp(Findings findings, boolean late, Duration limit) throws IOException {
    if (late) {
      findings.fail(Verdict.TIMED_OUT, "did not end in " + limit.toSeconds() + " s; killed");
      return;
    }
    try {
      findings.fail(Verdict.FORK_DIED, "the JVM ended with status " + process.waitFor());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for a worker to end", e);
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
