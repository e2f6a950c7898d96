package io.quiesce.hunt.source;

import io.quiesce.bugs.overlay.NoCompilerException;
import io.quiesce.bugs.overlay.SourceText;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/**
 * Compiles one source file after the other that is nowhere on disk. What the build would warn of is
 * an error. Keeps what javac has read, so one instance is for many; for one thread.
 */
public final class TextCompiler implements AutoCloseable {
  private static final List<String> OPTIONS =
      List.of(
          "-source",
          "17",
          "-target",
          "17",
          "-g",
          "-proc:none",
          "-Xlint:all,-processing,-serial,-options,-classfile,-path",
          "-Werror");

  private final JavaCompiler compiler;
  private final StandardJavaFileManager files;

  /**
   * A compiler.
   *
   * @param classPath what the sources need
   * @throws NoCompilerException if this Java has none
   */
  public TextCompiler(List<Path> classPath) throws IOException {
    compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      throw new NoCompilerException();
    }
    files = compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8);
    files.setLocationFromPaths(StandardLocation.CLASS_PATH, classPath);
  }

  /**
   * Compiles.
   *
   * @param path of the source below its root
   * @param out where classes go; made if it is not there
   * @return whether it compiles
   */
  public boolean compile(String path, String text, Path out) throws IOException {
    Files.createDirectories(out);
    files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(out));
    List<SourceText> units = List.of(new SourceText(path, text));
    return compiler
        .getTask(new StringWriter(), files, diagnostic -> {}, OPTIONS, null, units)
        .call();
  }

  @Override
  public void close() throws IOException {
    files.close();
  }
}
