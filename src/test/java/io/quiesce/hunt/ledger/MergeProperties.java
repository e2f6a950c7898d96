package io.quiesce.hunt.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiesce.hunt.Facts;
import io.quiesce.hunt.finding.Check;
import io.quiesce.hunt.finding.Sighting;
import io.quiesce.hunt.model.JobResult;
import io.quiesce.hunt.model.Night;
import io.quiesce.hunt.model.Planted;
import io.quiesce.hunt.model.Unit;
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
  private static final int NIGHTS = 2;

  private static final List<Planted.State> STATES = List.of(Planted.State.values());
  private static final List<Verdict> VERDICTS = List.of(Verdict.values());

  /** One addition to a ledger. */
  private record Fact(int kind, int night, int number, int value) {
    void addTo(Ledger ledger) {
      switch (kind) {
        case 0 -> ledger.add(state());
        case 1 -> ledger.add(result(), List.of());
        case 2 -> ledger.add(result(), List.of(sighting()));
        case 3 -> ledger.plan("night-" + night, List.of(Unit.of(Facts.job(value))));
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
      return value % 2 == 0 ? running : running.end(Facts.at(night).plusSeconds(value), value == 1);
    }

    private JobResult result() {
      return Facts.result(night, number, VERDICTS.get(value));
    }

    private Sighting sighting() {
      return Facts.sighting("f" + number, night, number, "c" + value, "replay " + value);
    }

    private Check check() {
      return Facts.check("f" + number, night, value % 2 == 0, "c" + value);
    }
  }

  @Provide
  Arbitrary<List<Object>> facts() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 4),
            Arbitraries.integers().between(1, NIGHTS),
            Arbitraries.integers().between(1, 2),
            Arbitraries.integers().between(0, 3))
        .as((kind, night, number, value) -> (Object) new Fact(kind, night, number, value))
        .list()
        .ofMinSize(4)
        .ofMaxSize(10);
  }

  @Property(tries = 20)
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
      assertThat(keys(ab)).containsAll(keys(a)).containsAll(keys(b)).doesNotHaveDuplicates();
      assertThat(plans(ab)).containsAll(plans(a)).containsAll(plans(b)).doesNotHaveDuplicates();
      assertThat(keys(ab)).allMatch(key -> keys(a).contains(key) || keys(b).contains(key));
    } finally {
      delete(directory);
    }
  }

  /** What a sighting is identified by; of two that differ in the rest, one stays. */
  private static List<String> keys(Ledger ledger) {
    return ledger.sightings().stream()
        .map(one -> one.night() + " " + one.job() + " " + one.signature())
        .toList();
  }

  private static List<String> plans(Ledger ledger) {
    return ledger.nights().stream()
        .flatMap(night -> ledger.plan(night.id()).stream().map(unit -> night.id() + " " + unit))
        .toList();
  }

  private static List<Object> all(Ledger ledger) {
    List<Object> all = new ArrayList<>(ledger.nights());
    ledger.nights().forEach(night -> all.addAll(ledger.results(night.id())));
    all.addAll(plans(ledger));
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
