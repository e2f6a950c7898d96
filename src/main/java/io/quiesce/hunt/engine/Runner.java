package io.quiesce.hunt.engine;

import io.quiesce.hunt.model.Job;
import io.quiesce.hunt.worker.Answer;
import java.io.IOException;
import java.util.List;

/** One engine. Several threads may use it. */
public interface Runner extends AutoCloseable {
  /** How many jobs are worth one start. */
  default int batch() {
    return 1;
  }

  /** Whether it needs the machine for itself. */
  default boolean runsAlone() {
    return false;
  }

  /** Whether it is ready to run within seconds; false if sources must be compiled first. */
  default boolean isReady() {
    return true;
  }

  /**
   * Runs jobs of one JDK, and answers each of them exactly once, as soon as it has ended.
   *
   * @throws IOException if a JVM cannot be started
   */
  void run(List<Job> jobs, Sink sink) throws IOException;

  /** Ends what it has running. */
  @Override
  default void close() {}

  /** Takes answers; called by the thread that runs the jobs. */
  interface Sink {
    /** The answer to a job. */
    void accept(Job job, Answer answer);
  }
}
