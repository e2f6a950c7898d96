package io.quiesce.hunt.agree;

import io.quiesce.hunt.model.Engine;
import io.quiesce.hunt.model.JobResult;
import io.quiesce.hunt.model.Outcome;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Compares jcstress with the explorer as results come in, in any order. Thread-safe.
 *
 * <p>The explorer's outcomes are all that are allowed only where it has visited every execution and
 * nothing is left out of its model ({@link JobResult#complete}); only then can an outcome disagree,
 * and only about the very same code.
 */
public final class Agreement {
  private final Map<String, Set<String>> allowed = new HashMap<>();
  private final Map<String, List<JobResult>> shown = new HashMap<>();

  /**
   * An outcome that the hardware showed and the model does not allow.
   *
   * @param hardware the result that has it
   * @param outcome the outcome
   * @param allowed what the model allows
   */
  public record Disagreement(JobResult hardware, String outcome, Set<String> allowed) {}

  /** Takes a result, and says what it disagrees about with those before it. */
  public synchronized List<Disagreement> add(JobResult result) {
    String code = result.job().scenario().name() + " " + result.hash();
    if (result.job().scenario().engine() == Engine.JCSTRESS) {
      shown.computeIfAbsent(code, c -> new ArrayList<>()).add(result);
      return allowed.containsKey(code) ? compare(result, allowed.get(code)) : List.of();
    } else if (result.job().scenario().engine() != Engine.EXPLORER || !result.complete()) {
      return List.of();
    }
    Set<String> all = names(result);
    boolean first = allowed.put(code, all) == null;
    return first
        ? shown.getOrDefault(code, List.of()).stream()
            .flatMap(hardware -> compare(hardware, all).stream())
            .toList()
        : List.of();
  }

  private static List<Disagreement> compare(JobResult hardware, Set<String> allowed) {
    return names(hardware).stream()
        .filter(outcome -> !allowed.contains(outcome))
        .map(outcome -> new Disagreement(hardware, outcome, allowed))
        .toList();
  }

  /** The outcomes that were seen. */
  static Set<String> names(JobResult result) {
    Set<String> names = new TreeSet<>();
    result.outcomes().stream()
        .filter(outcome -> outcome.count() > 0)
        .map(Outcome::outcome)
        .forEach(names::add);
    return names;
  }
}
