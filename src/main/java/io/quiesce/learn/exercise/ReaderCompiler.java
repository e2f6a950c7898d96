package io.quiesce.learn.exercise;

import io.quiesce.bugs.overlay.NoCompilerException;
import io.quiesce.bugs.overlay.SourceText;
import io.quiesce.bugs.place.Product;
import io.quiesce.explore.jcstress.ResultClasses;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** Compiles what a reader wrote, without jcstress. */
final class ReaderCompiler {
  private static final String ANNOTATIONS = "course-annotations/";
  private static final String ANNOTATION_PACKAGE = "org/openjdk/jcstress/annotations/";
  private static final String RESULT_PACKAGE = "org/openjdk/jcstress/infra/results/";
  private static final Pattern RESULT = Pattern.compile("\\b[ZBSCIJFDL]{1,8}_Result\\b");
  private static final List<String> OPTIONS =
      List.of("--release", "17", "-g", "-proc:none", "-nowarn", "-Xlint:none");

  private final Product product;

  ReaderCompiler(Product product) {
    this.product = product;
  }

  /**
   * Compiles all Java files of a directory.
   *
   * @param classes where to; made if it is not there
   * @throws ReaderErrorException if there are none, or they do not compile
   * @throws NoCompilerException if this Java has no compiler
   */
  void compile(Path directory, Path classes) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      throw new NoCompilerException();
    }
    List<SourceText> units = sources(directory);
    Files.createDirectories(classes);
    for (SourceText unit : units) {
      results(unit.getCharContent(true), classes);
    }
    units.addAll(annotations());
    DiagnosticCollector<JavaFileObject> said = new DiagnosticCollector<>();
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(said, Locale.ROOT, StandardCharsets.UTF_8)) {
      files.setLocationFromPaths(StandardLocation.CLASS_PATH, List.of(classes, product.location()));
      files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(classes));
      StringWriter unheard = new StringWriter();
      if (!compiler.getTask(unheard, files, said, OPTIONS, null, units).call()) {
        throw new ReaderErrorException("it does not compile:\n" + errors(said));
      }
    }
  }

  private static List<SourceText> sources(Path directory) throws IOException {
    if (!Files.isDirectory(directory)) {
      throw new ReaderErrorException(directory + " is no directory");
    }
    List<SourceText> units = new ArrayList<>();
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.filter(one -> one.toString().endsWith(".java")).sorted().toList()) {
        String name = directory.relativize(file).toString().replace('\\', '/');
        units.add(new SourceText(name, Files.readString(file)));
      }
    }
    if (units.isEmpty()) {
      throw new ReaderErrorException(
          directory + " has no Java file; 'learn NAME --exercise DIR' writes one to begin with");
    }
    return units;
  }

  private List<SourceText> annotations() throws IOException {
    List<SourceText> units = new ArrayList<>();
    for (String name : product.list(ANNOTATIONS)) {
      String path = ANNOTATION_PACKAGE + name.substring(ANNOTATIONS.length());
      units.add(new SourceText(path, product.text(name)));
    }
    return units;
  }

  /** The result classes that a text names, made as the explorer makes them. */
  private static void results(CharSequence text, Path classes) throws IOException {
    Matcher matcher = RESULT.matcher(text);
    while (matcher.find()) {
      String name = RESULT_PACKAGE + matcher.group();
      Path file = classes.resolve(name + ".class");
      Files.createDirectories(file.getParent());
      Files.write(file, new ResultClasses().find(name));
    }
  }

  private static String errors(DiagnosticCollector<JavaFileObject> said) {
    return said.getDiagnostics().stream()
        .filter(one -> one.getKind() == Diagnostic.Kind.ERROR)
        .map(ReaderCompiler::line)
        .collect(Collectors.joining("\n"));
  }

  private static String line(Diagnostic<? extends JavaFileObject> one) {
    String file = one.getSource() == null ? "" : one.getSource().toUri().getPath().substring(1);
    return "  " + file + ":" + one.getLineNumber() + ": " + one.getMessage(Locale.ROOT);
  }
}
