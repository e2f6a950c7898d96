package io.quiesce.bench.explore;

import com.sun.management.OperatingSystemMXBean;
import io.quiesce.explore.java.ClassPath;
import io.quiesce.explore.java.World;
import io.quiesce.explore.jcstress.JcstressScenario;
import io.quiesce.explore.jcstress.TestCase;
import io.quiesce.explore.jcstress.TestScanner;
import io.quiesce.explore.model.Model;
import io.quiesce.explore.search.Options;
import io.quiesce.explore.search.Result;
import io.quiesce.explore.search.Search;
import io.quiesce.explore.search.tree.Task;
import java.lang.management.ManagementFactory;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Explores programs again and again, by one worker, and prints how many executions there are and
 * how many are visited a second.
 *
 * <p>Takes a regular expression for names such as {@code ExploreStoreBuffering}, the seconds to
 * spend on each program, and optionally the number of executions to visit at least. The rate is
 * that of the fastest round, which is a fixed number of executions; warm, that is, and a second of
 * CPU time counts the compiler and the collector too. The heap is what is in use after a
 * collection, at the end of the first round and of the last.
 */
public final class ExploreBench {
  private static final int ROUND = 400_000;

  private static final List<Subject> SUBJECTS =
      List.of(
          new Subject("StoreBuffering", Model.JMM, 4),
          new Subject("PushPop", Model.JMM, 2),
          new Subject("PushPopTwice", Model.JMM, 22),
          new Subject("Fibonacci5", Model.RC11, 525_630),
          new Subject("CompareAndWrite6", Model.RC11, 1_270_080));

  /** A program, the model it is explored under, and the executions that it has. */
  private record Subject(String name, Model model, long executions) {
    String shown() {
      return "Explore" + name;
    }
  }

  private final Subject subject;
  private double best;
  private double bestCpu;
  private long visited;

  private ExploreBench(Subject subject) {
    this.subject = subject;
  }

  /** True if a program has a name in which the expression is found. */
  public static boolean matches(String only) {
    return SUBJECTS.stream().anyMatch(s -> Pattern.compile(only).matcher(s.shown()).find());
  }

  /** Measures the programs that match, and Lincheck where it can do the same. */
  public static void main(String[] args) throws ReflectiveOperationException, URISyntaxException {
    Pattern only = Pattern.compile(args[0]);
    double seconds = Double.parseDouble(args[1]);
    long least = args.length > 2 ? Long.parseLong(args[2]) : 0;
    for (Subject subject : SUBJECTS) {
      if (only.matcher(subject.shown()).find()) {
        new ExploreBench(subject).measure(seconds, least);
      }
    }
    if (only.matcher("ExplorePushPopTwice").find()) {
      lincheck(seconds);
    }
  }

  private void measure(double seconds, long least) throws URISyntaxException {
    Path place =
        Path.of(ExploreBench.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    ClassPath classes = new ClassPath(List.of(place));
    String name = "io/quiesce/bench/explore/ExplorePrograms$" + subject.name();
    TestCase test = new TestScanner(classes).find(name).orElseThrow();
    long start = System.nanoTime();
    Result result = round(test, classes);
    long heap = heap();
    while (System.nanoTime() - start < seconds * 1e9 || visited < least) {
      result = round(test, classes);
    }
    int rounds = repeats();
    System.out.printf(
        "%-24s %-4s %,9d executions, %,d wasted; %,9.0f a second, %,9.0f a CPU second; heap %.1f to"
            + " %.1f MiB over %,d executions%n",
        subject.shown(),
        subject.model().label(),
        result.complete() / rounds,
        result.wasted() / rounds,
        best,
        bestCpu,
        heap / 1048576.0,
        heap() / 1048576.0,
        visited);
  }

  private int repeats() {
    return (int) Math.max(1, ROUND / subject.executions());
  }

  /** Visits the tree often enough for a round in one world, and checks the number of executions. */
  private Result round(TestCase test, ClassPath classes) {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    Options options =
        Options.of(subject.model()).withTasks(Collections.nCopies(repeats(), Task.ALL));
    World[] world = new World[1];
    long cpu = system.getProcessCpuTime();
    Result result =
        Search.of(() -> world[0] = JcstressScenario.open(test, classes, false, false), options)
            .run();
    cpu = system.getProcessCpuTime() - cpu;
    world[0].close();
    if (result.complete() != subject.executions() * repeats()) {
      throw new IllegalStateException(
          subject + " was expected, but " + repeats() + " times it were " + result.endings());
    }
    visited += result.complete();
    best = Math.max(best, result.rate());
    bestCpu = Math.max(bestCpu, result.complete() * 1e9 / cpu);
    return result;
  }

  private static long heap() {
    System.gc();
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }

  private static void lincheck(double seconds) throws NoSuchMethodException {
    double best = 0;
    int schedules = 0;
    long start = System.nanoTime();
    do {
      long begin = System.nanoTime();
      schedules = LincheckStack.explore();
      best = Math.max(best, schedules * 1e9 / (System.nanoTime() - begin));
    } while (System.nanoTime() - start < seconds * 1e9);
    System.out.printf(
        "%-24s %-4s %,9d schedules; %,9.0f a second%n",
        "Lincheck, the same", "sc", schedules, best);
  }
}
