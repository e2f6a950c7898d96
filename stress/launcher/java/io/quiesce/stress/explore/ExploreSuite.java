package io.quiesce.stress.explore;

import io.quiesce.explore.java.ClassPath;
import io.quiesce.explore.jcstress.TestCase;
import io.quiesce.explore.jcstress.TestScanner;
import io.quiesce.explore.run.Canaries;
import io.quiesce.stress.Lanes;
import io.quiesce.stress.Mode;
import io.quiesce.stress.Suite;
import io.quiesce.stress.TestReport;
import io.quiesce.stress.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** The jcstress tests in some directories of classes, explored in this JVM, one on each CPU. */
public final class ExploreSuite implements Suite {
  /** The suite's name. */
  public static final String NAME = "explore";

  /** One test may take this part of what is left, so that a large one does not starve the rest. */
  private static final int MOST = 6;

  private static final Duration LEAST = Duration.ofSeconds(1);

  private final List<Path> classes;
  private final Path directory;

  /**
   * A suite of the tests found.
   *
   * @param classes directories of compiled tests and of the code that they call
   * @param directory where the reports go
   */
  public ExploreSuite(List<Path> classes, Path directory) {
    this.classes = classes.stream().filter(Files::isDirectory).toList();
    this.directory = directory;
  }

  @Override
  public String name() {
    return NAME;
  }

  /** The name as jcstress has it: with dots, for nested classes too. */
  static String name(TestCase test) {
    return test.name().replace('$', '.');
  }

  @Override
  public List<String> select(Pattern only) {
    return find(new ClassPath(classes)).stream()
        .map(ExploreSuite::name)
        .filter(only.asPredicate())
        .toList();
  }

  private static List<TestCase> find(ClassPath path) {
    return new TestScanner(path)
        .findAll(path.names()).stream().sorted(Comparator.comparing(ExploreSuite::name)).toList();
  }

  @Override
  public Duration budget(Mode mode) {
    return switch (mode) {
      case SANITY -> Duration.ofSeconds(60);
      case QUICK -> Duration.ofMinutes(2);
      case NIGHTLY -> Duration.ofMinutes(60);
    };
  }

  @Override
  public void run(List<String> tests, Job job, Consumer<TestReport> sink) throws IOException {
    Files.createDirectories(directory);
    long deadline = System.nanoTime() + job.budget().toNanos();
    List<String> missed = Canaries.check();
    missed.forEach(line -> job.log().accept("explore: CANARY MISSED  " + line));
    job.log()
        .accept(
            "explore: " + tests.size() + " tests, " + job.budget().toSeconds() + " s, model jmm");
    ClassPath path = new ClassPath(classes);
    List<TestCase> cases = find(path).stream().filter(it -> tests.contains(name(it))).toList();
    if (!missed.isEmpty()) {
      cases.forEach(test -> sink.accept(blind(test, missed)));
      return;
    }
    Queue<TestCase> left = new ConcurrentLinkedQueue<>(cases);
    Lanes.Lane lane = reports -> explore(left, path, deadline, reports);
    Lanes.run(Collections.nCopies(Runtime.getRuntime().availableProcessors(), lane), sink);
  }

  private void explore(
      Queue<TestCase> tests, ClassPath path, long deadline, Consumer<TestReport> sink)
      throws IOException {
    TestCase test = tests.poll();
    while (test != null && !Thread.currentThread().isInterrupted()) {
      Duration left = Duration.ofNanos(deadline - System.nanoTime()).dividedBy(MOST);
      Duration share = left.compareTo(LEAST) < 0 ? LEAST : left;
      sink.accept(new ExploredTest(test, path, directory).run(share));
      test = tests.poll();
    }
  }

  /** An explorer that misses a known bug says nothing about any test. */
  private static TestReport blind(TestCase test, List<String> missed) {
    return new TestReport(
        NAME, name(test), Verdict.ERROR, Duration.ZERO, 0, "not run", missed, Map.of());
  }
}
