package io.quiesce.stress.lincheck;

import io.quiesce.stress.Lanes;
import io.quiesce.stress.Mode;
import io.quiesce.stress.Suite;
import io.quiesce.stress.TestReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The classes annotated with {@link ModelChecked}, checked in one forked JVM after the other.
 *
 * <p>One JVM checks as many classes as it survives, because attaching Lincheck takes seconds. When
 * it dies or hangs, the class at hand fails and a new JVM goes on with the next.
 */
public final class LincheckSuite implements Suite {
  /** The suite's name. */
  public static final String NAME = "lincheck";

  private static final String CLASS = ".class";

  private final Path classes;
  private final Path directory;
  private final int exhaustiveBound;

  /**
   * A suite of the classes found.
   *
   * @param classes a directory of compiled classes, which is also on the class path; may be missing
   * @param directory where the logs go
   * @param exhaustiveBound the most interleavings of a scenario that must be explored to its end
   */
  public LincheckSuite(Path classes, Path directory, int exhaustiveBound) {
    this.exhaustiveBound = exhaustiveBound;
    this.classes = classes;
    this.directory = directory;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public List<String> select(Pattern only) throws IOException {
    if (!Files.isDirectory(classes)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(classes)) {
      return files
          .map(file -> classes.relativize(file).toString().replace('\\', '/'))
          .filter(file -> file.endsWith(CLASS))
          .map(file -> file.substring(0, file.length() - CLASS.length()).replace('/', '.'))
          .filter(only.asPredicate())
          .filter(LincheckSuite::isTest)
          .sorted()
          .toList();
    }
  }

  private static boolean isTest(String name) {
    try {
      return Class.forName(name, false, LincheckSuite.class.getClassLoader())
          .isAnnotationPresent(ModelChecked.class);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(name + " is not on the class path of the launcher", e);
    }
  }

  @Override
  public Duration budget(Mode mode) {
    return switch (mode) {
      case SANITY -> Duration.ofMinutes(2);
      case QUICK -> Duration.ofSeconds(150);
      case NIGHTLY -> Duration.ofMinutes(40);
    };
  }

  @Override
  public void run(List<String> tests, Job job, Consumer<TestReport> sink) throws IOException {
    Files.createDirectories(directory);
    Effort effort = Effort.of(job.mode(), job.budget(), tests.size(), exhaustiveBound);
    job.log()
        .accept(
            String.format(
                "lincheck: %d tests, %d s; a test gets %d random scenarios of %d interleavings,"
                    + " its own scenarios up to %d",
                tests.size(),
                job.budget().toSeconds(),
                effort.randomScenarios(),
                effort.bound(),
                effort.exhaustiveBound()));
    Duration limit = job.budget().dividedBy(tests.size()).multipliedBy(4).plusMinutes(4);
    Queue<String> left = new ConcurrentLinkedQueue<>(tests);
    Lanes.Lane lane = reports -> run(left, effort, limit, reports);
    // of the threads of a check only one runs at a time
    Lanes.run(Collections.nCopies(Runtime.getRuntime().availableProcessors(), lane), sink);
  }

  /** In one worker after the other, if they die. */
  private void run(Queue<String> tests, Effort effort, Duration limit, Consumer<TestReport> sink)
      throws IOException {
    String next = tests.poll();
    while (next != null) {
      try (WorkerProcess worker = WorkerProcess.start(effort, directory)) {
        while (next != null && worker.isUsable()) {
          sink.accept(worker.check(next, limit));
          next = tests.poll();
        }
      }
    }
  }
}
