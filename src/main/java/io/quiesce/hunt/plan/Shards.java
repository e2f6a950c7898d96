package io.quiesce.hunt.plan;

import io.quiesce.hunt.model.Shard;
import io.quiesce.hunt.model.Unit;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * Deals units out to shards: each to exactly one, the same in every process that knows the same.
 *
 * <p>Where costs were measured, the dearest unit goes first and each to the shard that has least so
 * far (LPT: Graham 1969, at most 4/3 of the best possible). A unit without a cost is taken for a
 * median one. Where nothing was measured, the hash of its name decides.
 */
public final class Shards {
  private Shards() {}

  /**
   * The units of one shard, in the order given.
   *
   * @param cost seconds that a unit takes, where that is known
   */
  public static List<Unit> of(
      List<Unit> units, Shard shard, Function<Unit, Optional<Double>> cost) {
    Map<Unit, Integer> homes = homes(units, shard.count(), cost);
    return units.stream().filter(unit -> homes.get(unit) == shard.index() - 1).toList();
  }

  private static Map<Unit, Integer> homes(
      Collection<Unit> units, int shards, Function<Unit, Optional<Double>> cost) {
    Map<Unit, Integer> homes = new HashMap<>();
    double[] known =
        units.stream()
            .flatMap(unit -> cost.apply(unit).stream())
            .mapToDouble(Double::doubleValue)
            .sorted()
            .toArray();
    if (known.length == 0) {
      units.forEach(unit -> homes.put(unit, Math.floorMod(hash(unit), shards)));
      return homes;
    }
    double median = known[known.length / 2];
    double[] load = new double[shards];
    units.stream()
        .distinct()
        .sorted(
            Comparator.comparing((Unit unit) -> -cost.apply(unit).orElse(median))
                .thenComparing(Comparator.naturalOrder()))
        .forEach(
            unit -> {
              int least = least(load);
              load[least] += cost.apply(unit).orElse(median);
              homes.put(unit, least);
            });
    return homes;
  }

  /** Of the text, since hashes of enums differ from JVM to JVM. */
  private static int hash(Unit unit) {
    return Arrays.hashCode(
        new String[] {unit.scenario().name(), unit.scenario().engine().label(), unit.jdk()});
  }

  private static int least(double[] load) {
    int least = 0;
    for (int i = 1; i < load.length; i++) {
      least = load[i] < load[least] ? i : least;
    }
    return least;
  }
}
