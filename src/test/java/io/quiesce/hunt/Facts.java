package io.quiesce.hunt;

import io.quiesce.hunt.finding.Check;
import io.quiesce.hunt.finding.Evidence;
import io.quiesce.hunt.finding.FindingKind;
import io.quiesce.hunt.finding.Place;
import io.quiesce.hunt.finding.Sighting;
import io.quiesce.hunt.finding.WitnessStep;
import io.quiesce.hunt.model.Engine;
import io.quiesce.hunt.model.Job;
import io.quiesce.hunt.model.JobResult;
import io.quiesce.hunt.model.Machine;
import io.quiesce.hunt.model.Night;
import io.quiesce.hunt.model.Outcome;
import io.quiesce.hunt.model.Planted;
import io.quiesce.hunt.model.Scenario;
import io.quiesce.hunt.model.Shard;
import io.quiesce.hunt.model.Verdict;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Facts for tests, numbered so that equal numbers give equal facts. */
public final class Facts {
  /** When the first night begins. */
  public static final Instant START = Instant.parse("2026-11-01T20:00:00Z");

  private Facts() {}

  /** When night {@code n} begins. */
  public static Instant at(int night) {
    return START.plus(Duration.ofDays(night));
  }

  /** Night {@code n}, running, with nothing planted. */
  public static Night night(int n) {
    return new Night(
        "night-" + n,
        at(n),
        Optional.empty(),
        new Machine("host", "Some CPU @ 2 GHz", 2, "Linux amd64"),
        List.of("17.0.15+6", "25.0.3+9"),
        Shard.WHOLE,
        n,
        Duration.ofHours(8),
        false,
        300,
        List.of());
  }

  /** The same with bugs planted. */
  public static Night with(Night night, Planted... planted) {
    return new Night(
        night.id(),
        night.started(),
        night.ended(),
        night.machine(),
        night.jdks(),
        night.shard(),
        night.seed(),
        night.budget(),
        night.interrupted(),
        night.planned(),
        List.of(planted));
  }

  /** Job {@code n} of the explorer. */
  public static Job job(int n) {
    Scenario scenario = new Scenario("io.quiesce.Race" + n, Engine.EXPLORER);
    return new Job(scenario, "17.0.15+6", 1, 0, Duration.ofSeconds(5));
  }

  /** The result of a job in a night. */
  public static JobResult result(int night, int job, Verdict verdict) {
    return new JobResult(
        "night-" + night,
        job(job),
        verdict,
        at(night).plusSeconds(job),
        Duration.ofMillis(1_500),
        42,
        List.of(new Outcome("1, 0", 2, "ACCEPTABLE")),
        true,
        "c0de",
        "42 executions");
  }

  /** A finding, seen by a job in a night, with the code of hash {@code hash}. */
  public static Sighting sighting(String signature, int night, int job, String hash) {
    return sighting(signature, night, job, hash, "7f3a-91c2");
  }

  /** The same, with the name of an execution. */
  public static Sighting sighting(
      String signature, int night, int job, String hash, String replay) {
    return new Sighting(
        signature,
        "night-" + night,
        job(job).key(),
        at(night).plusSeconds(job),
        FindingKind.OUTCOME,
        job(job).scenario(),
        "17.0.15+6",
        "1, 0",
        List.of(new Place("io/quiesce/Race.java", 17, "write Race.x", "plain")),
        replay,
        "AA.B.",
        hash,
        new Evidence(
            "it fails",
            "<svg/>",
            List.of(new WitnessStep(1, 0, "write Race.x = 1", "plain", "Race.java:17", -1, 0))));
  }

  /** A finding was looked for in a night. */
  public static Check check(String signature, int night, boolean seen, String hash) {
    return new Check(signature, "night-" + night, at(night), seen, hash, "replay");
  }
}
