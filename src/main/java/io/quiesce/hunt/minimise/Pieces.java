package io.quiesce.hunt.minimise;

import com.sun.source.tree.BlockTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ForLoopTree;
import com.sun.source.tree.IfTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.StatementTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.TryTree;
import com.sun.source.tree.WhileLoopTree;
import com.sun.source.util.TreeScanner;
import io.quiesce.hunt.source.JavaSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;

/**
 * Finds what may be left out of a source file: imports, members of classes, statements, and what is
 * around the body of one.
 */
final class Pieces extends TreeScanner<Void, Void> {
  private final JavaSource source;
  private final List<Piece> found = new ArrayList<>();
  private String around = "";

  /** What a piece is. */
  enum Sort {
    /** A whole statement. */
    STATEMENT,
    /** What is around the body of one. */
    AROUND,
    /**
     * An import, a class inside another, or a method that overrides none: what compiles without it
     * does the same without it.
     */
    DECLARATION,
    /** Another member of a class: without it, what makes an object may do something else. */
    MEMBER
  }

  /**
   * A piece, with the comments before it.
   *
   * @param from its first character
   * @param to behind its last one
   * @param keptFrom the first character of what stays of it: of an {@code if} or a loop, the inside
   * @param keptTo behind the last one of that; as {@code keptFrom} if nothing stays
   * @param owner the simple names of the classes around it, each with a dot
   * @param method the name of the method that it is; empty if it is none
   * @param sort of piece
   */
  record Piece(int from, int to, int keptFrom, int keptTo, String owner, String method, Sort sort) {
    /** Whether it is a whole statement. */
    boolean statement() {
      return sort == Sort.STATEMENT;
    }

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

  private Pieces(JavaSource source) {
    this.source = source;
  }

  private static Pieces parsed(String path, String text) throws IOException {
    Pieces pieces = new Pieces(JavaSource.parse(path, text));
    pieces.scan(pieces.source.unit(), null);
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

  /** Whether what is left of a text is still what it should be. */
  @FunctionalInterface
  interface Check {
    /** Looks at it. */
    boolean holds(String text) throws IOException;
  }

  /**
   * Leaves each piece out, once, if what then remains holds.
   *
   * @param left what may go; loses what has gone
   * @param gone gets it
   * @return whether one could go
   */
  static boolean leaveOut(String text, List<Piece> left, List<Piece> gone, Check check)
      throws IOException {
    boolean changed = false;
    for (Piece piece : List.copyOf(left)) {
      if (left.contains(piece)) {
        gone.add(piece);
        if (check.holds(without(text, gone))) {
          left.removeIf(piece::contains);
          changed = true;
        } else {
          gone.remove(piece);
        }
      }
    }
    return changed;
  }

  /** A text with another comment before its first class. */
  static String commented(String path, String text, String comment) throws IOException {
    Pieces pieces = parsed(path, text);
    int start = pieces.source.start(pieces.source.unit().getTypeDecls().get(0));
    String before = text.substring(0, pieces.afterWhatComesBefore(start));
    String head = before.replaceFirst("^(package [^;]*;)\n(?=import)", "$1\n\n");
    return head + "\n\n" + comment + text.substring(start);
  }

  @Override
  public Void visitImport(ImportTree tree, Void unused) {
    add(tree, "", Sort.DECLARATION);
    return null;
  }

  @Override
  public Void visitClass(ClassTree tree, Void unused) {
    String outside = around;
    around += tree.getSimpleName() + ".";
    for (Tree member : tree.getMembers()) {
      add(
          member,
          member instanceof MethodTree method ? method.getName().toString() : "",
          isDeclaration(member) ? Sort.DECLARATION : Sort.MEMBER);
    }
    super.visitClass(tree, null);
    around = outside;
    return null;
  }

  private static boolean isDeclaration(Tree member) {
    if (member instanceof MethodTree method) {
      boolean overrides =
          method.getModifiers().getAnnotations().stream()
              .anyMatch(one -> one.getAnnotationType().toString().equals("Override"));
      return !overrides && !method.getName().contentEquals("<init>");
    }
    return member instanceof ClassTree;
  }

  @Override
  public Void visitBlock(BlockTree tree, Void unused) {
    for (StatementTree statement : tree.getStatements()) {
      add(statement, "", Sort.STATEMENT);
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

  private void add(Tree tree, String method, Sort sort) {
    int start = source.start(tree);
    int end = source.end(tree);
    if (start >= 0 && end > start) {
      found.add(new Piece(afterWhatComesBefore(start), end, end, end, around, method, sort));
    }
  }

  /** What is around the body of a statement. */
  private void addAround(Tree tree, StatementTree body) {
    if (body instanceof BlockTree block && !block.getStatements().isEmpty()) {
      StatementTree first = block.getStatements().get(0);
      StatementTree last = block.getStatements().get(block.getStatements().size() - 1);
      int from = afterWhatComesBefore(source.start(tree));
      int keptFrom = afterWhatComesBefore(source.start(first));
      found.add(
          new Piece(from, source.end(tree), keptFrom, source.end(last), around, "", Sort.AROUND));
    }
  }

  /** Goes back over white space and comments. */
  private int afterWhatComesBefore(int start) {
    int at = start;
    while (true) {
      String before = source.text().substring(0, at).stripTrailing();
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
