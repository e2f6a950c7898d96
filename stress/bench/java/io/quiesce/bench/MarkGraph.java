package io.quiesce.bench;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Threads;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A graph of a million objects marked from one root: milliseconds a graph, with one worker and with
 * two, beside a {@link ForkJoinPool} of as many threads that marks the same graph of Java objects.
 *
 * <p>The workers are threads of the benchmark's own, so it is run with one JMH thread only.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 15)
@Measurement(iterations = 30)
@Fork(2)
@Threads(1)
@State(Scope.Benchmark)
public class MarkGraph {
  private static final int OBJECTS = 1_000_000;
  private static final long SEED = 42;

  /** Workers that mark at once. */
  @Param({"1", "2"})
  private int workers;

  /** The collected heap, its graph, and threads for the workers but the first. */
  @State(Scope.Benchmark)
  public static class Collected {
    private final ObjectGraph graph = new ObjectGraph(OBJECTS, SEED);
    private final ExecutorService others = Executors.newSingleThreadExecutor();

    /** Starts a cycle. */
    @Setup(Level.Invocation)
    public void start() {
      graph.start();
    }

    /** Checks that everything was marked, and sweeps. */
    @TearDown(Level.Invocation)
    public void finish() {
      graph.finish();
    }

    /** Ends the threads. */
    @TearDown
    public void shutdown() {
      others.shutdown();
    }
  }

  /** The graph as Java objects, and the pool. */
  @State(Scope.Benchmark)
  public static class Pooled {
    private final JavaGraph graph = new JavaGraph(OBJECTS, SEED);
    private ForkJoinPool pool;

    /** Makes the pool. */
    @Setup
    public void start(MarkGraph bench) {
      pool = new ForkJoinPool(bench.workers);
    }

    /** Ends it. */
    @TearDown
    public void shutdown() {
      pool.shutdown();
    }
  }

  /** The marker of this project. */
  @Benchmark
  public void quiesce(Collected collected) throws InterruptedException, ExecutionException {
    Future<?> other = workers == 2 ? collected.others.submit(() -> collected.graph.work(1)) : null;
    collected.graph.work(0);
    if (other != null) {
      other.get();
    }
  }

  /** A task for each object but the last child. */
  @Benchmark
  public void forkJoinPool(Pooled pooled) {
    pooled.pool.invoke(pooled.graph.mark());
  }
}
