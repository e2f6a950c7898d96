package io.quiesce.hunt.night;

import io.quiesce.hunt.finding.Check;
import io.quiesce.hunt.finding.Finding;
import io.quiesce.hunt.finding.Sighting;
import io.quiesce.hunt.ledger.Ledger;
import io.quiesce.hunt.model.Job;
import io.quiesce.hunt.model.JobResult;
import io.quiesce.hunt.model.Shard;
import io.quiesce.hunt.model.Verdict;
import io.quiesce.hunt.plan.Catalogue;
import io.quiesce.hunt.progress.Deadline;
import io.quiesce.hunt.progress.Progress;
import io.quiesce.hunt.worker.Answer;
import io.quiesce.hunt.worker.Found;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Looks for open findings again: by the recorded execution where there is one, and where that is no
 * execution any more, or is as it should be, by running the scenario.
 */
final class Looks {
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private final Ledger ledger;
  private final String night;
  private final Catalogue catalogue;
  private final Engines engines;
  private final Recorder recorder;
  private final Progress progress;
  private final List<String> jdks;

  Looks(
      Ledger ledger,
      String night,
      Catalogue catalogue,
      Engines engines,
      Recorder recorder,
      Progress progress,
      List<String> jdks) {
    this.ledger = ledger;
    this.night = night;
    this.catalogue = catalogue;
    this.engines = engines;
    this.recorder = recorder;
    this.progress = progress;
    this.jdks = List.copyOf(jdks);
  }

  /**
   * The findings that this shard looks for: open ones whose scenario is here, each in one shard.
   */
  List<Finding> of(List<Finding> findings, Shard shard) {
    List<String> done =
        ledger.checks().stream()
            .filter(c -> c.night().equals(night))
            .map(Check::signature)
            .toList();
    return findings.stream()
        .filter(one -> one.state().isOpen() && !done.contains(one.signature()))
        .filter(one -> !catalogue.hash(one.latest().scenario()).isEmpty())
        .filter(
            one -> Math.floorMod(one.signature().hashCode(), shard.count()) == shard.index() - 1)
        .toList();
  }

  /** Looks for one of several, in its part of half of what is left. */
  void look(Finding finding, int findings, Deadline deadline) throws IOException {
    Duration part = deadline.left().dividedBy(2L * findings);
    Duration limit = part.compareTo(LONGEST) < 0 ? part : LONGEST;
    Sighting last = finding.latest();
    String jdk = jdks.contains(last.jdk()) ? last.jdk() : jdks.get(0);
    Job job = new Job(last.scenario(), jdk, Job.seedIn(last.job()), -1, limit);
    Instant started = NightBook.now();
    String how = "replay " + last.replay();
    Optional<Answer> answer = replay(finding, job);
    if (answer.isEmpty()) {
      how = "run of " + last.scenario();
      answer = run(job);
    }
    if (answer.isPresent()) {
      record(finding, job, answer.get(), started, how);
    }
  }

  private Optional<Answer> replay(Finding finding, Job job) throws IOException {
    Sighting last = finding.latest();
    if (last.replay().isEmpty()) {
      return Optional.empty();
    }
    Answer answer =
        engines
            .explorer()
            .replay(job.jdk(), job.scenario().name(), last.recording(), job.budget().toMillis());
    return answer.shown(finding).isPresent() ? Optional.of(answer) : Optional.empty();
  }

  /** Empty if the engine cannot run now: then it was not looked for. */
  private Optional<Answer> run(Job job) throws IOException {
    if (engines.batch(job.scenario().engine(), new Deadline(Duration.ofDays(1))) == 0) {
      return Optional.empty();
    }
    AtomicReference<Answer> answer = new AtomicReference<>();
    engines.run(List.of(job), (ran, said) -> answer.set(said));
    boolean said = answer.get() != null && answer.get().verdict() != Verdict.NEVER_RAN;
    return said ? Optional.of(answer.get()) : Optional.empty();
  }

  private void record(Finding finding, Job job, Answer answer, Instant started, String how) {
    Optional<Found> found = answer.shown(finding);
    String hash = catalogue.hash(job.scenario());
    Duration time = Duration.between(started, NightBook.now());
    JobResult result = answer.result(night, job, started, time, hash, how);
    ledger.add(result, found.map(one -> sighting(finding, job, one)).stream().toList());
    ledger.add(
        new Check(finding.signature(), night, NightBook.now(), found.isPresent(), hash, how));
    progress.checked(finding, found.isPresent(), how);
  }

  /** Under the name that it has, even if its accesses are others now. */
  private Sighting sighting(Finding finding, Job job, Found found) {
    Sighting now = recorder.sighting(job, job.key(), found);
    return new Sighting(
        finding.signature(),
        now.night(),
        now.job(),
        now.at(),
        now.kind(),
        now.scenario(),
        now.jdk(),
        now.broken(),
        now.places(),
        now.replay(),
        now.recording(),
        now.hash(),
        now.evidence());
  }
}
