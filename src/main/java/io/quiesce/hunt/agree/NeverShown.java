package io.quiesce.hunt.agree;

import io.quiesce.hunt.ledger.Ledger;
import io.quiesce.hunt.model.Engine;
import io.quiesce.hunt.model.JobResult;
import io.quiesce.hunt.model.Night;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What the model allows and a machine has never shown: no finding, but what a green jcstress run on
 * it does not speak of.
 *
 * @param scenario the scenario
 * @param outcome allowed and never seen
 * @param cpu the CPU's model
 * @param jdk the version of the JDK
 * @param samples how many samples of the scenario there were
 */
public record NeverShown(String scenario, String outcome, String cpu, String jdk, long samples) {
  /** A scenario with one hash of code. */
  private record Code(String scenario, String hash) {}

  /** A machine's part in one scenario. */
  private static final class Shown {
    private final Set<String> outcomes = new TreeSet<>();
    private long samples;
  }

  /** All of it, by scenario, CPU and JDK; of the code that the explorer exhausted last. */
  public static List<NeverShown> of(Ledger ledger) {
    Map<String, JobResult> allowed = new TreeMap<>();
    Map<Code, Map<List<String>, Shown>> shown = new HashMap<>();
    for (Night night : ledger.nights()) {
      for (JobResult result : ledger.results(night.id())) {
        String name = result.job().scenario().name();
        if (result.job().scenario().engine() == Engine.EXPLORER && result.complete()) {
          allowed.put(name, result);
        } else if (result.job().scenario().engine() == Engine.JCSTRESS) {
          Shown here =
              shown
                  .computeIfAbsent(new Code(name, result.hash()), c -> new HashMap<>())
                  .computeIfAbsent(
                      List.of(night.machine().cpu(), result.job().jdk()), m -> new Shown());
          here.outcomes.addAll(Agreement.names(result));
          here.samples += result.executions();
        }
      }
    }
    List<NeverShown> all = new ArrayList<>();
    allowed.forEach(
        (name, result) -> {
          var machines = shown.getOrDefault(new Code(name, result.hash()), Map.of());
          machines.forEach((machine, here) -> missing(result, machine, here, all));
        });
    all.sort(
        Comparator.comparing(NeverShown::scenario)
            .thenComparing(NeverShown::cpu)
            .thenComparing(NeverShown::jdk)
            .thenComparing(NeverShown::outcome));
    return all;
  }

  private static void missing(
      JobResult allowed, List<String> machine, Shown here, List<NeverShown> into) {
    for (String outcome : Agreement.names(allowed)) {
      if (here.samples > 0 && !here.outcomes.contains(outcome)) {
        String scenario = allowed.job().scenario().name();
        into.add(new NeverShown(scenario, outcome, machine.get(0), machine.get(1), here.samples));
      }
    }
  }
}
