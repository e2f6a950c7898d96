package io.quiesce.bugs.overlay;

import io.quiesce.bugs.place.Product;
import java.io.IOException;
import java.io.StringWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** Makes overlays. Keeps what javac has read, so one instance is for many; for one thread. */
public final class OverlayCompiler implements AutoCloseable {
  private static final String SOURCES = "sources/";

  /**
   * The overlay runs on this Java, so it is compiled against this one; with {@code --release},
   * javac would read the API of 17 anew for each bug.
   */
  private static final List<String> OPTIONS =
      List.of("-source", "17", "-target", "17", "-g", "-proc:none", "-nowarn", "-Xlint:none");

  private final Product product;
  private final JavaCompiler compiler;
  private final StandardJavaFileManager files;

  /**
   * A compiler of bugs of a product.
   *
   * @throws NoCompilerException if this Java has none
   */
  public OverlayCompiler(Product product) throws IOException {
    this.product = product;
    this.compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      throw new NoCompilerException();
    }
    files = compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8);
    files.setLocationFromPaths(StandardLocation.CLASS_PATH, List.of(product.location()));
  }

  /**
   * Compiles what a patch changes.
   *
   * @param classes where to; made if it is not there
   * @throws OverlayException if the patch does not apply, or its result does not compile
   */
  public Overlay compile(String name, String patch, Path classes) throws IOException {
    SourcePatch change = new SourcePatch(name, patch);
    compile(name, patched(change), classes);
    return new Overlay(name, classes, change.packages());
  }

  private Map<String, String> patched(SourcePatch change) throws IOException {
    List<String> carried = product.list(SOURCES);
    Map<String, String> sources = new LinkedHashMap<>();
    if (change.touchesConstants()) {
      for (String source : carried) {
        sources.put(source.substring(SOURCES.length()), product.text(source));
      }
    }
    for (String file : change.files()) {
      if (!carried.contains(SOURCES + file)) {
        throw new OverlayException("no source " + file + " of the subject is there to be patched");
      }
      sources.put(file, change.apply(file, product.text(SOURCES + file)));
    }
    return sources;
  }

  private void compile(String name, Map<String, String> sources, Path classes) throws IOException {
    Files.createDirectories(classes);
    files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(classes));
    List<JavaFileObject> units = new ArrayList<>();
    sources.forEach((path, text) -> units.add(new SourceText(path, text)));
    DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
    Writer unheard = new StringWriter();
    if (!compiler.getTask(unheard, files, said, OPTIONS, null, units).call()) {
      throw new OverlayException(
          "with the patch of " + name + " the subject does not compile:\n" + errors(said));
    }
  }

  private static String errors(DiagnosticCollector<JavaFileObject> said) {
    return said.getDiagnostics().stream()
        .filter(one -> one.getKind() == Diagnostic.Kind.ERROR)
        .map(one -> "  " + one)
        .collect(Collectors.joining("\n"));
  }

  @Override
  public void close() throws IOException {
    files.close();
  }
}
