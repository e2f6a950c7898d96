package io.quiesce.report.view;

import io.quiesce.hunt.agree.NeverShown;
import io.quiesce.hunt.finding.Check;
import io.quiesce.hunt.finding.FindingLife;
import io.quiesce.hunt.finding.FindingState;
import io.quiesce.hunt.finding.Sighting;
import io.quiesce.hunt.ledger.Ledger;
import io.quiesce.hunt.model.Engine;
import io.quiesce.hunt.model.JobResult;
import io.quiesce.hunt.model.Night;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** All nights of a ledger, one after the other; only one of them is in memory as a whole. */
public final class History {
  /** Shards of one night begin within this time. */
  private static final Duration ONE_NIGHT = Duration.ofHours(12);

  private static final Comparator<FindingView> ORDER =
      Comparator.comparing((FindingView one) -> !one.finding().state().isThere())
          .thenComparing(one -> one.finding().first().at())
          .thenComparing(one -> one.finding().signature());

  private final Ledger ledger;
  private final List<Sighting> sightings;
  private final List<Check> checks;
  private final List<NeverShown> neverShown;
  private final List<List<Night>> nights;

  /** Of a ledger, which must not be written to meanwhile. */
  public History(Ledger ledger) {
    this.ledger = ledger;
    this.sightings = ledger.sightings();
    this.checks = ledger.checks();
    this.neverShown = NeverShown.of(ledger);
    this.nights = nights(ledger.nights());
  }

  /** How many nights there are; the shards of one count as one. */
  public int size() {
    return nights.size();
  }

  /** Whether a night, or a part of one, has this name. */
  public boolean has(String id) {
    return nights.stream().flatMap(List::stream).anyMatch(night -> night.id().equals(id));
  }

  /** Shows each night, the oldest first. */
  public void forEach(Consumer<NightView> reader) {
    Set<String> past = new HashSet<>();
    Set<Gap> known = new TreeSet<>();
    for (List<Night> parts : nights) {
      parts.forEach(part -> past.add(part.id()));
      reader.accept(view(parts, past, known));
    }
  }

  private NightView view(List<Night> parts, Set<String> until, Set<Gap> known) {
    List<JobResult> results = new ArrayList<>();
    Set<String> cpus = new TreeSet<>();
    for (Night part : parts) {
      cpus.add(part.machine().cpu());
      results.addAll(ledger.results(part.id()));
    }
    results.sort(Comparator.comparing(JobResult::started));
    Set<String> ids = parts.stream().map(Night::id).collect(Collectors.toSet());
    List<Sighting> here = sightings.stream().filter(one -> ids.contains(one.night())).toList();
    Matrix matrix = Matrix.of(results, here);
    List<Gap> gaps = gaps(parts, matrix, known);
    matrix.cells().forEach(cell -> known.add(new Gap(cell.scenario(), cell.column())));
    return new NightView(
        parts,
        results,
        matrix,
        unreached(parts, matrix),
        gaps,
        findings(ids, until),
        neverShown.stream().filter(one -> cpus.contains(one.cpu())).toList());
  }

  /** Random walks are planned for all, in case the explorer does not get through. */
  private List<Gap> unreached(List<Night> parts, Matrix matrix) {
    return parts.stream()
        .flatMap(part -> ledger.plan(part.id()).stream())
        .filter(unit -> unit.scenario().engine() != Engine.WALKS)
        .map(Gap::of)
        .filter(one -> !matrix.has(one.scenario(), one.column()))
        .sorted()
        .toList();
  }

  /** Random walks run only where the explorer does not get through: they leave no gap. */
  private static List<Gap> gaps(List<Night> parts, Matrix matrix, Set<Gap> known) {
    return known.stream()
        .filter(one -> one.column().engine() != Engine.WALKS)
        .filter(one -> parts.stream().anyMatch(part -> part.jdks().contains(one.column().jdk())))
        .filter(one -> !matrix.has(one.scenario(), one.column()))
        .toList();
  }

  /** What was there, or looked for, in these nights, or still is to be looked for after them. */
  private List<FindingView> findings(Set<String> ids, Set<String> until) {
    Map<String, List<Check>> looked =
        checks.stream()
            .filter(one -> until.contains(one.night()))
            .collect(Collectors.groupingBy(Check::signature));
    return sightings.stream()
        .filter(one -> until.contains(one.night()))
        .collect(Collectors.groupingBy(Sighting::signature))
        .values()
        .stream()
        .map(all -> finding(all, looked.getOrDefault(all.get(0).signature(), List.of()), ids))
        .filter(one -> one.isOfTheNight() || one.finding().state() != FindingState.RESOLVED)
        .sorted(ORDER)
        .toList();
  }

  private static FindingView finding(
      List<Sighting> sightings, List<Check> checks, Set<String> night) {
    return new FindingView(
        FindingLife.of(sightings, checks),
        sightings.stream().filter(one -> night.contains(one.night())).toList(),
        checks.stream().filter(one -> night.contains(one.night())).toList());
  }

  /** Puts the shards of one night together: as many, of the same seed, begun at about one time. */
  private static List<List<Night>> nights(List<Night> all) {
    List<List<Night>> groups = new ArrayList<>();
    all.stream()
        .sorted(Comparator.comparing(Night::started).thenComparing(Night::id))
        .forEach(
            night ->
                groups.stream()
                    .filter(group -> isSameNight(group.get(0), night))
                    .findFirst()
                    .ifPresentOrElse(
                        group -> group.add(night),
                        () -> groups.add(new ArrayList<>(List.of(night)))));
    return groups;
  }

  private static boolean isSameNight(Night first, Night other) {
    return other.shard().count() > 1
        && first.shard().count() == other.shard().count()
        && first.seed() == other.seed()
        && Duration.between(first.started(), other.started()).compareTo(ONE_NIGHT) < 0;
  }
}
