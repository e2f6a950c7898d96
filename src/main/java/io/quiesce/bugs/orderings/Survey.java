package io.quiesce.bugs.orderings;

import io.quiesce.bugs.corpus.BadBugException;
import io.quiesce.bugs.overlay.NoCompilerException;
import io.quiesce.bugs.place.Workbench;
import io.quiesce.explore.java.ClassPath;
import io.quiesce.explore.jcstress.TestCase;
import io.quiesce.explore.jcstress.TestScanner;
import io.quiesce.explore.weaken.Sweep;
import io.quiesce.explore.weaken.Weakened;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Asks the explorer about all mutants at once: it weakens accesses as it meets them, so that
 * nothing is compiled, and what it meets is matched to the mutants by file, line and method.
 */
public final class Survey {
  private final Workbench bench;
  private final Duration limit;
  private final Consumer<String> log;

  /**
   * A survey.
   *
   * @param limit time for each exploration
   * @param log gets a line for each scenario and each weaker mode
   */
  public Survey(Workbench bench, Duration limit, Consumer<String> log) {
    this.bench = bench;
    this.limit = limit;
    this.log = log;
  }

  /**
   * The mutants whose name contains a match, in the order of the sources.
   *
   * @param scenarios which scenarios are asked, by a part of their class name
   * @throws NoCompilerException if this Java has none
   * @throws BadBugException if a reason is given for a mutant that does not exist
   */
  public List<Surveyed> run(Pattern only, Pattern scenarios) throws IOException {
    Map<String, Access> mutants = Orderings.named(bench.product());
    Explanations reasons = Explanations.of(bench.product());
    requireKnown(reasons, mutants.keySet());
    Map<String, Access> asked = new LinkedHashMap<>(mutants);
    asked.keySet().removeIf(mutant -> !only.matcher(mutant).find());
    Map<String, Weakened> results = sweep(asked, scenarios);
    List<Surveyed> all = new ArrayList<>();
    asked.forEach(
        (mutant, access) ->
            all.add(
                new Surveyed(
                    mutant,
                    Optional.ofNullable(results.get(key(access.site(), access.weakerMode()))),
                    reasons.why(mutant))));
    return all;
  }

  private static void requireKnown(Explanations reasons, Set<String> mutants) {
    List<String> unknown =
        reasons.mutants().stream().filter(mutant -> !mutants.contains(mutant)).toList();
    if (!unknown.isEmpty()) {
      throw new BadBugException(
          "orderings/ explains what 'bugs orderings' does not list: " + unknown);
    }
  }

  private Map<String, Weakened> sweep(Map<String, Access> mutants, Pattern asked)
      throws IOException {
    Set<String> sites = mutants.values().stream().map(Access::site).collect(Collectors.toSet());
    Path scenarios = bench.scenarios();
    ClassPath path = new ClassPath(List.of(scenarios, bench.product().location()));
    List<String> names =
        new ClassPath(List.of(scenarios))
            .names().stream().filter(name -> asked.matcher(name.replace('/', '.')).find()).toList();
    List<TestCase> tests = new TestScanner(path).findAll(names);
    int workers = Runtime.getRuntime().availableProcessors();
    Map<String, Weakened> results = new HashMap<>();
    for (Weakened one : new Sweep(path, sites::contains, limit, workers, log).run(tests)) {
      results.put(key(one.weakening().line(), one.weakening().to().toString()), one);
    }
    return results;
  }

  private static String key(String site, String mode) {
    return site + " " + mode;
  }
}
