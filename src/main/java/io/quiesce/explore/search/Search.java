package io.quiesce.explore.search;

import io.quiesce.explore.program.Program;
import io.quiesce.explore.search.execution.Recording;
import io.quiesce.explore.search.execution.Replay;
import io.quiesce.explore.search.execution.Visitor;
import io.quiesce.explore.search.tree.Frontier;
import io.quiesce.explore.search.tree.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * Visits every execution of a program that a model allows, each exactly once.
 *
 * <pre>{@code
 * Result result =
 *     Search.of(MyProgram::new, Options.of(Model.JMM)).visiting(x -> outcomes.add(x.outcome())).run();
 * }</pre>
 *
 * <p>Not thread-safe; {@link #run} blocks until the search is over and leaves no thread behind.
 */
public final class Search {
  private static final long STACK_BYTES = 512L << 20;
  private static final long PROGRESS_MILLIS = 500;

  private final Supplier<Program> programs;
  private final Options options;
  private Visitor visitor = x -> {};
  private Progress progress = (executions, whole) -> {};

  private Search(Supplier<Program> programs, Options options) {
    this.programs = programs;
    this.options = options;
  }

  /**
   * Prepares a search.
   *
   * @param programs makes the program, once for each worker, in the thread that uses it
   */
  public static Search of(Supplier<Program> programs, Options options) {
    return new Search(programs, options);
  }

  /** Shows every execution to a visitor. */
  public Search visiting(Visitor newVisitor) {
    visitor = newVisitor;
    return this;
  }

  /** Reports progress about twice a second. */
  public Search reporting(Progress newProgress) {
    progress = newProgress;
    return this;
  }

  /**
   * Runs the search.
   *
   * @throws io.quiesce.explore.program.NondeterminismException if the program is not a function of
   *     what it reads
   */
  public Result run() {
    long start = System.nanoTime();
    long time = options.time().toNanos();
    long deadline = time == 0 ? 0 : start + time;
    Frontier frontier = new Frontier(options.tasks(), options.workers());
    Seen seen = options.selfCheck() ? new Seen() : null;
    Crew crew = new Crew(frontier);
    for (int i = 0; i < options.workers(); i++) {
      int number = i;
      crew.hire(
          () -> new Worker(number, programs.get(), options, frontier, visitor, seen, deadline),
          STACK_BYTES);
    }
    crew.await(progress, PROGRESS_MILLIS);
    return Result.of(crew.tallies(), frontier.rest(), crew.whole(), System.nanoTime() - start);
  }

  /**
   * Runs one recorded execution again and shows it to the visitor.
   *
   * @throws BadRecordingException if it is not one of this program under this model
   */
  public void replay(Recording recording) {
    new Replay(programs.get(), options.bounds(), recording).show(visitor);
  }

  /**
   * Looks for the execution of a short name, by visiting the executions until it is met.
   *
   * @return its recording, or null if there is none within the bounds and limits
   */
  public Recording find(String id) {
    AtomicReference<Recording> found = new AtomicReference<>();
    Search search =
        new Search(programs, options)
            .visiting(
                x -> {
                  if (x.id().equals(id)) {
                    found.set(x.recording());
                    x.stop();
                  }
                });
    search.run();
    return found.get();
  }

  /**
   * Visits random executions instead of all.
   *
   * @param seed the same seed gives the same executions
   * @param walks how many
   */
  public Result walk(long seed, long walks) {
    long start = System.nanoTime();
    RandomWalks random = new RandomWalks(programs.get(), options, seed);
    random.run(walks, visitor);
    return Result.of(List.of(random.tally()), List.of(Task.ALL), 0, System.nanoTime() - start);
  }

  /** The rest of a frontier as texts. */
  public static List<String> write(List<Task> tasks) {
    List<String> texts = new ArrayList<>();
    tasks.forEach(task -> texts.add(task.toString()));
    return texts;
  }
}
