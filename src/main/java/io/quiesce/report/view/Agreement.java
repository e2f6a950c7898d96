package io.quiesce.report.view;

import io.quiesce.hunt.model.Engine;
import io.quiesce.hunt.model.JobResult;
import io.quiesce.hunt.model.Outcome;
import io.quiesce.hunt.model.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the model allows beside what machines have shown, night after night. Not thread-safe.
 *
 * <p>For each version of the code apart: an outcome that the code of last year could have does not
 * count against the machine of today.
 */
final class Agreement {
  /** What jcstress has seen of one scenario on one machine and JDK. */
  private static final class Shown {
    private final Set<String> outcomes = new TreeSet<>();
    private long samples;
  }

  private record Place(String cpu, String jdk, String scenario, String hash)
      implements Comparable<Place> {
    @Override
    public int compareTo(Place other) {
      return key().compareTo(other.key());
    }

    private String key() {
      return String.join("\n", cpu, jdk, scenario, hash);
    }
  }

  /** By scenario and hash. */
  private final Map<String, Set<String>> allowed = new TreeMap<>();

  private final Map<Place, Shown> shown = new TreeMap<>();

  /** Takes in what a part of a night ran on a CPU. */
  void add(String cpu, List<JobResult> results) {
    for (JobResult result : results) {
      String scenario = result.job().scenario().name();
      Engine engine = result.job().scenario().engine();
      if (engine == Engine.EXPLORER || engine == Engine.WALKS) {
        allowed
            .computeIfAbsent(scenario + "\n" + result.hash(), key -> new TreeSet<>())
            .addAll(seen(result));
      } else if (engine == Engine.JCSTRESS && result.verdict() != Verdict.NEVER_RAN) {
        Place place = new Place(cpu, result.job().jdk(), scenario, result.hash());
        Shown here = shown.computeIfAbsent(place, p -> new Shown());
        here.outcomes.addAll(seen(result));
        here.samples += result.executions();
      }
    }
  }

  private static List<String> seen(JobResult result) {
    return result.outcomes().stream().filter(o -> o.count() > 0).map(Outcome::outcome).toList();
  }

  /** What the CPUs have not shown of the scenarios that ran with these results. */
  List<Unshown> unshown(Set<String> cpus, List<JobResult> results) {
    Set<String> current = new TreeSet<>();
    results.forEach(r -> current.add(r.job().scenario().name() + "\n" + r.hash()));
    List<Unshown> all = new ArrayList<>();
    shown.forEach(
        (place, here) -> {
          String code = place.scenario() + "\n" + place.hash();
          Set<String> never = new TreeSet<>(allowed.getOrDefault(code, Set.of()));
          never.removeAll(here.outcomes);
          if (cpus.contains(place.cpu()) && current.contains(code) && !never.isEmpty()) {
            all.add(
                new Unshown(
                    place.cpu(), place.jdk(), place.scenario(), here.samples, List.copyOf(never)));
          }
        });
    return all;
  }
}
