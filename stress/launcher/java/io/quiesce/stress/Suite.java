package io.quiesce.stress;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** A kind of stress test that the launcher can list and run. */
public interface Suite {
  /** The name in every line of output, for example {@code jcstress}. */
  String name();

  /** The tests whose full name contains a match, sorted. */
  List<String> select(Pattern only) throws IOException;

  /** The time that a run in {@code mode} may take, whatever the number of tests. */
  Duration budget(Mode mode);

  /**
   * Runs the tests in the order given and reports each exactly once, as soon as it ended.
   *
   * @param tests names from {@link #select}; not empty
   * @param job mode, budget and where the reports go
   * @param sink receives each report; called from the calling thread
   */
  void run(List<String> tests, Job job, Consumer<TestReport> sink) throws IOException;

  /**
   * What a suite is asked for.
   *
   * @param mode scales iterations and bounds
   * @param budget wall time to stay within when tests behave
   * @param log prints a line of explanation
   */
  record Job(Mode mode, Duration budget, Consumer<String> log) {}
}
