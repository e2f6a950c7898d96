package io.quiesce.hunt.plan;

import io.quiesce.hunt.model.Engine;
import io.quiesce.hunt.model.Job;
import io.quiesce.hunt.model.JobResult;
import io.quiesce.hunt.model.Scenario;
import io.quiesce.hunt.model.Unit;
import io.quiesce.hunt.model.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The jobs of each round, in order.
 *
 * <ol>
 *   <li>What never ran, or whose code has changed since it last did.
 *   <li>The regression corpus: the shapes under {@code stress/ledger}, and what has open findings.
 *   <li>All else by yield: findings a second so far.
 *   <li>What was proved with this very code.
 * </ol>
 *
 * <p>Within each of these, engines take turns by the time that their jobs may take, so that no
 * engine keeps the others waiting. Each round gives a job {@value #GROWTH} times as long as the one
 * before.
 */
public final class Planner {
  private static final int GROWTH = 3;
  private static final Duration LONGEST = Duration.ofMinutes(20);

  private static final Map<Engine, Duration> FIRST =
      Map.of(
          Engine.EXPLORER, Duration.ofSeconds(2),
          Engine.WALKS, Duration.ofSeconds(2),
          Engine.CHAOS, Duration.ofSeconds(4),
          Engine.LINCHECK, Duration.ofSeconds(10),
          Engine.JCSTRESS, Duration.ofSeconds(5));

  private final Catalogue catalogue;
  private final History history;
  private final long seed;
  private final List<Unit> units;

  /**
   * A planner.
   *
   * @param units of this shard
   * @param seed of the night
   */
  public Planner(Catalogue catalogue, History history, List<Unit> units, long seed) {
    this.catalogue = catalogue;
    this.history = history;
    this.units = List.copyOf(units);
    this.seed = seed;
  }

  /** Every scenario on every JDK. */
  public static List<Unit> units(List<Scenario> scenarios, List<String> jdks) {
    return scenarios.stream()
        .flatMap(scenario -> jdks.stream().map(jdk -> new Unit(scenario, jdk)))
        .sorted()
        .toList();
  }

  /** The jobs of a round, in order. */
  public List<Job> round(int round) {
    Map<Integer, List<Unit>> tiers = new TreeMap<>();
    units.forEach(unit -> tiers.computeIfAbsent(tier(unit), t -> new ArrayList<>()).add(unit));
    List<Job> jobs = new ArrayList<>();
    tiers.values().forEach(tier -> inTurns(tier).forEach(unit -> jobs.add(job(unit, round))));
    return jobs;
  }

  private int tier(Unit unit) {
    String name = unit.scenario().name();
    Optional<JobResult> latest = history.latest(unit);
    boolean changed =
        latest.isEmpty() || !latest.get().hash().equals(catalogue.hash(unit.scenario()));
    if (changed) {
      return 0;
    } else if (Scenario.isRegression(name) || history.isOpen(name)) {
      return 1;
    }
    return latest.get().verdict() == Verdict.PROVED ? 3 : 2;
  }

  /** By yield and by name, and engines in turns by the time that they have been given. */
  private List<Unit> inTurns(List<Unit> tier) {
    Map<Engine, List<Unit>> queues = new EnumMap<>(Engine.class);
    tier.stream()
        .sorted(
            Comparator.comparing((Unit unit) -> -history.yieldOf(unit.scenario().name()))
                .thenComparing(unit -> shuffled(unit))
                .thenComparing(Comparator.naturalOrder()))
        .forEach(
            unit ->
                queues.computeIfAbsent(unit.scenario().engine(), e -> new ArrayList<>()).add(unit));
    Map<Engine, Long> given = new EnumMap<>(Engine.class);
    List<Unit> order = new ArrayList<>();
    while (!queues.isEmpty()) {
      Engine next =
          queues.keySet().stream()
              .min(Comparator.comparing(engine -> given.getOrDefault(engine, 0L)))
              .orElseThrow();
      List<Unit> queue = queues.get(next);
      order.add(queue.remove(0));
      given.merge(next, FIRST.get(next).toMillis(), Long::sum);
      if (queue.isEmpty()) {
        queues.remove(next);
      }
    }
    return order;
  }

  /** Another order each night, so that a night that is too short for all is so for others. */
  private long shuffled(Unit unit) {
    long mixed = (unit.scenario().name().hashCode() * 31L + seed) * 0x9E3779B97F4A7C15L;
    return mixed ^ (mixed >>> 29);
  }

  private Job job(Unit unit, int round) {
    long own = unit.scenario().engine() == Engine.EXPLORER ? 0 : Math.abs(seed % 1_000_000) + round;
    long millis = FIRST.get(unit.scenario().engine()).toMillis();
    for (int i = 0; i < round && millis < LONGEST.toMillis(); i++) {
      millis *= GROWTH;
    }
    Duration budget = Duration.ofMillis(Math.min(millis, LONGEST.toMillis()));
    return new Job(unit.scenario(), unit.jdk(), own, round, budget);
  }
}
