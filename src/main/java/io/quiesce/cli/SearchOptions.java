package io.quiesce.cli;

import io.quiesce.explore.model.Model;
import io.quiesce.explore.run.Exploration;
import io.quiesce.explore.search.Options;
import java.time.Duration;
import java.util.Map;
import picocli.CommandLine.Option;

/** How {@code explore} searches. */
final class SearchOptions {
  @Option(
      names = "--model",
      defaultValue = "jmm",
      paramLabel = "MODEL",
      description = "sc, tso, rc11 or jmm (default: jmm)")
  private String model;

  @Option(
      names = "--bound",
      paramLabel = "NAME=N",
      description = "loop=N turns of one waiting loop (8), steps=N events of one thread (10000)")
  private Map<String, Integer> bounds = Map.of();

  @Option(
      names = "--workers",
      defaultValue = "1",
      paramLabel = "N",
      description = "threads that search (default: 1)")
  private int workers;

  @Option(
      names = "--limit",
      defaultValue = "0",
      paramLabel = "N",
      description = "stop after about N executions")
  private long limit;

  @Option(
      names = "--seconds",
      defaultValue = "0",
      paramLabel = "N",
      description = "stop after about N seconds")
  private long seconds;

  @Option(
      names = "--sample",
      defaultValue = "0",
      paramLabel = "N",
      description = "draw N random executions instead of visiting all")
  private long sample;

  @Option(
      names = "--seed",
      defaultValue = "1",
      paramLabel = "N",
      description = "seed of --sample (default: 1)")
  private long seed;

  @Option(
      names = "--tearing",
      description = "let plain accesses to long and double tear into halves (JLS 17.7)")
  private boolean tearing;

  /** The model; fails on an unknown name. */
  Model model() {
    return Model.named(model);
  }

  /** The exploration with these options. */
  Exploration apply(Exploration exploration, Model under) {
    bounds.keySet().stream()
        .filter(name -> !name.equals("loop") && !name.equals("steps"))
        .findFirst()
        .ifPresent(
            name -> {
              throw new IllegalArgumentException("no bound '" + name + "'; use loop or steps");
            });
    Options defaults = Options.of(under);
    int loop = bounds.getOrDefault("loop", defaults.loopBound());
    int steps = bounds.getOrDefault("steps", defaults.stepBound());
    Options options =
        defaults
            .withWorkers(workers)
            .withBounds(loop, steps)
            .withLimits(limit, Duration.ofSeconds(seconds));
    Exploration with = tearing ? exploration.with(options).tearing() : exploration.with(options);
    return sample > 0 ? with.sampling(sample, seed) : with;
  }
}
