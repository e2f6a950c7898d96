package io.quiesce.stress.lincheck;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionResult;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.lincheck.datastructures.verifier.LinearizabilityVerifier;
import org.jetbrains.lincheck.datastructures.verifier.Verifier;

/**
 * Checks linearizability and counts the interleavings of each scenario.
 *
 * <p>Lincheck stops a scenario when its tree of interleavings is exhausted or when the bound is
 * reached, and says neither. A count below the bound means that all were seen. The counts are
 * static because Lincheck builds its verifiers itself; one process checks one class at a time, in
 * one thread.
 */
public final class CountingVerifier implements Verifier {
  private static final Map<ExecutionScenario, Integer> COUNTS = new LinkedHashMap<>();

  private final LinearizabilityVerifier verifier;

  /** Called by Lincheck with the sequential specification. */
  public CountingVerifier(Class<?> specification) {
    this.verifier = new LinearizabilityVerifier(specification);
  }

  @Override
  public boolean verifyResults(ExecutionScenario scenario, ExecutionResult results) {
    COUNTS.merge(scenario, 1, Integer::sum);
    return verifier.verifyResults(scenario, results);
  }

  /** The counts since the last call, in the order in which the scenarios were explored. */
  static Map<ExecutionScenario, Integer> take() {
    Map<ExecutionScenario, Integer> taken = new LinkedHashMap<>(COUNTS);
    COUNTS.clear();
    return taken;
  }
}
