package io.quiesce.report.view;

import io.quiesce.hunt.agree.NeverShown;
import io.quiesce.hunt.model.Engine;
import io.quiesce.hunt.model.JobResult;
import io.quiesce.hunt.model.Night;
import io.quiesce.hunt.model.Planted;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * One night, with all its parts.
 *
 * @param parts the nights of the ledger that are its shards, the earliest first; at least one
 * @param results what they ran, in the order in which it started
 * @param matrix the same by scenario, engine and JDK
 * @param unreached what it had planned and has no result of
 * @param gaps what ran in earlier nights and not in this one
 * @param findings all that is known after it and was not resolved before it
 * @param neverShown what the machines of this night have never shown, in all nights of the ledger
 */
public record NightView(
    List<Night> parts,
    List<JobResult> results,
    Matrix matrix,
    List<Gap> unreached,
    List<Gap> gaps,
    List<FindingView> findings,
    List<NeverShown> neverShown) {
  /** Copies the lists. */
  public NightView {
    parts = List.copyOf(parts);
    results = List.copyOf(results);
    unreached = List.copyOf(unreached);
    gaps = List.copyOf(gaps);
    findings = List.copyOf(findings);
    neverShown = List.copyOf(neverShown);
  }

  /** Its name: that of its first part. */
  public String id() {
    return parts.get(0).id();
  }

  /** Its name in file names and fragments. */
  public String fileName() {
    return "night-" + id().replaceAll("[^A-Za-z0-9.-]", "_");
  }

  /** Whether a part has this name. */
  public boolean isNamed(String name) {
    return parts.stream().anyMatch(part -> part.id().equals(name));
  }

  /** When the first part began. */
  public Instant started() {
    return parts.get(0).started();
  }

  /** When the last thing that is known of it happened. */
  public Instant last() {
    Instant jobs =
        results.stream()
            .map(result -> result.started().plus(result.time()))
            .max(Comparator.naturalOrder())
            .orElse(started());
    return parts.stream()
        .flatMap(part -> part.ended().stream())
        .max(Comparator.naturalOrder())
        .filter(end -> end.isAfter(jobs))
        .orElse(jobs);
  }

  /** What it amounts to. */
  public Status status() {
    boolean missed = planted().stream().anyMatch(one -> one.state() == Planted.State.MISSED);
    if (missed || parts.stream().anyMatch(Night::isBlind)) {
      return Status.BLIND;
    } else if (!there().isEmpty()) {
      return Status.FOUND;
    } else if (parts.stream().anyMatch(part -> part.ended().isEmpty())) {
      return Status.UNFINISHED;
    }
    return results.stream().anyMatch(result -> result.verdict().isMeaningful())
        ? Status.CLEAN
        : Status.EMPTY;
  }

  /** The findings that are there. */
  public List<FindingView> there() {
    return findings.stream().filter(one -> one.finding().state().isThere()).toList();
  }

  /** The planted bugs of all parts. */
  public List<Planted> planted() {
    return parts.stream().flatMap(part -> part.planted().stream()).toList();
  }

  /** How many planted bugs were found. */
  public long plantedFound() {
    return planted().stream().filter(one -> one.state() == Planted.State.FOUND).count();
  }

  /** Executions, samples or cycles, by engine; engines that did not run are not in it. */
  public Map<Engine, Long> executions() {
    Map<Engine, Long> sums = new EnumMap<>(Engine.class);
    results.forEach(r -> sums.merge(r.job().scenario().engine(), r.executions(), Long::sum));
    return sums;
  }

  /** How many places of the plan, each a scenario with an engine and a JDK, there were. */
  public int planned() {
    return parts.stream().mapToInt(Night::planned).sum();
  }

  /** How many of them have no result. */
  public int withoutResult() {
    return Math.max(0, planned() - matrix.cells().size());
  }
}
