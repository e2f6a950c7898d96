package io.quiesce.cli.bugs;

import io.quiesce.bugs.corpus.Bug;
import io.quiesce.bugs.corpus.Corpus;
import io.quiesce.bugs.corpus.Expectation;
import io.quiesce.bugs.corpus.Forecast;
import io.quiesce.bugs.corpus.Tool;
import io.quiesce.bugs.overlay.Overlay;
import io.quiesce.bugs.overlay.OverlayCompiler;
import io.quiesce.bugs.place.Product;
import io.quiesce.bugs.place.Workbench;
import io.quiesce.bugs.tool.Job;
import io.quiesce.bugs.tool.Measurement;
import io.quiesce.bugs.tool.Toolbox;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code quiesce bugs run SLUG}: brings a bug back and lets the tools find it. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    description = {
      "Applies a bug's diff in memory, compiles it, and runs the tools that should catch it, the"
          + " fastest first, until one does. Prints what failed, and the evidence.",
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:a tool that should catch it did",
      "1:none did",
      "2:no such bug or tool, or something that is needed is missing"
    })
final class RunBugCommand extends CorpusCommand {
  private static final int NOT_CAUGHT = 1;

  /** Of the evidence, so many lines are shown of the beginning and of the end. */
  private static final int LINES = 20;

  @Parameters(paramLabel = "SLUG", description = "the bug's name, as listed")
  private String slug;

  @Option(
      names = "--with",
      paramLabel = "TOOL",
      converter = ToolWord.class,
      description = "only this tool: unit, explore, replay, lincheck, chaos or jcstress")
  private Tool only;

  @Option(
      names = "--budget",
      defaultValue = "30s",
      paramLabel = "TIME",
      converter = Seconds.class,
      description = "time for each tool (default: ${DEFAULT-VALUE})")
  private Duration budget;

  @Mixin private BenchOptions options = new BenchOptions();

  @Override
  int run(Product product, Corpus corpus) throws IOException {
    Bug bug = corpus.find(slug);
    if (bug.isAbsent()) {
      return fail(slug + " has no patch: " + bug.absent());
    }
    Workbench bench = options.bench(product);
    List<Tool> tools = tools(bug, bench);
    if (tools.isEmpty()) {
      bench.checkout();
    }
    say(bug.slug() + ": " + bug.title());
    say("breaks " + bug.invariant());
    Overlay overlay = compile(bug, bench);
    Toolbox toolbox = new Toolbox(bench);
    for (Tool tool : tools) {
      Forecast forecast = bug.tools().get(tool);
      Job job = new Job(overlay, forecast.first(), budget, bench.directory("run", slug));
      Measurement measured = toolbox.measure(tool, job);
      show(measured, forecast);
      if (measured.isCaught() && forecast.expect() != Expectation.MISSED) {
        return 0;
      }
    }
    return NOT_CAUGHT;
  }

  private static Overlay compile(Bug bug, Workbench bench) throws IOException {
    try (OverlayCompiler compiler = new OverlayCompiler(bench.product())) {
      return compiler.compile(bug.slug(), bug.patch(), bench.directory("overlay", bug.slug()));
    }
  }

  /** The one asked for, or those that should catch it and then those that may, if they can run. */
  private List<Tool> tools(Bug bug, Workbench bench) throws IOException {
    if (only != null) {
      return List.of(only);
    }
    List<Tool> tools = new ArrayList<>(bug.toolsThat(Expectation.CAUGHT));
    tools.addAll(bug.toolsThat(Expectation.MAYBE));
    if (bench.anyCheckout().isEmpty()) {
      tools.removeIf(Tool::needsCheckout);
    }
    return tools;
  }

  private void show(Measurement measured, Forecast forecast) throws IOException {
    say("");
    say(
        String.format(
            Locale.ROOT,
            "%s: %s, %.1f s (expected: %s, %s)",
            measured.tool().label(),
            measured.result().label(),
            measured.time().toMillis() / 1e3,
            forecast.expect().label(),
            forecast.why()));
    if (!measured.test().isEmpty()) {
      say("  " + measured.test());
    }
    say("  " + measured.message());
    if (measured.isCaught()) {
      say("");
      evidence(measured);
    }
    say("  all of it: " + measured.evidence());
  }

  private void evidence(Measurement measured) throws IOException {
    List<String> lines =
        Files.readAllLines(measured.evidence()).stream()
            .filter(line -> !line.startsWith("$ ") && !line.startsWith("@@"))
            .toList();
    if (lines.size() <= 2 * LINES) {
      lines.forEach(line -> say("  | " + line));
      return;
    }
    lines.subList(0, LINES).forEach(line -> say("  | " + line));
    say("  | ... " + (lines.size() - 2 * LINES) + " lines ...");
    lines.subList(lines.size() - LINES, lines.size()).forEach(line -> say("  | " + line));
  }
}
