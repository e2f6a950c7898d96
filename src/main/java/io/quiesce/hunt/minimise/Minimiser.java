package io.quiesce.hunt.minimise;

import io.quiesce.explore.jcstress.TestCase;
import io.quiesce.explore.jcstress.TestMethod;
import io.quiesce.explore.model.Model;
import io.quiesce.explore.program.Kind;
import io.quiesce.explore.program.Mode;
import io.quiesce.explore.program.Op;
import io.quiesce.explore.report.Witness;
import io.quiesce.explore.run.Exploration;
import io.quiesce.explore.run.TestReport;
import io.quiesce.explore.search.Options;
import io.quiesce.explore.search.execution.Ending;
import io.quiesce.explore.search.execution.Execution;
import io.quiesce.explore.transform.UnmodelledException;
import io.quiesce.explore.transform.classes.ClassBytes;
import io.quiesce.hunt.finding.Finding;
import io.quiesce.hunt.finding.FindingKind;
import io.quiesce.hunt.finding.FindingMatch;
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
 * Makes a finding of the explorer small, as far as that can be done to any jcstress class.
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
 * <p>What it cannot do: leave out single operations of an actor, since that would be another
 * program, whose outcomes nobody has graded; and anything at all about findings of other engines,
 * or of a scenario too large to fail within the limit.
 */
public final class Minimiser {
  private static final int LEAST_ACTORS = 2;
  private static final String STRONGEST = "volatile";

  /** From the strongest to the weakest. */
  private static final List<Model> MODELS = List.of(Model.SC, Model.TSO, Model.RC11, Model.JMM);

  private final ClassBytes classes;
  private final Finding finding;
  private final Duration limit;

  /** Whether a search that found nothing might have, with more time. */
  private boolean cutShort;

  /**
   * A minimiser.
   *
   * @param limit time for each of the searches that it takes
   */
  public Minimiser(ClassBytes classes, Finding finding, Duration limit) {
    this.classes = classes;
    this.finding = finding;
    this.limit = limit;
  }

  /** Minimises; empty if the scenario does not show the finding within the limit. */
  public Optional<Minimal> run(TestCase scenario) {
    if (!fails(scenario, Model.JMM)) {
      return Optional.empty();
    }
    TestCase small = withoutNeedlessActors(scenario);
    Model strongest =
        MODELS.stream().filter(model -> fails(small, model)).findFirst().orElse(Model.JMM);
    List<String> kept = small.actors().stream().map(TestMethod::name).toList();
    List<String> dropped =
        scenario.actors().stream().map(TestMethod::name).filter(n -> !kept.contains(n)).toList();
    Shortest shortest = new Shortest();
    TestReport report = exploration(small, strongest).visiting(shortest::look).run();
    return Optional.of(
        new Minimal(
            small,
            dropped,
            strongest,
            shortest.witness,
            strongest == Model.SC ? List.of() : weak(small, shortest.witness),
            shortest.switches,
            report.result().isExhaustive() && !cutShort));
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
      if (!fails(exploration(test, Model.JMM).reordering(strengthened(strong)))) {
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
    return Exploration.of(test, classes).with(Options.of(model).withLimits(0, limit));
  }

  private boolean fails(TestCase test, Model model) {
    return fails(exploration(test, model));
  }

  /** Stops at the first execution that does. */
  private boolean fails(Exploration exploration) {
    Shortest first = new Shortest();
    try {
      TestReport report =
          exploration
              .visiting(
                  execution -> {
                    first.look(execution);
                    if (first.witness != null) {
                      execution.stop();
                    }
                  })
              .run();
      cutShort |= first.witness == null && !report.result().isExhaustive();
    } catch (UnmodelledException e) {
      return false;
    }
    return first.witness != null;
  }

  /** Keeps the failing execution with the fewest switches, and of those the shortest. */
  private final class Shortest {
    private Witness witness;
    private int switches;

    void look(Execution execution) {
      if (!isIt(execution)) {
        return;
      }
      int mine = switches(execution.recording().text());
      boolean fewer =
          witness == null
              || mine < switches
              || (mine == switches && execution.graph().size() < witness.steps().size());
      if (fewer) {
        switches = mine;
        witness = Witness.of(execution);
      }
    }
  }

  /** A recording names a thread each time that another goes on; see {@code Recording}. */
  static int switches(String recording) {
    long names =
        recording.chars().filter(sign -> (sign >= 'A' && sign <= 'Z') || sign == '{').count();
    return (int) Math.max(0, names - 1);
  }

  private boolean isIt(Execution execution) {
    List<String> errors = execution.errors();
    if (!errors.isEmpty()) {
      return is(FindingKind.INVARIANT, String.join("; ", errors));
    } else if (execution.ending() == Ending.COMPLETE) {
      return finding.first().kind() == FindingKind.OUTCOME
          && is(FindingKind.OUTCOME, execution.outcome());
    }
    return execution.ending().isStuck() && is(FindingKind.OUTCOME, execution.ending().name());
  }

  private boolean is(FindingKind kind, String broken) {
    return FindingMatch.is(finding, kind, broken, List.of());
  }
}
