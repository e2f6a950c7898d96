package io.quiesce.bugs.orderings;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionStatementTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreePath;
import com.sun.source.util.TreePathScanner;
import com.sun.source.util.Trees;
import java.util.ArrayList;
import java.util.List;
import javax.lang.model.type.TypeKind;
import javax.lang.model.type.TypeMirror;
import javax.lang.model.util.Types;

/** Collects the accesses of one file whose types javac knows. */
final class AccessScanner extends TreePathScanner<Void, Void> {
  private static final String CAS = "compareAndSet";
  private static final List<String> WEAKER_EXCHANGES =
      List.of("compareAndExchangeAcquire", "compareAndExchangeRelease");

  private final String file;
  private final String source;
  private final CompilationUnitTree unit;
  private final Trees trees;
  private final Types types;
  private final List<Access> found = new ArrayList<>();

  AccessScanner(String file, String source, CompilationUnitTree unit, JavacTask task) {
    this.file = file;
    this.source = source;
    this.unit = unit;
    this.trees = Trees.instance(task);
    this.types = task.getTypes();
  }

  /** What the file has, in its order. */
  List<Access> scan() {
    scan(unit, null);
    return found;
  }

  @Override
  public Void visitMethodInvocation(MethodInvocationTree call, Void unused) {
    if (call.getMethodSelect() instanceof MemberSelectTree select) {
      String type = typeOf(select.getExpression());
      if (Weakening.isAtomic(type)) {
        String method = select.getIdentifier().toString();
        if (method.equals(CAS)) {
          exchanges(call, select, type);
        }
        Weakening.of(type, method).forEach(weaker -> rename(select, type, method, weaker));
      }
    }
    return super.visitMethodInvocation(call, null);
  }

  private String typeOf(ExpressionTree expression) {
    TypeMirror type = mirror(expression);
    return type == null ? "" : types.erasure(type).toString();
  }

  private TypeMirror mirror(ExpressionTree expression) {
    return trees.getTypeMirror(new TreePath(getCurrentPath(), expression));
  }

  private void rename(MemberSelectTree select, String type, String method, String weaker) {
    int end = end(select);
    add(select, type, method, weaker, end - method.length(), end, weaker);
  }

  /**
   * A strong compare-and-set of a weaker mode is a compare-and-exchange, compared, unless nobody
   * asks for the result.
   */
  private void exchanges(MethodInvocationTree call, MemberSelectTree select, String type) {
    if (getCurrentPath().getParentPath().getLeaf() instanceof ExpressionStatementTree) {
      WEAKER_EXCHANGES.forEach(weaker -> rename(select, type, CAS, weaker));
      return;
    }
    List<? extends ExpressionTree> arguments = call.getArguments();
    int start = start(call);
    int end = end(call);
    ExpressionTree expected = arguments.get(arguments.size() - 2);
    ExpressionTree next = arguments.get(arguments.size() - 1);
    String cast = Weakening.needsCast(type) ? "(" + typeOfValue(expected, next) + ") " : "";
    for (String weaker : WEAKER_EXCHANGES) {
      String inner =
          source.substring(start, end(select) - CAS.length())
              + weaker
              + source.substring(end(select), end);
      add(
          select,
          type,
          CAS,
          weaker,
          start,
          end,
          "(" + cast + inner + " == (" + text(expected) + "))");
    }
  }

  /** The variable's type, as far as the values tell: {@code null} and {@code 0} tell little. */
  private String typeOfValue(ExpressionTree expected, ExpressionTree next) {
    TypeMirror type = mirror(expected);
    TypeMirror other = mirror(next);
    boolean wider = type.getKind() == TypeKind.NULL || other.getKind() == TypeKind.LONG;
    return types.erasure(wider ? other : type).toString();
  }

  private void add(
      MemberSelectTree select,
      String type,
      String method,
      String weaker,
      int start,
      int end,
      String text) {
    long line = unit.getLineMap().getLineNumber(end(select));
    String receiver = text(select.getExpression()).replaceAll("\\s+", "");
    found.add(
        new Access(file, line, within(), simple(type), receiver, method, weaker, start, end, text));
  }

  private static String simple(String type) {
    return type.substring(type.lastIndexOf('.') + 1);
  }

  /** Of a constructor the class, of an initialiser of a field the field. */
  private String within() {
    String name = "";
    for (TreePath path = getCurrentPath(); path != null; path = path.getParentPath()) {
      if (path.getLeaf() instanceof MethodTree method) {
        return method.getName().toString().replace("<init>", "new");
      } else if (path.getLeaf() instanceof VariableTree variable) {
        name = variable.getName().toString();
      }
    }
    return name;
  }

  private String text(ExpressionTree tree) {
    return source.substring(start(tree), end(tree));
  }

  private int start(Tree tree) {
    return (int) positions().getStartPosition(unit, tree);
  }

  private int end(Tree tree) {
    return (int) positions().getEndPosition(unit, tree);
  }

  private SourcePositions positions() {
    return trees.getSourcePositions();
  }
}
