package io.quiesce.hunt.minimise;

import io.quiesce.explore.java.ClassPath;
import io.quiesce.explore.jcstress.TestCase;
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

  private static final String SUFFIX = ".java";

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
      String old = fileName(path);
      Sameness other =
          new Sameness(showing.renamed(old, name), compiler, places, directory.resolve("renamed"));
      return renamed(essence, path, small.get(), name, other);
    }
  }

  /** The text so far. */
  private record Small(String text, int statements, int before, boolean complete) {}

  private Optional<Small> reduce(
      Essence essence, List<String> actors, String path, String text, Sameness sameness)
      throws IOException {
    long deadline = System.nanoTime() + limit.multipliedBy(SEARCHES).toNanos();
    String className = essence.test().className();
    String owner = className.substring(className.lastIndexOf('/') + 1).replace('$', '.') + ".";
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
      changed = pass(essence, path, text, left, gone, deadline, sameness);
    }
    String small = Pieces.without(text, gone);
    return Optional.of(new Small(small, statements(left, owner), before, !changed));
  }

  /** Tries each piece once; whether one could go, or the time was over. */
  private static boolean pass(
      Essence essence,
      String path,
      String text,
      List<Piece> left,
      List<Piece> gone,
      long deadline,
      Sameness sameness)
      throws IOException {
    boolean changed = false;
    for (Piece piece : List.copyOf(left)) {
      if (System.nanoTime() >= deadline) {
        return true;
      }
      if (left.contains(piece)) {
        gone.add(piece);
        if (sameness.witness(essence, path, Pieces.without(text, gone)).isPresent()) {
          left.removeIf(piece::contains);
          changed = true;
        } else {
          gone.remove(piece);
        }
      }
    }
    return changed;
  }

  private static int statements(List<Piece> pieces, String owner) {
    return (int) pieces.stream().filter(p -> p.statement() && p.owner().startsWith(owner)).count();
  }

  private static String fileName(String path) {
    return path.substring(path.lastIndexOf('/') + 1, path.length() - SUFFIX.length());
  }

  private static Optional<Reduced> renamed(
      Essence essence, String path, Small small, String name, Sameness sameness)
      throws IOException {
    String old = fileName(path);
    int slash = path.lastIndexOf('/') + 1;
    String to = path.substring(0, slash) + name;
    String text = small.text().replaceAll("\\b" + old + "\\b", name);
    String className = to + essence.test().className().substring(slash + old.length());
    return sameness
        .witness(essence.renamed(className, old, name), to + SUFFIX, text)
        .map(
            witness ->
                new Reduced(
                    className,
                    to + SUFFIX,
                    text,
                    witness,
                    small.statements(),
                    small.before(),
                    small.complete()));
  }
}
