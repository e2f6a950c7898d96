package io.quiesce.hunt.model;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One run of the hunt.
 *
 * @param id its name, such as {@code 2026-11-21T17:00:00Z-1of4-7f3a}
 * @param started when it began
 * @param ended when it ended; empty while it runs, or if it was killed
 * @param machine where it ran
 * @param jdks the versions of the JDKs
 * @param shard its part of the plan
 * @param seed what all that is random in it comes from
 * @param budget wall time that it was given
 * @param interrupted whether a person ended it
 * @param planned how many jobs the first round of its plan has
 * @param planted the bugs that it had to find
 */
public record Night(
    String id,
    Instant started,
    Optional<Instant> ended,
    Machine machine,
    List<String> jdks,
    Shard shard,
    long seed,
    Duration budget,
    boolean interrupted,
    int planned,
    List<Planted> planted) {
  /** Copies the lists. */
  public Night {
    jdks = List.copyOf(jdks);
    planted = List.copyOf(planted);
  }

  /**
   * Whether nothing that it says of the absence of bugs counts: it missed a planted one, ended
   * without having looked for it, or planted none.
   */
  public boolean isBlind() {
    return ended.isPresent()
        && (planted.isEmpty()
            || planted.stream().anyMatch(one -> one.state() != Planted.State.FOUND));
  }

  /** The same night, ended. */
  public Night end(Instant when, boolean byAPerson) {
    return new Night(
        id,
        started,
        Optional.of(when),
        machine,
        jdks,
        shard,
        seed,
        budget,
        byAPerson,
        planned,
        planted);
  }

  /** The same night with so many jobs in its first round. */
  public Night withPlanned(int jobs) {
    return new Night(
        id, started, ended, machine, jdks, shard, seed, budget, interrupted, jobs, planted);
  }

  /** The same night with these bugs to find. */
  public Night withPlanted(List<Planted> bugs) {
    return new Night(
        id, started, ended, machine, jdks, shard, seed, budget, interrupted, planned, bugs);
  }
}
