package io.quiesce.hunt.minimise;

import io.quiesce.explore.java.ClassPath;
import io.quiesce.explore.jcstress.TestCase;
import io.quiesce.explore.jcstress.TestScanner;
import io.quiesce.explore.report.Witness;
import io.quiesce.explore.run.Exploration;
import io.quiesce.explore.search.execution.Recording;
import io.quiesce.hunt.finding.Finding;
import io.quiesce.hunt.minimise.Pieces.Piece;
import io.quiesce.hunt.source.TextCompiler;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Leaves out of a scenario's source what its finding does not need, as long as that stays the same
 * ({@link Sameness}): imports, members, statements; the largest first, and again until nothing more
 * can go. What remains gets a name of its own and needs the scenario no longer.
 */
public final class Reducer {
  /** So many searches' time is given to all attempts together. */
  private static final int SEARCHES = 10;

  private final Finding finding;
  private final List<Path> places;
  private final List<Path> classPath;
  private final Path directory;
  private final Duration limit;

  /**
   * A reducer.
   *
   * @param places where the scenario and the classes that it calls are
   * @param classPath what its source is compiled against
   * @param directory for what is compiled
   * @param limit time for one search; all together take at most ten times as long
   */
  public Reducer(
      Finding finding, List<Path> places, List<Path> classPath, Path directory, Duration limit) {
    this.finding = finding;
    this.places = List.copyOf(places);
    this.classPath = List.copyOf(classPath);
    this.directory = directory;
    this.limit = limit;
  }

  /**
   * Reduces the source of a scenario.
   *
   * @param minimal what has been found of it so far
   * @param path of the source below its root
   * @param name what the class of the file shall be called
   * @return empty if the source does not show the finding by itself, or not under another name
   */
  public Optional<Reduced> run(Minimal minimal, String path, String text, String name)
      throws IOException {
    Showing showing = new Showing(finding, limit);
    TestCase test = minimal.test();
    ClassPath scenario = new ClassPath(places);
    Essence essence =
        Essence.of(
            test,
            minimal.model(),
            showing.failsInTurns(test, scenario),
            showing.shortest(test, scenario, minimal.model()));
    try (TextCompiler compiler = new TextCompiler(classPath)) {
      Sameness sameness = new Sameness(showing, compiler, places, directory);
      Optional<Small> small = reduce(essence, minimal.dropped(), path, text, sameness);
      if (small.isEmpty()) {
        return Optional.empty();
      }
      Renaming renaming = new Renaming(path, name);
      Sameness other =
          new Sameness(
              showing.renamed(renaming.from(), name),
              compiler,
              places,
              directory.resolve("renamed"));
      return renamed(essence, small.get(), renaming, other);
    }
  }

  /**
   * The same with another text, of which only comments are new, and with the lines of that text in
   * its witness.
   */
  public Reduced rewritten(Reduced reduced, String text) throws IOException {
    Path classes = directory.resolve("rewritten");
    try (TextCompiler compiler = new TextCompiler(classPath)) {
      if (!compiler.compile(reduced.path(), text, classes)) {
        throw new IllegalStateException("does not compile any more: " + text);
      }
    }
    List<Path> all = new ArrayList<>(List.of(classes));
    all.addAll(places);
    ClassPath found = new ClassPath(all);
    TestCase test = new TestScanner(found).find(reduced.className()).orElseThrow();
    List<Witness> seen = new ArrayList<>();
    Exploration.of(test, found)
        .replay(
            new Recording(reduced.witness().recording()),
            execution -> seen.add(Witness.of(execution)));
    return new Reduced(
        reduced.className(),
        reduced.path(),
        text,
        seen.get(0),
        reduced.statements(),
        reduced.before(),
        reduced.complete());
  }

  /** The text so far. */
  private record Small(String text, int statements, int before, boolean complete) {}

  private Optional<Small> reduce(
      Essence essence, List<String> actors, String path, String text, Sameness sameness)
      throws IOException {
    long deadline = System.nanoTime() + limit.multipliedBy(SEARCHES).toNanos();
    String owner = owner(essence.test().className());
    List<Piece> left = new ArrayList<>(Pieces.of(path, text));
    int before = statements(left, owner);
    List<Piece> gone =
        new ArrayList<>(
            left.stream()
                .filter(piece -> piece.owner().equals(owner) && actors.contains(piece.method()))
                .toList());
    gone.forEach(piece -> left.removeIf(piece::contains));
    if (sameness.witness(essence, path, Pieces.without(text, gone)).isEmpty()) {
      return Optional.empty();
    }
    boolean changed = true;
    while (changed && System.nanoTime() < deadline) {
      changed =
          Pieces.leaveOut(
                  text,
                  left,
                  gone,
                  less ->
                      System.nanoTime() < deadline
                          && sameness.witness(essence, path, less).isPresent())
              || System.nanoTime() >= deadline;
    }
    String small = Pieces.without(text, gone);
    return Optional.of(new Small(small, statements(left, owner), before, !changed));
  }

  /** As pieces name it. */
  static String owner(String className) {
    return className.substring(className.lastIndexOf('/') + 1).replace('$', '.') + ".";
  }

  static int statements(List<Piece> pieces, String owner) {
    return (int) pieces.stream().filter(p -> p.statement() && p.owner().startsWith(owner)).count();
  }

  private static Optional<Reduced> renamed(
      Essence essence, Small small, Renaming renaming, Sameness sameness) throws IOException {
    String text = renaming.text(small.text());
    String className = renaming.className(essence.test().className());
    return sameness
        .witness(
            essence.renamed(className, renaming.from(), renaming.name()), renaming.path(), text)
        .map(
            witness ->
                new Reduced(
                    className,
                    renaming.path(),
                    text,
                    witness,
                    small.statements(),
                    small.before(),
                    small.complete()));
  }
}
