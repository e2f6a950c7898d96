package io.quiesce.cli;

import io.quiesce.explore.java.ClassPath;
import io.quiesce.explore.jcstress.InvalidTestException;
import io.quiesce.explore.jcstress.TestCase;
import io.quiesce.explore.model.Model;
import io.quiesce.explore.program.NondeterminismException;
import io.quiesce.explore.report.MachineReport;
import io.quiesce.explore.report.TextReport;
import io.quiesce.explore.run.Canaries;
import io.quiesce.explore.run.Exploration;
import io.quiesce.explore.run.TestReport;
import io.quiesce.explore.run.Verdict;
import io.quiesce.explore.search.execution.BadRecordingException;
import io.quiesce.explore.transform.UnmodelledException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code quiesce explore}: explores jcstress classes. */
@Command(
    name = "explore",
    mixinStandardHelpOptions = true,
    exitCodeOnExecutionException = 2,
    description = "Visits every execution of jcstress classes under the Java memory model.",
    footer = {
      "",
      "Exit codes: 0 all as declared and exhaustive; 1 a violation; 2 wrong usage, or something",
      "that is not modelled; 3 nothing bad found, but not exhaustive."
    })
final class ExploreCommand implements Callable<Integer> {
  private static final int VIOLATION = 1;
  private static final int USAGE = 2;
  private static final int INCOMPLETE = 3;
  private static final long PROGRESS_NANOS = 2_000_000_000L;

  @Spec private CommandSpec spec;

  @Mixin private TestOptions selection = new TestOptions();
  @Mixin private SearchOptions search = new SearchOptions();
  @Mixin private WitnessOptions witness = new WitnessOptions();

  @Option(names = "--json", paramLabel = "FILE", description = "write the reports as JSON")
  private Path json;

  @Option(names = "--junit", paramLabel = "FILE", description = "write the reports as JUnit XML")
  private Path junit;

  private final Supplier<List<String>> canaries;
  private final List<TestReport> reports = new ArrayList<>();
  private final Map<TestCase, String> refused = new LinkedHashMap<>();
  private long shown = System.nanoTime();

  ExploreCommand() {
    this(Canaries::check);
  }

  /** {@code canaries} tells which known bugs are missed here. */
  ExploreCommand(Supplier<List<String>> canaries) {
    this.canaries = canaries;
  }

  @Override
  public Integer call() {
    List<String> missed = canaries.get();
    if (!missed.isEmpty()) {
      missed.forEach(line -> err().println("CANARY MISSED  " + line));
      err().println("The explorer does not see what it must see here; it says nothing else.");
      return VIOLATION;
    }
    try {
      return explore();
    } catch (IllegalArgumentException | InvalidTestException | BadRecordingException e) {
      return usage(e.getMessage());
    } catch (IOException e) {
      return usage("cannot write: " + e.getMessage());
    }
  }

  private int usage(String message) {
    err().println(message);
    return USAGE;
  }

  private PrintWriter out() {
    return spec.commandLine().getOut();
  }

  private PrintWriter err() {
    return spec.commandLine().getErr();
  }

  private int explore() throws IOException {
    Model model = search.model();
    ClassPath path = selection.path();
    List<TestCase> tests = selection.tests(path);
    if (tests.isEmpty()) {
      return usage(selection.nothing());
    }
    if (witness.replays()) {
      return replay(tests, path, model);
    }
    for (TestCase test : tests) {
      one(search.apply(Exploration.of(test, path), model), test);
    }
    write();
    return exitCode();
  }

  private int replay(List<TestCase> tests, ClassPath path, Model model) throws IOException {
    if (witness.replaysRecording() && tests.size() > 1) {
      return usage(
          "a recording is of one test, but " + tests.size() + " match; name one by --test");
    }
    for (TestCase test : tests) {
      try {
        if (witness.replay(search.apply(Exploration.of(test, path), model), out())) {
          out().flush();
          return 0;
        }
      } catch (UnmodelledException | NondeterminismException e) {
        return usage(test.name() + ": " + e.getMessage());
      }
    }
    return usage(witness.notFound());
  }

  private void one(Exploration exploration, TestCase test) throws IOException {
    try {
      TestReport report = exploration.reporting(this::progress).run();
      reports.add(report);
      out().print(TextReport.of(report));
      if (report.firstFailure().isPresent() && report.firstFailure().get().recording() != null) {
        witness.show(exploration, report.firstFailure().get().recording(), out());
      }
    } catch (UnmodelledException | NondeterminismException e) {
      refused.put(test, e.getMessage());
      out().println(test.name());
      out().println("  UNMODELLED  " + e.getMessage());
    }
    out().println();
    out().flush();
  }

  /** A line on standard error now and then, so that logs stay short. */
  private void progress(long executions, double about) {
    long now = System.nanoTime();
    if (now - shown >= PROGRESS_NANOS) {
      shown = now;
      String whole = about > 0 ? TestReport.about(about) : "?";
      err().println(String.format(Locale.ROOT, "  %,d executions of about %s", executions, whole));
      err().flush();
    }
  }

  private void write() throws IOException {
    if (json != null) {
      Files.writeString(json, MachineReport.json(reports, refused));
    }
    if (junit != null) {
      Files.writeString(junit, MachineReport.junitXml(reports, refused));
    }
  }

  private int exitCode() {
    Optional<TestReport> refuted =
        reports.stream().filter(report -> report.verdict() == Verdict.REFUTED).findFirst();
    if (refuted.isPresent()) {
      return VIOLATION;
    } else if (!refused.isEmpty()) {
      return USAGE;
    }
    return reports.stream().allMatch(report -> report.verdict() == Verdict.PROVED) ? 0 : INCOMPLETE;
  }
}
