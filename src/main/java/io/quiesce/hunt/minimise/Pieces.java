package io.quiesce.hunt.minimise;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import io.quiesce.bugs.overlay.SourceText;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import javax.tools.ToolProvider;

/**
 * Finds what may be left out of a source file: imports, members of classes, statements, and what is
 * around the body of one.
 */
final class Pieces extends TreeScanner<Void, Void> {
  private final String text;
  private final CompilationUnitTree unit;
  private final SourcePositions positions;
  private final List<Piece> found = new ArrayList<>();
  private String around = "";

  /**
   * A piece, with the comments before it.
   *
   * @param from its first character
   * @param to behind its last one
   * @param keptFrom the first character of what stays of it: of an {@code if} or a loop, the inside
   * @param keptTo behind the last one of that; as {@code keptFrom} if nothing stays
   * @param owner the simple names of the classes around it, each with a dot
   * @param method the name of the method that it is; empty if it is none
   * @param statement whether it is a whole statement
   */
  record Piece(
      int from, int to, int keptFrom, int keptTo, String owner, String method, boolean statement) {
    /** How much goes with it. */
    int length() {
      return to - from - (keptTo - keptFrom);
    }

    /** Whether the other goes with this one. */
    boolean contains(Piece other) {
      boolean before = from <= other.from && other.to <= keptFrom;
      boolean after = keptTo <= other.from && other.to <= to;
      boolean around = from == other.from && to == other.to;
      return before || after || (around && length() <= other.length());
    }
  }

  private Pieces(String text, CompilationUnitTree unit, SourcePositions positions) {
    this.text = text;
    this.unit = unit;
    this.positions = positions;
  }

  private static Pieces parsed(String path, String text) throws IOException {
    JavacTask task =
        (JavacTask)
            ToolProvider.getSystemJavaCompiler()
                .getTask(
                    new StringWriter(),
                    null,
                    diagnostic -> {},
                    List.of("-proc:none"),
                    null,
                    List.of(new SourceText(path, text)));
    CompilationUnitTree unit = task.parse().iterator().next();
    Pieces pieces = new Pieces(text, unit, Trees.instance(task).getSourcePositions());
    pieces.scan(unit, null);
    return pieces;
  }

  /** The pieces of a file, the largest first. */
  static List<Piece> of(String path, String text) throws IOException {
    return parsed(path, text).found.stream()
        .sorted(Comparator.comparingInt(Piece::length).reversed())
        .toList();
  }

  /** A text without some of its pieces. */
  static String without(String text, List<Piece> gone) {
    BitSet removed = new BitSet();
    for (Piece piece : gone) {
      removed.set(piece.from(), piece.keptFrom());
      removed.set(piece.keptTo(), piece.to());
    }
    StringBuilder left = new StringBuilder();
    for (int at = removed.nextClearBit(0); at < text.length(); at = removed.nextClearBit(at + 1)) {
      left.append(text.charAt(at));
    }
    return left.toString();
  }

  /** A text with another comment before its first class. */
  static String commented(String path, String text, String comment) throws IOException {
    Pieces pieces = parsed(path, text);
    int start = pieces.start(pieces.unit.getTypeDecls().get(0));
    String before = text.substring(0, pieces.afterWhatComesBefore(start));
    String head = before.replaceFirst(";\n(?=import)", ";\n\n");
    return head + "\n\n" + comment + text.substring(start);
  }

  @Override
  public Void visitImport(ImportTree tree, Void unused) {
    add(tree, "", false);
    return null;
  }

  @Override
  public Void visitClass(ClassTree tree, Void unused) {
    String outside = around;
    around += tree.getSimpleName() + ".";
    for (Tree member : tree.getMembers()) {
      add(member, member instanceof MethodTree method ? method.getName().toString() : "", false);
    }
    super.visitClass(tree, null);
    around = outside;
    return null;
  }

  @Override
  public Void visitBlock(BlockTree tree, Void unused) {
    for (StatementTree statement : tree.getStatements()) {
      add(statement, "", true);
    }
    return super.visitBlock(tree, null);
  }

  @Override
  public Void visitIf(IfTree tree, Void unused) {
    addAround(tree, tree.getThenStatement());
    return super.visitIf(tree, null);
  }

  @Override
  public Void visitForLoop(ForLoopTree tree, Void unused) {
    addAround(tree, tree.getStatement());
    return super.visitForLoop(tree, null);
  }

  @Override
  public Void visitWhileLoop(WhileLoopTree tree, Void unused) {
    addAround(tree, tree.getStatement());
    return super.visitWhileLoop(tree, null);
  }

  @Override
  public Void visitTry(TryTree tree, Void unused) {
    addAround(tree, tree.getBlock());
    return super.visitTry(tree, null);
  }

  private void add(Tree tree, String method, boolean statement) {
    int start = start(tree);
    int end = end(tree);
    if (start >= 0 && end > start) {
      found.add(new Piece(afterWhatComesBefore(start), end, end, end, around, method, statement));
    }
  }

  /** What is around the body of a statement. */
  private void addAround(Tree tree, StatementTree body) {
    if (body instanceof BlockTree block && !block.getStatements().isEmpty()) {
      StatementTree first = block.getStatements().get(0);
      StatementTree last = block.getStatements().get(block.getStatements().size() - 1);
      int from = afterWhatComesBefore(start(tree));
      int keptFrom = afterWhatComesBefore(start(first));
      found.add(new Piece(from, end(tree), keptFrom, end(last), around, "", false));
    }
  }

  private int start(Tree tree) {
    return (int) positions.getStartPosition(unit, tree);
  }

  private int end(Tree tree) {
    return (int) positions.getEndPosition(unit, tree);
  }

  /** Goes back over white space and comments. */
  private int afterWhatComesBefore(int start) {
    int at = start;
    while (true) {
      String before = text.substring(0, at).stripTrailing();
      int line = before.lastIndexOf('\n') + 1;
      if (before.endsWith("*/")) {
        at = before.lastIndexOf("/*");
      } else if (before.substring(line).strip().startsWith("//")) {
        at = line;
      } else {
        return before.length();
      }
    }
  }
}
