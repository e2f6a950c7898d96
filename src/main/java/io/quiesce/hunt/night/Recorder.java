package io.quiesce.hunt.night;

import io.quiesce.hunt.agree.Agreement;
import io.quiesce.hunt.finding.Evidence;
import io.quiesce.hunt.finding.FindingKind;
import io.quiesce.hunt.finding.Sighting;
import io.quiesce.hunt.finding.Signature;
import io.quiesce.hunt.ledger.Ledger;
import io.quiesce.hunt.model.Job;
import io.quiesce.hunt.model.JobResult;
import io.quiesce.hunt.plan.Catalogue;
import io.quiesce.hunt.progress.Progress;
import io.quiesce.hunt.worker.Answer;
import io.quiesce.hunt.worker.Found;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Puts answers into the ledger and tells the progress of them. Thread-safe. */
final class Recorder {
  private final Ledger ledger;
  private final String night;
  private final Catalogue catalogue;
  private final Agreement agreement = new Agreement();
  private final Progress progress;
  private final Set<String> known = new HashSet<>();

  /** Records a night; what the ledger knows already is not announced again. */
  Recorder(Ledger ledger, String night, Catalogue catalogue, Progress progress) {
    this.ledger = ledger;
    this.night = night;
    this.catalogue = catalogue;
    this.progress = progress;
    ledger.sightings().forEach(sighting -> known.add(sighting.signature()));
    ledger.latestResults(NightBook.now()).forEach(agreement::add);
  }

  /** Records an answer, and gives back the result. */
  synchronized JobResult record(Job job, Answer answer, Instant started, Duration time) {
    String hash = catalogue.hash(job.scenario());
    JobResult result = answer.result(night, job, started, time, hash, answer.note());
    List<Sighting> sightings = new ArrayList<>();
    answer.found().forEach(found -> sightings.add(sighting(job, job.key(), found)));
    for (Agreement.Disagreement one : agreement.add(result)) {
      sightings.add(sighting(one.hardware().job(), job.key(), found(one)));
    }
    ledger.add(result, sightings);
    sightings.forEach(this::announce);
    progress.ended(result);
    return result;
  }

  private void announce(Sighting sighting) {
    if (known.add(sighting.signature())) {
      progress.found(sighting);
    }
  }

  /** A finding as a sighting of this night. */
  Sighting sighting(Job job, String key, Found found) {
    return new Sighting(
        Signature.of(found.kind(), job.scenario(), found.broken(), found.places()),
        night,
        key,
        NightBook.now(),
        found.kind(),
        job.scenario(),
        job.jdk(),
        found.broken(),
        found.places(),
        found.replay(),
        found.recording(),
        catalogue.hash(job.scenario()),
        found.evidence());
  }

  private static Found found(Agreement.Disagreement one) {
    String text =
        "the hardware showed "
            + one.outcome()
            + ", which the model does not allow: the model or the JVM is wrong\nallowed are "
            + one.allowed()
            + "\nseen by "
            + one.hardware().job().key();
    return new Found(FindingKind.DISAGREEMENT, one.outcome(), List.of(), "", "", Evidence.of(text));
  }
}
