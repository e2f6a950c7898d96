package io.quiesce.hunt.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiesce.hunt.Facts;
import io.quiesce.hunt.finding.Check;
import io.quiesce.hunt.finding.Sighting;
import io.quiesce.hunt.model.JobResult;
import io.quiesce.hunt.model.Night;
import io.quiesce.hunt.model.Planted;
import io.quiesce.hunt.model.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Merging is the union of sets: in any order, any number of times. */
final class MergeProperties {
  private static final int NIGHTS = 3;

  private static final List<Planted.State> STATES = List.of(Planted.State.values());
  private static final List<Verdict> VERDICTS = List.of(Verdict.values());

  /** One addition to a ledger. */
  private record Fact(int kind, int night, int number, int value) {
    void addTo(Ledger ledger) {
      switch (kind) {
        case 0 -> ledger.add(state());
        case 1 -> ledger.add(result(), List.of());
        case 2 -> ledger.add(result(), List.of(sighting()));
        default -> ledger.add(check());
      }
    }

    private Night state() {
      Planted planted =
          new Planted(
              "bug-" + number,
              "explore",
              STATES.get(value % STATES.size()),
              Duration.ofSeconds(value),
              "");
      Night running = Facts.with(Facts.night(night), planted);
      return value % 2 == 0 ? running : running.end(Facts.at(night).plusSeconds(value), value > 2);
    }

    private JobResult result() {
      return Facts.result(night, number, VERDICTS.get(value));
    }

    private Sighting sighting() {
      return Facts.sighting("f" + value, night, number, "c" + value);
    }

    private Check check() {
      return Facts.check("f" + number, night, value % 2 == 0, "c" + value);
    }
  }

  @Provide
  Arbitrary<List<Object>> facts() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 3),
            Arbitraries.integers().between(1, NIGHTS),
            Arbitraries.integers().between(1, 3),
            Arbitraries.integers().between(0, 3))
        .as((kind, night, number, value) -> (Object) new Fact(kind, night, number, value))
        .list()
        .ofMaxSize(8);
  }

  @Property(tries = 15)
  void merge_anyOrderAndAgain_isTheUnion(
      @ForAll("facts") List<Object> left, @ForAll("facts") List<Object> right) throws IOException {
    Path directory = Files.createTempDirectory("merge");
    try (Ledger a = ledger(directory, "a", left);
        Ledger b = ledger(directory, "b", right);
        Ledger ab = ledger(directory, "ab", List.of());
        Ledger ba = ledger(directory, "ba", List.of())) {
      int news = ab.merge(a) + ab.merge(b);
      ba.merge(b);
      ba.merge(a);

      assertThat(all(ab)).isEqualTo(all(ba));
      assertThat(news).isGreaterThanOrEqualTo(ab.sightings().size() + ab.checks().size());
      assertThat(ab.merge(a) + ab.merge(b) + ab.merge(ba)).isZero();
      assertThat(all(ab)).isEqualTo(all(ba));
      assertThat(ab.sightings()).containsAll(a.sightings()).containsAll(b.sightings());
      assertThat(ab.sightings()).doesNotHaveDuplicates();
    } finally {
      delete(directory);
    }
  }

  private static List<Object> all(Ledger ledger) {
    List<Object> all = new ArrayList<>(ledger.nights());
    ledger.nights().forEach(night -> all.addAll(ledger.results(night.id())));
    all.addAll(ledger.sightings());
    all.addAll(ledger.checks());
    all.addAll(ledger.findings());
    return all;
  }

  /** Results are listed by their nights, so every ledger knows of all nights. */
  private static Ledger ledger(Path directory, String name, List<Object> facts) {
    Ledger ledger = SqliteLedger.open(directory.resolve(name));
    for (int night = 1; night <= NIGHTS; night++) {
      ledger.add(Facts.night(night));
    }
    facts.forEach(fact -> ((Fact) fact).addTo(ledger));
    return ledger;
  }

  private static void delete(Path directory) throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted((x, y) -> y.compareTo(x)).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
