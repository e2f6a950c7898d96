package io.quiesce.hunt.plan;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiesce.hunt.model.Engine;
import io.quiesce.hunt.model.Scenario;
import io.quiesce.hunt.model.Shard;
import io.quiesce.hunt.model.Unit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Every unit is in exactly one shard, whoever asks, and no shard has much more than its part. */
final class ShardsProperties {
  private static List<Unit> units(int count) {
    List<Unit> units = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Engine engine = i % 2 == 0 ? Engine.EXPLORER : Engine.JCSTRESS;
      units.add(new Unit(new Scenario("io.quiesce.Race" + i / 2, engine), "17"));
    }
    return units;
  }

  private static Optional<Double> none(Unit unit) {
    return Optional.empty();
  }

  @Property(tries = 100)
  void of_allShards_haveEachUnitOnce(
      @ForAll @Size(max = 60) List<@DoubleRange(min = 0, max = 100) Double> costs,
      @ForAll @IntRange(min = 1, max = 9) int count,
      @ForAll Random order) {
    List<Unit> units = units(costs.size());
    Map<Unit, Double> known = new HashMap<>();
    for (int i = 0; i < costs.size(); i += 2) {
      known.put(units.get(i), costs.get(i));
    }
    List<Unit> dealt = new ArrayList<>();
    for (int index = 1; index <= count; index++) {
      // Another process may find the scenarios in another order.
      List<Unit> shuffled = new ArrayList<>(units);
      Collections.shuffle(shuffled, order);
      dealt.addAll(
          Shards.of(
              shuffled, new Shard(index, count), unit -> Optional.ofNullable(known.get(unit))));
    }

    assertThat(dealt).containsExactlyInAnyOrderElementsOf(units);
  }

  @Property(tries = 100)
  void of_measuredCosts_areBalanced(
      @ForAll @Size(min = 1, max = 60) List<@DoubleRange(min = 0.1, max = 100) Double> costs,
      @ForAll @IntRange(min = 1, max = 9) int count) {
    List<Unit> units = units(costs.size());
    double all = costs.stream().mapToDouble(Double::doubleValue).sum();
    double largest = Collections.max(costs);
    for (int index = 1; index <= count; index++) {
      double load =
          Shards.of(units, new Shard(index, count), u -> Optional.of(costs.get(units.indexOf(u))))
              .stream()
              .mapToDouble(unit -> costs.get(units.indexOf(unit)))
              .sum();

      // Graham's bound on list scheduling, which LPT keeps too.
      assertThat(load).isLessThanOrEqualTo(all / count + largest + 1e-6);
    }
  }

  @Property(tries = 20)
  void of_noCosts_usesEveryShardOfManyUnits(@ForAll @IntRange(min = 2, max = 4) int count) {
    for (int index = 1; index <= count; index++) {
      assertThat(Shards.of(units(200), new Shard(index, count), ShardsProperties::none))
          .hasSizeBetween(200 / count / 2, 200 / count * 2);
    }
  }
}
