package io.quiesce.hunt.history;

import com.sun.source.tree.AnnotationTree;
import com.sun.source.tree.ClassTree;
import com.sun.source.tree.ImportTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.TreeScanner;
import io.quiesce.hunt.source.JavaSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** A source file without anything of Lincheck's: its imports and the annotations that they name. */
final class WithoutLincheck extends TreeScanner<Void, Void> {
  private static final List<String> FOREIGN =
      List.of("org.jetbrains.", "io.quiesce.stress.lincheck.");

  private final JavaSource source;
  private final List<Edit> edits = new ArrayList<>();
  private final Set<String> foreign = new HashSet<>();
  private final SortedSet<String> imports = new TreeSet<>();

  /** A part of the text, and what stands there instead. */
  private record Edit(int from, int to, String text) {}

  /** Of a file. */
  WithoutLincheck(String path, String text) throws IOException {
    source = JavaSource.parse(path, text);
    source.unit().getImports().forEach(this::sort);
    scan(source.unit(), null);
  }

  private void sort(ImportTree one) {
    String name = (one.isStatic() ? "static " : "") + one.getQualifiedIdentifier();
    if (FOREIGN.stream().anyMatch(name::startsWith)) {
      foreign.add(name.substring(name.lastIndexOf('.') + 1));
    } else {
      imports.add(name);
    }
    remove(one);
  }

  @Override
  public Void visitAnnotation(AnnotationTree tree, Void unused) {
    String name = tree.getAnnotationType().toString();
    if (foreign.contains(name.replaceAll("\\..*", ""))) {
      remove(tree);
    }
    return null;
  }

  /** With the white space behind it. */
  private void remove(Tree tree) {
    int end = source.end(tree);
    while (end < source.text().length() && Character.isWhitespace(source.text().charAt(end))) {
      end++;
    }
    edits.add(new Edit(source.start(tree), end, ""));
  }

  /** What it still imports. */
  SortedSet<String> imports() {
    return imports;
  }

  /**
   * The whole file.
   *
   * @param names what it imports
   * @param owner a class in it
   * @param inside goes to the end of that class
   */
  String whole(SortedSet<String> names, Class<?> owner, String inside) {
    StringBuilder text = new StringBuilder("\n");
    names.forEach(name -> text.append("\nimport ").append(name).append(';'));
    int behind = source.end(source.unit().getPackage());
    edits.add(new Edit(behind, behind, text.toString()));
    insert(owner.getSimpleName(), inside);
    return edited(0, source.text().length());
  }

  private void insert(String owner, String text) {
    new TreeScanner<Void, Void>() {
      @Override
      public Void visitClass(ClassTree tree, Void unused) {
        if (tree.getSimpleName().contentEquals(owner)) {
          int brace = source.end(tree) - 1;
          edits.add(new Edit(brace, brace, text));
        }
        return super.visitClass(tree, null);
      }
    }.scan(source.unit(), null);
  }

  /** Its class alone, as one that is nested in another. */
  String nested() {
    Tree type = source.unit().getTypeDecls().get(0);
    String text = edited(source.start(type), source.end(type)).stripLeading();
    return ("\nstatic " + text + "\n").replaceAll("\n(?=[^\n])", "\n  ");
  }

  private String edited(int from, int to) {
    StringBuilder text = new StringBuilder(source.text().substring(0, to));
    edits.stream()
        .filter(edit -> edit.from() >= from && edit.to() <= to)
        .sorted(Comparator.comparingInt(Edit::from).reversed())
        .forEach(edit -> text.replace(edit.from(), edit.to(), edit.text()));
    return text.substring(from);
  }
}
