package io.quiesce.hunt.engine;

import io.quiesce.hunt.model.Verdict;
import io.quiesce.hunt.worker.Answer;
import io.quiesce.hunt.worker.Ask;
import io.quiesce.hunt.worker.Wire;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * A JVM that answers questions. One thread at a time may ask; any may close.
 *
 * <p>A server that does not answer in its time and a good deal more is killed.
 */
final class ServerProcess implements AutoCloseable {
  /** A search looks at its clock between executions, and a JVM must start first. */
  private static final long GRACE_MILLIS = 60_000;

  private static final long TICK_MILLIS = 100;

  private static final String END = "";

  private final Process process;
  private final BufferedWriter questions;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private volatile String last = "nothing was printed";
  private boolean usable = true;

  ServerProcess(List<String> command, Path directory) throws IOException {
    process =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
    questions =
        new BufferedWriter(
            new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
    Thread pump = new Thread(this::pump, "answers of an explorer");
    pump.setDaemon(true);
    pump.start();
  }

  private void pump() {
    try (BufferedReader output =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        lines.add(line.isEmpty() ? " " : line);
      }
    } catch (IOException e) {
      last = "its output was cut off: " + e.getMessage();
    } finally {
      lines.add(END);
    }
  }

  /** Whether it can be asked again. */
  boolean isUsable() {
    return usable && process.isAlive();
  }

  /** Asks and waits. A JVM that dies or hangs gives an answer too: that the job never ran. */
  Answer ask(Ask ask) {
    try {
      questions.write(Wire.line(ask));
      questions.newLine();
      questions.flush();
      return await(ask.millis() * 2 + GRACE_MILLIS);
    } catch (IOException e) {
      return dead("the explorer's JVM is gone: " + last);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return dead("interrupted");
    }
  }

  /** Counts short waits, which do not pass while this JVM is stopped. */
  private Answer await(long millis) throws InterruptedException {
    long ticks = millis / TICK_MILLIS;
    while (ticks > 0) {
      String line = lines.poll(TICK_MILLIS, TimeUnit.MILLISECONDS);
      if (line == null) {
        ticks--;
        continue;
      } else if (line.equals(END)) {
        return dead("the explorer's JVM died: " + last);
      }
      Optional<Answer> answer = Wire.answer(line);
      if (answer.isPresent()) {
        return answer.get();
      }
      last = line.isBlank() ? last : line.strip();
    }
    return dead("no answer in " + millis / 1_000 + " s");
  }

  private Answer dead(String why) {
    usable = false;
    process.destroyForcibly();
    return Answer.nothing(Verdict.NEVER_RAN, why);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
