package io.quiesce.stress.jcstress;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.openjdk.jcstress.Options;
import org.openjdk.jcstress.TestExecutor;
import org.openjdk.jcstress.Verbosity;
import org.openjdk.jcstress.infra.collectors.TestResult;
import org.openjdk.jcstress.infra.runners.TestConfig;
import org.openjdk.jcstress.os.OSSupport;
import org.openjdk.jcstress.os.Scheduler;
import org.openjdk.jcstress.os.SchedulingClass;
import org.openjdk.jcstress.os.topology.Topology;
import org.openjdk.jcstress.vm.VMSupport;

/**
 * jcstress on this machine: its probes of JVM and CPUs, and its executor of forks.
 *
 * <p>What it prints while probing goes to a file. One instance a process, since jcstress keeps what
 * it probed in static fields.
 */
final class Harness {
  private static final int HEAP_MIB = 256;

  /**
   * The serial collector has no threads that compete with the actors for their CPUs and the
   * shortest barriers around reference stores; forks start faster and give more samples.
   */
  private static final List<String> FORK_FLAGS = List.of("-XX:+UseSerialGC");

  private final Path directory;
  private final Topology topology;
  private final int cpus;

  private Harness(Path directory, Topology topology, int cpus) {
    this.directory = directory;
    this.topology = topology;
    this.cpus = cpus;
  }

  /**
   * Probes the JVM and the CPUs, which takes seconds.
   *
   * @param directory where reports and the log of the probes go
   * @throws IOException if the log cannot be written, or no JVM configuration works
   */
  static Harness probe(Path directory) throws IOException {
    Path log = directory.resolve("probe.log");
    PrintStream console = System.out;
    try (PrintStream out =
        new PrintStream(Files.newOutputStream(log), true, StandardCharsets.UTF_8)) {
      System.setOut(out);
      OSSupport.init();
      Options options = options(directory, 1, 1);
      VMSupport.initFlags(options);
      VMSupport.detectAvailableVMConfigs(true, List.of(), FORK_FLAGS);
      Topology topology = Topology.get();
      topology.printStatus(out);
      if (VMSupport.getAvailableVMConfigs().isEmpty()) {
        throw new IOException("no JVM configuration starts; see " + log);
      }
      return new Harness(directory, topology, options.getCPUCount());
    } finally {
      System.setOut(console);
    }
  }

  private static Options options(Path directory, int iterations, int millis) throws IOException {
    List<String> words = new ArrayList<>();
    words.addAll(List.of("-m", "quick", "-pth", "false", "-hs", Integer.toString(HEAP_MIB)));
    // Yielding waits keep the rate up where something else needs the CPUs too.
    words.addAll(List.of("-spinStyle", "THREAD_YIELD"));
    words.addAll(
        List.of("-iters", Integer.toString(iterations), "-time", Integer.toString(millis)));
    words.addAll(List.of("-r", directory.toString()));
    Options options = new Options(words.toArray(String[]::new));
    if (!options.parse()) {
      throw new IllegalArgumentException("jcstress does not take these options: " + words);
    }
    return options;
  }

  /** The options of a fork of this length. */
  Options options(ForkBudget.Share share) throws IOException {
    return options(directory, share.iterations(), share.millis());
  }

  /** The ways to place {@code actors} threads on the CPUs; none if there are too few CPUs. */
  List<SchedulingClass> placements(int actors) throws IOException {
    Options options = options(directory, 1, 1);
    return scheduler().scheduleClasses(actors, cpus, options.affinityMode());
  }

  private Scheduler scheduler() {
    return new Scheduler(topology, cpus);
  }

  /** The CPUs in use. */
  int cpus() {
    return cpus;
  }

  /** Runs the forks, as many at a time as the CPUs allow, and returns what came back of each. */
  List<TestResult> run(List<TestConfig> forks) throws IOException {
    List<TestResult> results = new ArrayList<>();
    TestExecutor executor =
        new TestExecutor(
            new Verbosity(0),
            result -> {
              synchronized (results) {
                results.add(result);
              }
            },
            scheduler());
    ForkWatchdog watchdog = ForkWatchdog.start(forks);
    try {
      executor.runAll(forks);
      synchronized (results) {
        return List.copyOf(results);
      }
    } finally {
      watchdog.close();
    }
  }
}
