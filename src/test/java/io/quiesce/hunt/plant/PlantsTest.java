package io.quiesce.hunt.plant;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiesce.bugs.corpus.Corpus;
import io.quiesce.bugs.place.Product;
import io.quiesce.bugs.place.Workbench;
import io.quiesce.hunt.Facts;
import io.quiesce.hunt.model.Planted;
import io.quiesce.hunt.model.Shard;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which bugs a night plants; that they are found is for nights. */
final class PlantsTest {
  private static final Duration MINUTE = Duration.ofMinutes(1);

  @TempDir private Path directory;

  private Plants plants() throws IOException {
    Product product = Product.running();
    return new Plants(new Workbench(product, directory, directory), Corpus.of(product));
  }

  @Test
  void choose_withoutCheckout_areEnginesOfTheJarAndDependOnTheSeedAlone() throws IOException {
    List<Planted> chosen = plants().choose(5, 1, Shard.WHOLE, MINUTE, List.of());

    assertThat(chosen)
        .hasSize(5)
        .allMatch(one -> one.tool().matches("explore|chaos"))
        .allMatch(one -> one.state() == Planted.State.PENDING);
    assertThat(chosen).extracting(Planted::bug).doesNotHaveDuplicates();
    assertThat(plants().choose(5, 1, Shard.WHOLE, MINUTE, List.of())).isEqualTo(chosen);
    assertThat(plants().choose(5, 2, Shard.WHOLE, MINUTE, List.of())).isNotEqualTo(chosen);
  }

  @Test
  void choose_partsOfOneNight_plantDifferentBugs() throws IOException {
    List<Planted> all = new ArrayList<>();
    for (int part = 1; part <= 4; part++) {
      all.addAll(plants().choose(5, 1, new Shard(part, 4), MINUTE, List.of()));
    }

    assertThat(all).hasSize(20).extracting(Planted::bug).doesNotHaveDuplicates();
    assertThat(all.subList(0, 5)).isEqualTo(plants().choose(5, 1, Shard.WHOLE, MINUTE, List.of()));
  }

  @Test
  void choose_shortNight_leavesOutWhatOnceTookTooLong() throws IOException {
    Duration half = Duration.ofSeconds(20);
    String slow = plants().choose(1, 1, Shard.WHOLE, half, List.of()).get(0).bug();
    Planted once = new Planted(slow, "explore", Planted.State.FOUND, Duration.ofSeconds(15), "");

    List<Planted> again =
        plants().choose(1, 1, Shard.WHOLE, half, List.of(Facts.with(Facts.night(1), once)));
    List<Planted> longer =
        plants().choose(1, 1, Shard.WHOLE, MINUTE, List.of(Facts.with(Facts.night(1), once)));

    assertThat(again.get(0).bug()).isNotEqualTo(slow);
    assertThat(longer.get(0).bug()).isEqualTo(slow);
  }

  @Test
  void limit_keepsWhatTheCorpusPromisesWhereThereIsTime() {
    assertThat(Plants.limit(Duration.ofHours(8))).isEqualTo(Duration.ofSeconds(30));
    assertThat(Plants.limit(MINUTE)).isEqualTo(Duration.ofSeconds(30));
    assertThat(Plants.limit(Duration.ofSeconds(10))).isEqualTo(Duration.ofSeconds(9));
    assertThat(Plants.number(Duration.ofSeconds(10))).isEqualTo(1);
    assertThat(Plants.number(Duration.ofHours(8))).isEqualTo(8);
  }
}
