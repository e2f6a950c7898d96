package io.quiesce.hunt.night;

import io.quiesce.bugs.overlay.Overlay;
import io.quiesce.bugs.place.Workbench;
import io.quiesce.bugs.tool.StressClasses;
import io.quiesce.hunt.engine.ChaosRunner;
import io.quiesce.hunt.engine.ExploreRunner;
import io.quiesce.hunt.engine.Runner;
import io.quiesce.hunt.engine.StressRunner;
import io.quiesce.hunt.model.Engine;
import io.quiesce.hunt.model.Job;
import io.quiesce.hunt.progress.Deadline;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.stream.Collectors;

/**
 * The engines of a night. jcstress, which pins its actors to CPUs, has the machine for itself; all
 * others run side by side.
 */
final class Engines implements AutoCloseable {
  /** A suite that must be compiled first is worth it in a night that has so much left. */
  private static final Duration WORTH_COMPILING = Duration.ofMinutes(4);

  /** The stress launcher starts JVMs of its own, which takes seconds. */
  private static final Duration WORTH_STARTING = Duration.ofSeconds(20);

  private final Map<Engine, Runner> runners = new EnumMap<>(Engine.class);
  private final ReadWriteLock machine = new ReentrantReadWriteLock(true);
  private final ExploreRunner explorer;

  /** The engines that can run here. */
  Engines(Workbench bench, List<Path> classes, Settings settings) throws IOException {
    Path forks = bench.directory("hunt");
    explorer = new ExploreRunner(bench.product(), classes, settings.jdks(), forks);
    runners.put(Engine.EXPLORER, explorer);
    runners.put(Engine.WALKS, explorer);
    runners.put(
        Engine.CHAOS, new ChaosRunner(bench.product(), Overlay.PRISTINE, settings.jdks(), forks));
    if (bench.anyCheckout().isPresent()) {
      StressClasses stress = new StressClasses(bench);
      for (Engine engine : List.of(Engine.LINCHECK, Engine.JCSTRESS)) {
        runners.put(
            engine, new StressRunner(bench, stress, Overlay.PRISTINE, engine, settings.jdks()));
      }
    }
  }

  /** The explorer, for replays. */
  ExploreRunner explorer() {
    return explorer;
  }

  /** How many jobs of an engine are worth one start now; 0 if it cannot run. */
  int batch(Engine engine, Deadline deadline) {
    Runner runner = runners.get(engine);
    boolean stress = engine.needsCheckout();
    if (runner == null
        || (stress && !deadline.has(WORTH_STARTING))
        || (!runner.isReady() && !deadline.has(WORTH_COMPILING))) {
      return 0;
    }
    return runner.batch();
  }

  /** Which engines a night is too short for, and why; empty if there are none. */
  Optional<String> tooShort(Deadline deadline) {
    String waiting =
        runners.entrySet().stream()
            .filter(one -> !one.getValue().isReady() && !deadline.has(WORTH_COMPILING))
            .map(one -> one.getKey().label())
            .collect(Collectors.joining(" and "));
    return waiting.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "without "
                + waiting
                + ": their tests must be compiled first, which a night of less than "
                + WORTH_COMPILING.toMinutes()
                + " minutes is too short for");
  }

  /** Runs jobs of one engine and one JDK. */
  void run(List<Job> jobs, Runner.Sink sink) throws IOException {
    Runner runner = runners.get(jobs.get(0).scenario().engine());
    Lock lock = runner.runsAlone() ? machine.writeLock() : machine.readLock();
    try {
      lock.lockInterruptibly();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted before it began", e);
    }
    try {
      runner.run(jobs, sink);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    explorer.close();
  }
}
