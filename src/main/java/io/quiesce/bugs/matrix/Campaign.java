package io.quiesce.bugs.matrix;

import io.quiesce.bugs.corpus.Bug;
import io.quiesce.bugs.corpus.Tool;
import io.quiesce.bugs.overlay.Overlay;
import io.quiesce.bugs.overlay.OverlayCompiler;
import io.quiesce.bugs.place.Workbench;
import io.quiesce.bugs.tool.Job;
import io.quiesce.bugs.tool.Measurement;
import io.quiesce.bugs.tool.Toolbox;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/**
 * Measures a plan. jcstress, which pins its actors to CPUs, runs alone and last; all else side by
 * side.
 */
public final class Campaign {
  /** A baseline has the tests of all bugs to run, so it gets more time where tests are many. */
  private static final int BASELINE_BUDGETS = 2;

  private final Workbench bench;
  private final Path out;
  private final Toolbox toolbox;
  private final Plan plan;
  private final Duration budget;
  private final Consumer<String> log;
  private final Map<Bug, Overlay> overlays = new LinkedHashMap<>();
  private final Map<Bug, Map<Tool, Measurement>> measured = new LinkedHashMap<>();
  private final List<Baseline> baselines = new ArrayList<>();
  private final int rounds;
  private final int total;
  private int done;

  /**
   * A campaign; {@link #run} does the work.
   *
   * @param out a directory for the evidence
   * @param budget of each tool for each bug
   * @param rounds how often each tool runs on the unpatched subject
   * @param log gets a line for each cell
   */
  public Campaign(
      Workbench bench, Plan plan, Path out, Duration budget, int rounds, Consumer<String> log) {
    this.bench = bench;
    this.out = out;
    this.toolbox = new Toolbox(bench);
    this.plan = plan;
    this.budget = budget;
    this.log = log;
    this.total = plan.size() + rounds * plan.tools().size();
    this.rounds = rounds;
  }

  /**
   * Measures everything.
   *
   * @param jobs how many JVMs work at a time
   * @throws IOException if a JVM cannot be started or a file cannot be written
   * @throws io.quiesce.bugs.overlay.OverlayException if a patch does not apply or compile
   */
  public Matrix run(List<Bug> absent, int jobs) throws IOException {
    Instant started = Instant.now();
    long start = System.nanoTime();
    compile();
    inParallel(tasks(false), jobs);
    inParallel(tasks(true), 1);
    List<Row> rows = new ArrayList<>();
    plan.cells().keySet().forEach(bug -> rows.add(new Row(bug, measured.get(bug))));
    Duration took = Duration.ofNanos(System.nanoTime() - start);
    return new Matrix(started, took, budget, rows, absent, baselines);
  }

  private void compile() throws IOException {
    try (OverlayCompiler compiler = new OverlayCompiler(bench.product())) {
      for (Bug bug : plan.cells().keySet()) {
        Path classes = bench.directory("overlay", bug.slug());
        overlays.put(bug, compiler.compile(bug.slug(), bug.patch(), classes));
        measured.put(bug, new EnumMap<>(Tool.class));
      }
    }
    log.accept(overlays.size() + " bugs compiled, " + total + " runs to come");
  }

  private interface Task {
    void run() throws IOException;
  }

  /** Those that need the machine for themselves, or the others. */
  private List<Task> tasks(boolean alone) {
    List<Task> tasks = new ArrayList<>();
    for (int round = 1; round <= rounds; round++) {
      int number = round;
      for (Tool tool : plan.tools()) {
        if (alone == isAlone(tool)) {
          tasks.add(() -> baseline(tool, number));
        }
      }
    }
    for (Map.Entry<Bug, List<Tool>> entry : plan.cells().entrySet()) {
      List<Tool> tools = entry.getValue().stream().filter(t -> isAlone(t) == alone).toList();
      if (plan.untilCaught()) {
        tasks.add(() -> inTurn(entry.getKey(), tools));
      } else {
        tools.forEach(tool -> tasks.add(() -> cell(entry.getKey(), tool)));
      }
    }
    return tasks;
  }

  private static boolean isAlone(Tool tool) {
    return tool == Tool.JCSTRESS;
  }

  private static void inParallel(List<Task> tasks, int jobs) throws IOException {
    ExecutorService pool = Executors.newFixedThreadPool(jobs);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (Task task : tasks) {
        running.add(pool.submit(() -> run(task)));
      }
      for (Future<?> one : running) {
        one.get();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UncheckedIOException io) {
        throw io.getCause();
      }
      throw new IllegalStateException("a run failed", e.getCause());
    } finally {
      pool.shutdownNow();
    }
  }

  private static void run(Task task) {
    try {
      task.run();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void inTurn(Bug bug, List<Tool> tools) throws IOException {
    for (Tool tool : tools) {
      if (!isCaught(bug)) {
        cell(bug, tool);
      }
    }
  }

  private synchronized boolean isCaught(Bug bug) {
    return measured.get(bug).values().stream().anyMatch(Measurement::isCaught);
  }

  private void cell(Bug bug, Tool tool) throws IOException {
    String first = bug.tools().get(tool).first();
    Job job = new Job(overlays.get(bug), first, budget, evidence(bug.slug()));
    Measurement measurement = toolbox.measure(tool, job);
    synchronized (this) {
      measured.get(bug).put(tool, measurement);
      Row row = new Row(bug, Map.of(tool, measurement));
      say(bug.slug(), measurement, row.contradiction(tool).isPresent() ? "  <== CONTRADICTS" : "");
    }
  }

  private Path evidence(String name) {
    return out.resolve("evidence").resolve(name).toAbsolutePath().normalize();
  }

  private void baseline(Tool tool, int round) throws IOException {
    boolean manyTests = tool != Tool.CHAOS && tool != Tool.REPLAY;
    Duration time = manyTests ? budget.multipliedBy(BASELINE_BUDGETS) : budget;
    Path evidence = evidence("unpatched-" + round);
    Measurement measurement =
        toolbox.measure(tool, new Job(Overlay.PRISTINE, plan.first(tool), time, evidence));
    synchronized (this) {
      Baseline baseline = new Baseline(round, measurement);
      baselines.add(baseline);
      say("unpatched", measurement, baseline.problem().isPresent() ? "  <== ALARM" : "");
    }
  }

  private void say(String name, Measurement measurement, String mark) {
    done++;
    log.accept(
        String.format(
            Locale.ROOT,
            "[%d/%d] %s, %s: %s, %.1f s%s%s",
            done,
            total,
            name,
            measurement.tool().label(),
            measurement.result().label(),
            measurement.time().toMillis() / 1e3,
            measurement.test().isEmpty() ? "" : ", " + measurement.test(),
            mark));
  }
}
