package io.quiesce.hunt.minimise;

import io.quiesce.explore.jcstress.TestCase;
import io.quiesce.explore.jcstress.TestMethod;
import io.quiesce.explore.model.Model;
import io.quiesce.explore.program.Kind;
import io.quiesce.explore.program.Mode;
import io.quiesce.explore.program.Op;
import io.quiesce.explore.report.Witness;
import io.quiesce.explore.run.Exploration;
import io.quiesce.explore.transform.classes.ClassBytes;
import io.quiesce.hunt.finding.Finding;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/**
 * Makes a finding small, as far as that can be done to any jcstress class without its source.
 *
 * <ol>
 *   <li>Actors are left out, one by one, as long as what remains fails in the same way; two stay,
 *       since jcstress needs two.
 *   <li>The strongest of the models sc, tso, rc11 and jmm under which it still fails is taken.
 *   <li>Of its failing executions that with the fewest switches of threads is taken, and of those
 *       the one with the fewest steps.
 *   <li>Line by line, its accesses are made volatile, and stay so as long as it still fails. Those
 *       that cannot stay so are where an ordering is missing.
 * </ol>
 *
 * <p>Findings of jcstress are made small by the explorer too, where it shows the same. It can do
 * nothing about a scenario too large to fail within the limit. {@link Reducer} goes on with the
 * source.
 */
public final class Minimiser {
  private static final int LEAST_ACTORS = 2;
  private static final String STRONGEST = "volatile";

  /** From the strongest to the weakest. */
  static final List<Model> MODELS = List.of(Model.SC, Model.TSO, Model.RC11, Model.JMM);

  private final ClassBytes classes;
  private final Showing showing;

  /**
   * A minimiser.
   *
   * @param limit time for each of the searches that it takes
   */
  public Minimiser(ClassBytes classes, Finding finding, Duration limit) {
    this.classes = classes;
    this.showing = new Showing(finding, limit);
  }

  /** Minimises; empty if the scenario does not show the finding within the limit. */
  public Optional<Minimal> run(TestCase scenario) {
    return fails(scenario, Model.JMM)
        ? Optional.of(minimise(scenario, withoutNeedlessActors(scenario)))
        : Optional.empty();
  }

  /**
   * Minimises, and keeps all actors: for a scenario whose outcomes are graded by what each of them
   * must have done.
   */
  public Optional<Minimal> runWithAllActors(TestCase scenario) {
    return fails(scenario, Model.JMM)
        ? Optional.of(minimise(scenario, scenario))
        : Optional.empty();
  }

  private Minimal minimise(TestCase scenario, TestCase small) {
    Model strongest =
        MODELS.stream().filter(model -> fails(small, model)).findFirst().orElse(Model.JMM);
    List<String> kept = small.actors().stream().map(TestMethod::name).toList();
    List<String> dropped =
        scenario.actors().stream().map(TestMethod::name).filter(n -> !kept.contains(n)).toList();
    Shortest shortest = showing.shortest(small, classes, strongest);
    List<String> weak = strongest == Model.SC ? List.of() : weak(small, shortest.witness());
    return new Minimal(
        small,
        dropped,
        strongest,
        shortest.witness(),
        weak,
        shortest.switches(),
        !showing.wasCutShort());
  }

  private TestCase withoutNeedlessActors(TestCase scenario) {
    TestCase small = scenario;
    for (TestMethod actor : scenario.actors()) {
      if (small.actors().size() > LEAST_ACTORS) {
        TestCase smaller = without(small, actor);
        small = fails(smaller, Model.JMM) ? smaller : small;
      }
    }
    return small;
  }

  /** The accesses that must be weak, as they are in the witness. */
  private List<String> weak(TestCase test, Witness witness) {
    Map<String, Set<String>> modes = new LinkedHashMap<>();
    witness.steps().stream()
        .filter(step -> !step.mode().isEmpty() && !step.mode().equals(STRONGEST))
        .forEach(
            step ->
                modes.computeIfAbsent(step.line(), l -> new LinkedHashSet<>()).add(step.mode()));
    Set<String> strong = new HashSet<>();
    List<String> weak = new ArrayList<>();
    for (String line : modes.keySet()) {
      strong.add(line);
      if (!showing.fails(exploration(test, Model.JMM).reordering(strengthened(strong)))) {
        strong.remove(line);
        weak.add(String.join(" and ", modes.get(line)) + " " + line);
      }
    }
    return weak;
  }

  private static Map<String, UnaryOperator<Op>> strengthened(Set<String> lines) {
    return lines.stream().collect(Collectors.toMap(line -> line, line -> Minimiser::strengthened));
  }

  private static Op strengthened(Op op) {
    boolean access = op.kind().reads() || op.kind() == Kind.WRITE;
    return access ? op.ordered(Mode.VOLATILE) : op;
  }

  private static TestCase without(TestCase test, TestMethod actor) {
    List<TestMethod> actors = new ArrayList<>(test.actors());
    actors.remove(actor);
    return new TestCase(
        test.className(),
        actors,
        test.arbiter(),
        test.state(),
        test.result(),
        test.termination(),
        test.outcomes());
  }

  private Exploration exploration(TestCase test, Model model) {
    return showing.exploration(test, classes, model);
  }

  private boolean fails(TestCase test, Model model) {
    return showing.fails(exploration(test, model));
  }
}
