package io.quiesce.bench;

import io.quiesce.bench.explore.ExploreBench;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.results.format.ResultFormatFactory;
import org.openjdk.jmh.results.format.ResultFormatType;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * Runs the benchmarks that match, with one thread and with two, and writes {@code results.json} and
 * {@code table.txt}.
 *
 * <p>Takes the directory for the results, a regular expression, and any options of JMH; {@code -t}
 * among them replaces the runs with one and two threads. Exit codes: 0, 1 nothing matched or a
 * benchmark failed, 2 the options are wrong.
 */
public final class Bench {
  private static final int FIRST_WITH_UNSAFE_WARNING = 23;

  /** Starts threads of its own; two that mark one graph at once would never agree on an epoch. */
  private static final String OWN_THREADS = "\\bMarkGraph\\.";

  private Bench() {}

  /** Runs everything and exits. */
  public static void main(String[] args) throws IOException {
    System.exit(run(args));
  }

  private static int run(String[] args) throws IOException {
    Path directory = Files.createDirectories(Path.of(args[0]));
    try {
      CommandLineOptions command = new CommandLineOptions(Arrays.copyOfRange(args, 2, args.length));
      List<RunResult> results = new ArrayList<>();
      for (int threads : threads(command)) {
        results.addAll(run(command, args[1], threads, results.isEmpty()));
      }
      write(results, directory);
      return 0;
    } catch (CommandLineOptionException wrong) {
      System.err.println("bench: " + wrong.getMessage());
      return 2;
    } catch (NoBenchmarksException none) {
      if (ExploreBench.matches(args[1])) {
        return 0;
      }
      System.err.println("bench: no benchmark matches \"" + args[1] + "\"");
      return 1;
    } catch (RunnerException failed) {
      System.err.println("bench: " + failed.getMessage());
      return 1;
    }
  }

  /** Results of one number of threads; none may match only if others did. */
  private static Collection<RunResult> run(
      CommandLineOptions command, String only, int threads, boolean first) throws RunnerException {
    try {
      return new Runner(options(command, only, threads)).run();
    } catch (NoBenchmarksException none) {
      if (first) {
        throw none;
      }
      return List.of();
    }
  }

  private static int[] threads(CommandLineOptions command) {
    return command.getThreads().hasValue()
        ? new int[] {command.getThreads().get()}
        : new int[] {1, 2};
  }

  private static Options options(CommandLineOptions command, String only, int threads) {
    List<String> flags = new ArrayList<>();
    // Netty at its best: caches for every thread, no sampling for leaks, and Unsafe where newer
    // JDKs only give it when asked.
    flags.add("-Dio.netty.allocator.useCacheForAllThreads=true");
    flags.add("-Dio.netty.leakDetection.level=disabled");
    if (Runtime.version().feature() >= FIRST_WITH_UNSAFE_WARNING) {
      flags.add("--sun-misc-unsafe-memory-access=allow");
      flags.add("--enable-native-access=ALL-UNNAMED");
    }
    ChainedOptionsBuilder options =
        new OptionsBuilder()
            .parent(command)
            .include(only)
            .threads(threads)
            .shouldFailOnError(true)
            .addProfiler("gc")
            .jvmArgsAppend(flags.toArray(String[]::new));
    return threads == 1 ? options.build() : options.exclude(OWN_THREADS).build();
  }

  private static void write(Collection<RunResult> results, Path directory) throws IOException {
    Path json = directory.resolve("results.json");
    try (PrintStream out =
        new PrintStream(Files.newOutputStream(json), false, StandardCharsets.UTF_8)) {
      ResultFormatFactory.getInstance(ResultFormatType.JSON, out).writeOut(results);
    }
    String table = new ResultTable(results).toString();
    Files.writeString(directory.resolve("table.txt"), table);
    System.out.println(System.lineSeparator() + table);
    System.out.println("results: " + json.toAbsolutePath());
  }
}
