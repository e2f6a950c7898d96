package io.quiesce.stress.lincheck;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jetbrains.kotlinx.lincheck.execution.ExecutionScenario;
import org.jetbrains.lincheck.LincheckAssertionError;
import org.jetbrains.lincheck.datastructures.ManagedStrategyGuaranteeKt;
import org.jetbrains.lincheck.datastructures.ModelCheckingOptions;

/**
 * The main class of a forked JVM that checks classes one after the other and reports on its
 * standard output, in the lines of {@link Wire}.
 */
public final class CheckWorker {
  private final Class<?> test;
  private final Effort effort;

  private CheckWorker(Class<?> test, Effort effort) {
    this.test = test;
    this.effort = effort;
  }

  /** Takes the three numbers of {@link Effort}; names of classes follow on the standard input. */
  public static void main(String[] args) throws ClassNotFoundException, IOException {
    int[] numbers = Arrays.stream(args).mapToInt(Integer::parseInt).toArray();
    Effort effort = new Effort(numbers[0], numbers[1], numbers[2]);
    try (BufferedReader names =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      for (String name = names.readLine(); name != null; name = names.readLine()) {
        say(Wire.BEGIN, name);
        new CheckWorker(Class.forName(name), effort).check();
        say(Wire.END, name);
      }
    }
    // Threads of a hung scenario must not keep this JVM.
    System.exit(0);
  }

  private static void say(Object... fields) {
    System.out.println(Wire.line(fields));
  }

  private void check() {
    try {
      ModelChecked declared = test.getAnnotation(ModelChecked.class);
      List<ExecutionScenario> whole = scenarios(true);
      if (!whole.isEmpty()) {
        check(options(declared, effort.exhaustiveBound(), whole).iterations(0), whole, true);
      }
      List<ExecutionScenario> bounded = scenarios(false);
      int random = declared.random() ? effort.randomScenarios() : 0;
      if (random > 0 || !bounded.isEmpty()) {
        check(options(declared, bound(declared), bounded).iterations(random), bounded, false);
      }
    } catch (LincheckAssertionError found) {
      // Kotlin's "internal": nothing else tells which scenario it was.
      say(Wire.INCORRECT, ScenarioReader.describe(found.getFailure$lincheck().getScenario()));
      System.out.println(found.getMessage());
    } catch (Exception | LinkageError | AssertionError broken) {
      // Kotlin throws checked exceptions that it does not declare: of a test's constructor, say.
      say(Wire.ERROR);
      Throwable cause = broken instanceof InvocationTargetException ? broken.getCause() : broken;
      cause.printStackTrace(System.out);
    }
  }

  private int bound(ModelChecked declared) {
    return Math.max(2, effort.bound() / declared.cost());
  }

  private List<ExecutionScenario> scenarios(boolean exhaustive) {
    ScenarioReader reader = new ScenarioReader(test);
    List<ExecutionScenario> scenarios = new ArrayList<>();
    for (Scenario scenario : test.getAnnotationsByType(Scenario.class)) {
      if (scenario.exhaustive() == exhaustive) {
        scenarios.add(reader.read(scenario));
      }
    }
    return scenarios;
  }

  private static ModelCheckingOptions options(
      ModelChecked declared, int bound, List<ExecutionScenario> scenarios) {
    ModelCheckingOptions options =
        new ModelCheckingOptions()
            .threads(declared.threads())
            .actorsPerThread(declared.actorsPerThread())
            .actorsBefore(declared.actorsBefore())
            .actorsAfter(declared.actorsAfter())
            .invocationsPerIteration(bound)
            .checkObstructionFreedom(declared.obstructionFree())
            .sequentialSpecification(declared.specification())
            .verifier(CountingVerifier.class);
    if (declared.longestLoop() > 0) {
      options.loopIterationsBeforeThreadSwitch(declared.longestLoop());
      options.loopBound(2 * declared.longestLoop());
    }
    String[] judges = Arrays.stream(declared.judges()).map(Class::getName).toArray(String[]::new);
    if (judges.length > 0) {
      options.addGuarantee(ManagedStrategyGuaranteeKt.forClasses(judges).allMethods().ignore());
    }
    scenarios.forEach(options::addCustomScenario);
    return options;
  }

  private void check(
      ModelCheckingOptions options, List<ExecutionScenario> declared, boolean mustExhaust) {
    int bound =
        mustExhaust ? effort.exhaustiveBound() : bound(test.getAnnotation(ModelChecked.class));
    try {
      options.check(test);
    } finally {
      CountingVerifier.take()
          .forEach(
              (scenario, count) ->
                  say(
                      Wire.SCENARIO,
                      count,
                      bound,
                      declared.contains(scenario),
                      mustExhaust,
                      ScenarioReader.describe(scenario)));
    }
  }
}
