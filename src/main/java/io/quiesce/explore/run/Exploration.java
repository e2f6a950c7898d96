package io.quiesce.explore.run;

import io.quiesce.explore.java.World;
import io.quiesce.explore.java.strand.SharedResultException;
import io.quiesce.explore.jcstress.JcstressScenario;
import io.quiesce.explore.jcstress.TestCase;
import io.quiesce.explore.model.Model;
import io.quiesce.explore.program.Op;
import io.quiesce.explore.program.Program;
import io.quiesce.explore.program.Reordered;
import io.quiesce.explore.search.Options;
import io.quiesce.explore.search.Progress;
import io.quiesce.explore.search.Result;
import io.quiesce.explore.search.Search;
import io.quiesce.explore.search.execution.Recording;
import io.quiesce.explore.search.execution.Visitor;
import io.quiesce.explore.transform.classes.ClassBytes;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * Explores one test. Immutable but for {@link #run}, which may be called again.
 *
 * <p>Throws {@link io.quiesce.explore.transform.UnmodelledException} from {@link #run} if the test
 * uses what is not modelled.
 */
public final class Exploration {
  private final TestCase test;
  private final ClassBytes classes;
  private Options options = Options.of(Model.JMM);
  private Progress progress = (n, whole) -> {};
  private long walks;
  private long seed;
  private boolean tearing;
  private boolean stopping;
  private Visitor visitor = execution -> {};
  private Map<String, UnaryOperator<Op>> changes = Map.of();

  private Exploration(TestCase test, ClassBytes classes) {
    this.test = test;
    this.classes = classes;
  }

  /** A test, with everything else as by default: model {@code jmm}, one worker. */
  public static Exploration of(TestCase test, ClassBytes classes) {
    return new Exploration(test, classes);
  }

  /** A copy, to be changed before anybody sees it. */
  private Exploration copy(Consumer<Exploration> change) {
    Exploration copy = new Exploration(test, classes);
    copy.options = options;
    copy.progress = progress;
    copy.walks = walks;
    copy.seed = seed;
    copy.tearing = tearing;
    copy.stopping = stopping;
    copy.visitor = visitor;
    copy.changes = changes;
    change.accept(copy);
    return copy;
  }

  /** Under another model. */
  public Exploration under(Model model) {
    Options o = options;
    return with(
        new Options(
            model,
            o.workers(),
            o.loopBound(),
            o.stepBound(),
            o.selfCheck(),
            o.limit(),
            o.time(),
            o.tasks()));
  }

  /** With other options of the search. */
  public Exploration with(Options newOptions) {
    return copy(c -> c.options = newOptions);
  }

  /** Tells how far it is. */
  public Exploration reporting(Progress newProgress) {
    return copy(c -> c.progress = newProgress);
  }

  /** Draws random executions instead of visiting all; the verdict is at best unknown. */
  public Exploration sampling(long count, long newSeed) {
    return copy(
        c -> {
          c.walks = count;
          c.seed = newSeed;
        });
  }

  /** With plain accesses to {@code long} and {@code double} in two halves (JLS 17.7). */
  public Exploration tearing() {
    return copy(c -> c.tearing = true);
  }

  /** Only until the first execution that fails, as far as each worker is concerned. */
  public Exploration untilRefuted() {
    return copy(c -> c.stopping = true);
  }

  /**
   * Shows each execution of {@link #run} to a visitor, after it has been counted. With several
   * workers the visitor is called by each of them.
   */
  public Exploration visiting(Visitor newVisitor) {
    return copy(c -> c.visitor = newVisitor);
  }

  /**
   * With the accesses of some source lines in other modes.
   *
   * @param newChanges what becomes of the operations of a line, which is named as steps of a {@link
   *     io.quiesce.explore.report.Witness} name it
   */
  public Exploration reordering(Map<String, UnaryOperator<Op>> newChanges) {
    return copy(c -> c.changes = Map.copyOf(newChanges));
  }

  /** Visits the executions. */
  public TestReport run() {
    try {
      return run(false);
    } catch (SharedResultException e) {
      return run(true);
    }
  }

  private TestReport run(boolean sharedResults) {
    List<World> worlds = new CopyOnWriteArrayList<>();
    try {
      Tally tally = new Tally(test);
      LoadBuffering cycles = new LoadBuffering(test.actors().size());
      Search search =
          Search.of(() -> open(worlds, sharedResults), options)
              .reporting(progress)
              .visiting(
                  execution -> {
                    if (tally.add(execution) && stopping) {
                      execution.stop();
                    }
                    cycles.add(execution.graph());
                    visitor.visit(execution);
                  });
      Result result = walks > 0 ? search.walk(seed, walks) : search.run();
      return new TestReport(
          test,
          options.model(),
          result,
          tally.rows(),
          test.outcomes().unreached(tally.outcomes()),
          cycles.isPossible(),
          walks > 0);
    } finally {
      worlds.forEach(World::close);
    }
  }

  private Program open(List<World> worlds, boolean sharedResults) {
    World world = JcstressScenario.open(test, classes, sharedResults, tearing);
    worlds.add(world);
    return changes.isEmpty() ? world : new Reordered(world, changes);
  }

  /**
   * Shows one execution again.
   *
   * @throws io.quiesce.explore.search.execution.BadRecordingException if the test has no such
   *     execution
   */
  public void replay(Recording recording, Visitor visitor) {
    try {
      replay(recording, visitor, false);
    } catch (SharedResultException e) {
      replay(recording, visitor, true);
    }
  }

  private void replay(Recording recording, Visitor visitor, boolean sharedResults) {
    List<World> worlds = new CopyOnWriteArrayList<>();
    try {
      Search.of(() -> open(worlds, sharedResults), options.withWorkers(1))
          .visiting(visitor)
          .replay(recording);
    } finally {
      worlds.forEach(World::close);
    }
  }

  /** The recording of the execution with a short name, or null if the test has none. */
  public Recording find(String id) {
    try {
      return find(id, false);
    } catch (SharedResultException e) {
      return find(id, true);
    }
  }

  private Recording find(String id, boolean sharedResults) {
    List<World> worlds = new CopyOnWriteArrayList<>();
    try {
      return Search.of(() -> open(worlds, sharedResults), options.withWorkers(1)).find(id);
    } finally {
      worlds.forEach(World::close);
    }
  }
}
