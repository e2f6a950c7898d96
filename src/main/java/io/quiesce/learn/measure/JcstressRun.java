package io.quiesce.learn.measure;

import io.quiesce.bugs.overlay.SourceText;
import io.quiesce.bugs.place.Product;
import io.quiesce.explore.java.ClassPath;
import io.quiesce.learn.course.SourceFile;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** One run of jcstress over programs of the course, compiled for it. Confined to one thread. */
final class JcstressRun {
  private static final String MAIN = "org.openjdk.jcstress.Main";
  private static final String PROCESSOR =
      "org.openjdk.jcstress.infra.processors.JCStressTestProcessor";
  private static final int MILLIS = 300;

  /** Yielding waits and the serial collector keep the rate up where CPUs are few. */
  private static final List<String> OPTIONS =
      List.of(
          ("-v -f 1 -iters 1 -time " + MILLIS + " -sc false -spinStyle THREAD_YIELD")
              .split(" ", -1));

  private final Product product;
  private final List<Path> jcstress;
  private final Path directory;

  JcstressRun(Product product, List<Path> jcstress, Path directory) {
    this.product = product;
    this.jcstress = jcstress;
    this.directory = directory;
  }

  /** What a figure means, for the reader. */
  String settings() {
    return "one fork for each configuration of the JVM, " + MILLIS + " ms each";
  }

  /** Compiles with jcstress' processor; what is wrong, if it cannot be done. */
  Optional<String> compile(List<SourceFile> sources) throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    Optional<String> missing = missing();
    if (missing.isPresent() || compiler == null) {
      return missing.or(() -> Optional.of("this Java has no compiler; use a JDK"));
    }
    StringWriter said = new StringWriter();
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
      files.setLocationFromPaths(StandardLocation.CLASS_PATH, classPath());
      files.setLocationFromPaths(StandardLocation.ANNOTATION_PROCESSOR_PATH, jcstress);
      files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(classes()));
      List<SourceText> units =
          sources.stream().map(one -> new SourceText(one.path() + ".java", one.text())).toList();
      List<String> options =
          List.of("--release", "17", "-nowarn", "-Xlint:none", "-processor", PROCESSOR);
      boolean done = compiler.getTask(said, files, null, options, null, units).call();
      return done ? Optional.empty() : Optional.of("the programs do not compile: " + said);
    }
  }

  private Optional<String> missing() {
    try {
      return new ClassPath(jcstress).find(MAIN.replace('.', '/')) == null
          ? Optional.of("there is no jcstress in " + jcstress)
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.of(e.getMessage());
    }
  }

  private Path classes() throws IOException {
    return Files.createDirectories(directory.resolve("jcstress-classes"));
  }

  private List<Path> classPath() throws IOException {
    List<Path> path = new ArrayList<>(List.of(classes(), product.location()));
    path.addAll(jcstress);
    return path;
  }

  /**
   * Runs the tests whose names match, and returns what was printed. What is not done when the
   * budget is over is killed, and what it printed until then is all there is.
   */
  List<String> run(String only, Duration budget) throws IOException {
    Path log = directory.resolve("jcstress.log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-cp");
    command.add(
        classPath().stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator)));
    command.add(MAIN);
    command.addAll(OPTIONS);
    command.addAll(List.of("-jvmArgs", "-XX:+UseSerialGC", "-r", "jcstress", "-t", only));
    Process process =
        new ProcessBuilder(command)
            .directory(directory.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    Thread atExit = new Thread(() -> kill(process));
    Runtime.getRuntime().addShutdownHook(atExit);
    try {
      if (!process.waitFor(budget.toMillis(), TimeUnit.MILLISECONDS)) {
        return List.of("it was not done after " + budget.toSeconds() + " s");
      }
      return Files.readAllLines(log);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for jcstress", e);
    } finally {
      kill(process);
      forget(atExit);
    }
  }

  private static void kill(Process process) {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }

  private static void forget(Thread hook) {
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // This JVM is ending, and the hook has run or will.
      hook.interrupt();
    }
  }
}
