package io.quiesce.hunt.minimise;

import io.quiesce.hunt.minimise.Pieces.Piece;
import io.quiesce.hunt.source.TextCompiler;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Leaves out of a scenario's source only imports, classes and methods that nothing in it uses: for
 * one whose outcomes are graded by what all its statements do, so that it does the same, and
 * passes, when the bug has gone. {@link Reducer} goes further, by what the finding needs.
 */
public final class UnusedMembers {
  private final List<Path> classPath;
  private final Path directory;

  /**
   * Compiles what is left.
   *
   * @param classPath what the source is compiled against
   * @param directory for what is compiled
   */
  public UnusedMembers(List<Path> classPath, Path directory) {
    this.classPath = List.copyOf(classPath);
    this.directory = directory;
  }

  /**
   * The source without them, under another name.
   *
   * @param minimal what has been found of it
   * @param path of the source below its root
   * @param name what the class of the file shall be called
   */
  public Reduced leaveOut(Minimal minimal, String path, String text, String name)
      throws IOException {
    String owner = Reducer.owner(minimal.test().className());
    List<Piece> pieces = Pieces.of(path, text);
    List<Piece> needed = pieces.stream().filter(one -> one.owner().startsWith(owner)).toList();
    List<Piece> left =
        new ArrayList<>(
            pieces.stream()
                .filter(one -> one.sort() == Pieces.Sort.DECLARATION)
                .filter(one -> needed.stream().noneMatch(one::contains))
                .toList());
    List<Piece> gone = new ArrayList<>();
    try (TextCompiler compiler = new TextCompiler(classPath)) {
      boolean changed = true;
      while (changed) {
        changed =
            Pieces.leaveOut(text, left, gone, less -> compiler.compile(path, less, directory));
      }
    }
    Renaming renaming = new Renaming(path, name);
    int statements = Reducer.statements(pieces, owner);
    return new Reduced(
        renaming.className(minimal.test().className()),
        renaming.path(),
        renaming.text(Pieces.without(text, gone)),
        minimal.witness(),
        statements,
        statements,
        true);
  }
}
