package io.quiesce.explore.weaken;

import io.quiesce.explore.jcstress.TestCase;
import io.quiesce.explore.model.Model;
import io.quiesce.explore.program.NondeterminismException;
import io.quiesce.explore.program.Op;
import io.quiesce.explore.run.Exploration;
import io.quiesce.explore.run.TestReport;
import io.quiesce.explore.run.Verdict;
import io.quiesce.explore.search.Options;
import io.quiesce.explore.transform.UnmodelledException;
import io.quiesce.explore.transform.classes.ClassBytes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * Weakens every access of some tests, one at a time.
 *
 * <ol>
 *   <li>Each test is explored as it is, which shows which accesses it comes by. One that fails, or
 *       that cannot be modelled, is left out.
 *   <li>For each access and each weaker mode, the tests that come by are explored with it, the
 *       quickest first, until one fails.
 * </ol>
 *
 * <p>A test that takes longer than the limit as it is, is sampled with the weaker mode, for half of
 * the limit: a failure found is as good as any, none found says little, and the result says so. A
 * weakening gets as much time as {@value #PATIENCE} explorations; the tests left over are counted.
 */
public final class Sweep {
  private static final int PATIENCE = 5;

  private final ClassBytes classes;
  private final Predicate<String> lines;
  private final Duration limit;
  private final Consumer<String> log;
  private final int workers;

  /**
   * A sweep; {@link #run} does the work.
   *
   * @param classes the tests and what they call
   * @param lines the accesses that matter, such as {@code Gate.java:61 (VarHandle.getAcquire)}
   * @param limit time for each exploration
   * @param workers how many explorations run at a time
   * @param log gets a line for each test and each weakening
   */
  public Sweep(
      ClassBytes classes,
      Predicate<String> lines,
      Duration limit,
      int workers,
      Consumer<String> log) {
    this.classes = classes;
    this.lines = lines;
    this.limit = limit;
    this.workers = workers;
    this.log = log;
  }

  /** Weakens, in the order of lines. */
  public List<Weakened> run(List<TestCase> tests) {
    ExecutorService pool = Executors.newFixedThreadPool(workers);
    try {
      Map<Weakening, List<Reach>> plan = plan(pool, tests);
      List<Future<Weakened>> running = new ArrayList<>();
      plan.forEach(
          (weakening, reaches) -> running.add(pool.submit(() -> weaken(weakening, reaches))));
      List<Weakened> all = new ArrayList<>();
      for (Future<Weakened> one : running) {
        all.add(of(one));
      }
      all.sort(
          Comparator.comparing((Weakened one) -> file(one.weakening().line()))
              .thenComparing(one -> number(one.weakening().line())));
      return all;
    } finally {
      pool.shutdownNow();
    }
  }

  private static <T> T of(Future<T> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    } catch (ExecutionException e) {
      throw new IllegalStateException("an exploration failed", e.getCause());
    }
  }

  private static String file(String line) {
    return line.replaceAll(":.*", "");
  }

  private static int number(String line) {
    String number = line.replaceAll("^[^:]*:?(\\d*).*", "$1");
    return number.isEmpty() ? 0 : Integer.parseInt(number);
  }

  private Map<Weakening, List<Reach>> plan(ExecutorService pool, List<TestCase> tests) {
    List<Future<Optional<Reach>>> running = new ArrayList<>();
    tests.forEach(test -> running.add(pool.submit(() -> reach(test))));
    List<Reach> reaches = new ArrayList<>();
    running.forEach(one -> of(one).ifPresent(reaches::add));
    reaches.sort(Comparator.comparing(Reach::nanos));
    Map<Weakening, List<Reach>> plan = new LinkedHashMap<>();
    for (Reach reach : reaches) {
      reach.weakenings().forEach(w -> plan.computeIfAbsent(w, key -> new ArrayList<>()).add(reach));
    }
    return plan;
  }

  private Optional<Reach> reach(TestCase test) {
    try {
      Reach reach = Reach.of(exploration(test), lines);
      log.accept(test.name() + ": " + reach.report().verdictLine());
      boolean holds = reach.report().verdict() != Verdict.REFUTED;
      return holds ? Optional.of(reach) : Optional.empty();
    } catch (UnmodelledException | NondeterminismException e) {
      log.accept(test.name() + ": UNMODELLED " + e.getMessage());
      return Optional.empty();
    }
  }

  private Exploration exploration(TestCase test) {
    return Exploration.of(test, classes)
        .with(Options.of(Model.JMM).withLimits(0, limit))
        .untilRefuted();
  }

  private Weakened weaken(Weakening weakening, List<Reach> reaches) {
    long deadline = System.nanoTime() + PATIENCE * limit.toNanos();
    List<String> proved = new ArrayList<>();
    List<String> sampled = new ArrayList<>();
    for (Reach reach : reaches) {
      if (System.nanoTime() - deadline > 0) {
        break;
      }
      Optional<TestReport> report = explore(weakening, reach);
      if (report.isPresent() && report.get().verdict() == Verdict.REFUTED) {
        return said(new Weakened(weakening, report, proved, sampled, 0));
      }
      boolean all = report.isPresent() && report.get().verdict() == Verdict.PROVED;
      (all ? proved : sampled).add(reach.test().name());
    }
    int left = reaches.size() - proved.size() - sampled.size();
    return said(new Weakened(weakening, Optional.empty(), proved, sampled, left));
  }

  private Weakened said(Weakened one) {
    log.accept(WeakenReport.line(one));
    return one;
  }

  private Optional<TestReport> explore(Weakening weakening, Reach reach) {
    UnaryOperator<Op> change = weakening::apply;
    Exploration exploration =
        exploration(reach.test()).reordering(Map.of(weakening.line(), change));
    boolean large = reach.report().verdict() == Verdict.UNKNOWN;
    try {
      return Optional.of((large ? exploration.sampling(reach.walks(limit), 1) : exploration).run());
    } catch (UnmodelledException | NondeterminismException e) {
      return Optional.empty();
    }
  }
}
