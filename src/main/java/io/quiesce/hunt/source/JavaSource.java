package io.quiesce.hunt.source;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;
import io.quiesce.bugs.overlay.SourceText;
import java.io.IOException;
import java.io.StringWriter;
import java.util.List;
import javax.tools.ToolProvider;

/**
 * A source file as the compiler's tree, and where in the text each part of it is.
 *
 * @param text the file
 * @param unit its tree
 * @param positions of its parts
 */
public record JavaSource(String text, CompilationUnitTree unit, SourcePositions positions) {
  /** Parses a text; one that is not Java has a tree with gaps. */
  public static JavaSource parse(String path, String text) throws IOException {
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
    return new JavaSource(text, unit, Trees.instance(task).getSourcePositions());
  }

  /** The first character of a part; below 0 for what the compiler has added. */
  public int start(Tree tree) {
    return (int) positions.getStartPosition(unit, tree);
  }

  /** Behind the last character of a part. */
  public int end(Tree tree) {
    return (int) positions.getEndPosition(unit, tree);
  }
}
