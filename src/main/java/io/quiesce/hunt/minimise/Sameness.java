package io.quiesce.hunt.minimise;

import io.quiesce.explore.java.ClassPath;
import io.quiesce.explore.jcstress.InvalidTestException;
import io.quiesce.explore.jcstress.TestCase;
import io.quiesce.explore.jcstress.TestScanner;
import io.quiesce.explore.model.Model;
import io.quiesce.explore.program.NondeterminismException;
import io.quiesce.explore.report.Witness;
import io.quiesce.hunt.source.TextCompiler;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Whether a changed source still has the same finding. It is another program, whose outcomes nobody
 * has graded, so all of this must hold of it:
 *
 * <ol>
 *   <li>It compiles, without a warning, and is a test with as many actors and the same grades.
 *   <li>It shows what the finding shows, under the strongest model under which the scenario does.
 *   <li>It does not under the next stronger one: a missing ordering stays a missing ordering.
 *   <li>It does not when its actors run one after the other, unless the scenario does: an outcome
 *       that comes of an assignment left out is no race.
 *   <li>Nothing else is wrong with it, unless something is with the scenario, and it has executions
 *       with which nothing is wrong, if the scenario has: once the bug has gone, it must pass.
 *   <li>The accesses that were to blame still occur in the execution with the fewest switches.
 * </ol>
 */
final class Sameness {
  private final Showing showing;
  private final TextCompiler compiler;
  private final List<Path> places;
  private final Path directory;
  private int attempts;

  /**
   * For sources of scenarios.
   *
   * @param places classes that the scenario calls, and its superclasses
   * @param directory for what is compiled
   */
  Sameness(Showing showing, TextCompiler compiler, List<Path> places, Path directory) {
    this.showing = showing;
    this.compiler = compiler;
    this.places = List.copyOf(places);
    this.directory = directory;
  }

  /** The execution of it with the fewest switches, if it has. */
  Optional<Witness> witness(Essence essence, String path, String text) throws IOException {
    Path classes = directory.resolve("attempt-" + ++attempts);
    // the scenario itself is in places, and must not be taken for what is left of it
    Path test = classes.resolve(essence.test().className() + ".class");
    if (!compiler.compile(path, text, classes) || !Files.exists(test)) {
      return Optional.empty();
    }
    List<Path> all = new ArrayList<>(List.of(classes));
    all.addAll(places);
    ClassPath found = new ClassPath(all);
    try {
      return new TestScanner(found)
          .find(essence.test().className())
          .filter(it -> fails(essence, it, found))
          .map(it -> showing.shortest(it, found, essence.model()))
          .filter(shortest -> essence.otherFailures() || !shortest.hasOthers())
          .filter(shortest -> shortest.hasPasses() || !essence.passes())
          .map(Shortest::witness)
          .filter(essence::isBlamedBy);
    } catch (InvalidTestException | NondeterminismException e) {
      return Optional.empty();
    }
  }

  private boolean fails(Essence essence, TestCase test, ClassPath classes) {
    TestCase given = essence.test();
    Model model = essence.model();
    return test.actors().size() == given.actors().size()
        && test.arbiter().isPresent() == given.arbiter().isPresent()
        && test.outcomes().equals(given.outcomes())
        && showing.fails(showing.exploration(test, classes, model))
        && (model == Model.SC
            || showing.neverFails(showing.exploration(test, classes, stronger(model))))
        && (essence.inTurns() || showing.neverFailsInTurns(test, classes));
  }

  private static Model stronger(Model model) {
    return Minimiser.MODELS.get(Minimiser.MODELS.indexOf(model) - 1);
  }
}
