package io.quiesce.hunt.finding;

import io.quiesce.hunt.model.Engine;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The life of a finding as a function of the facts about it, in any order.
 *
 * <p>The nights that saw it or looked for it are taken in the order of their first fact about it:
 *
 * <table>
 *   <caption>What a night makes of it</caption>
 *   <tr><th>before</th><th>seen</th><th>looked for, not seen</th></tr>
 *   <tr><td>-</td><td>NEW</td><td>-</td></tr>
 *   <tr><td>NEW, OPEN, REOPENED</td><td>OPEN</td><td>NOT_REPRODUCED, 1 night</td></tr>
 *   <tr><td>NOT_REPRODUCED, k nights</td><td>OPEN</td><td>NOT_REPRODUCED, k + 1 nights, or
 *       RESOLVED</td></tr>
 *   <tr><td>RESOLVED</td><td>REOPENED</td><td>RESOLVED</td></tr>
 * </table>
 *
 * <p>It is RESOLVED after {@value #NIGHTS_CHANGED} nights if the classes of its scenario are no
 * longer those that showed it, and after {@value #NIGHTS_UNCHANGED} nights if they are: then it is
 * rare, not gone.
 */
public final class FindingLife {
  /** So many nights without it resolve it once the code has changed. */
  public static final int NIGHTS_CHANGED = 2;

  /** So many nights without it resolve it although the code is the same. */
  public static final int NIGHTS_UNCHANGED = 14;

  private FindingState state;
  private int misses;
  private int nights;
  private String lastHash = "";

  private FindingLife() {}

  /** What one night knows of it. */
  private static final class NightFacts {
    private Instant at = Instant.MAX;
    private boolean seen;
    private boolean missed;
    private String hash = "";
    private Instant latest = Instant.MIN;

    void add(Instant when, boolean here, String code) {
      at = when.isBefore(at) ? when : at;
      seen |= here;
      missed |= !here;
      // Of facts of the same instant, the hash that sorts last: the order of the facts is no fact.
      if (when.isAfter(latest) || (when.equals(latest) && code.compareTo(hash) > 0)) {
        latest = when;
        hash = code;
      }
    }
  }

  /**
   * What is known of one finding.
   *
   * @param sightings all of it, at least one
   * @param checks all of it
   */
  public static Finding of(List<Sighting> sightings, List<Check> checks) {
    Map<String, NightFacts> byNight = new HashMap<>();
    sightings.forEach(
        one ->
            byNight
                .computeIfAbsent(one.night(), n -> new NightFacts())
                .add(one.at(), true, one.hash()));
    checks.forEach(
        one ->
            byNight
                .computeIfAbsent(one.night(), n -> new NightFacts())
                .add(one.at(), one.seen(), one.hash()));
    FindingLife life = new FindingLife();
    byNight.entrySet().stream()
        .sorted(
            Comparator.comparing((Map.Entry<String, NightFacts> e) -> e.getValue().at)
                .thenComparing(Map.Entry::getKey))
        .forEach(entry -> life.pass(entry.getValue()));
    return life.finding(sightings);
  }

  private void pass(NightFacts night) {
    if (night.seen) {
      state =
          state == null
              ? FindingState.NEW
              : state == FindingState.RESOLVED ? FindingState.REOPENED : FindingState.OPEN;
      nights++;
      misses = 0;
      lastHash = night.hash;
    } else if (night.missed && state != null && state != FindingState.RESOLVED) {
      misses++;
      int enough = night.hash.equals(lastHash) ? NIGHTS_UNCHANGED : NIGHTS_CHANGED;
      state = misses >= enough ? FindingState.RESOLVED : FindingState.NOT_REPRODUCED;
    }
  }

  private Finding finding(List<Sighting> sightings) {
    Comparator<Sighting> order =
        Comparator.comparing(Sighting::at)
            .thenComparing(Sighting::night)
            .thenComparing(Sighting::job);
    Sighting first = sightings.stream().min(order).orElseThrow();
    Sighting latest = sightings.stream().max(order).orElseThrow();
    SortedSet<Engine> engines = new TreeSet<>();
    SortedSet<String> jdks = new TreeSet<>();
    for (Sighting one : sightings) {
      engines.add(one.scenario().engine());
      jdks.add(one.jdk());
    }
    return new Finding(
        first.signature(),
        first,
        latest,
        state,
        misses,
        sightings.size(),
        first.night(),
        latest.night(),
        engines,
        jdks,
        nights);
  }
}
