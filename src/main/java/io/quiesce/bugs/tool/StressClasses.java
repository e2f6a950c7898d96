package io.quiesce.bugs.tool;

import io.quiesce.bugs.overlay.NoCompilerException;
import io.quiesce.bugs.place.Checkout;
import io.quiesce.bugs.place.Workbench;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/**
 * The stress suites of a checkout, compiled when they are first needed and again when a source has
 * changed, so that {@code mvn verify} need not compile them. Thread-safe.
 */
public final class StressClasses {
  private static final String PROCESSOR =
      "org.openjdk.jcstress.infra.processors.JCStressTestProcessor";

  private final Workbench bench;

  /** The suites of the bench's checkout. */
  public StressClasses(Workbench bench) {
    this.bench = bench;
  }

  /** The launcher of the suites and the Lincheck tests, which need each other. */
  public Path lincheck() throws IOException {
    return upToDate("lincheck", List.of("launcher", "lincheck"), List.of("-proc:none"));
  }

  /** The jcstress tests and the hunt's findings, with the code generated for them. */
  public Path jcstress() throws IOException {
    return upToDate("jcstress", List.of("jcstress", "ledger"), List.of("-processor", PROCESSOR));
  }

  private synchronized Path upToDate(String name, List<String> suites, List<String> options)
      throws IOException {
    Checkout checkout = bench.checkout();
    List<Path> sources = new ArrayList<>();
    for (String suite : suites) {
      sources.addAll(sources(checkout.stressSources(suite)));
    }
    Path lock = bench.directory("stress").resolve(name + ".lock");
    try (FileChannel channel =
            FileChannel.open(lock, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        FileLock held = channel.lock()) {
      Path stamp = bench.directory("stress").resolve(name + ".stamp");
      Path classes = bench.directory("stress", name);
      String now = checksum(sources);
      if (!held.isValid() || !Files.exists(stamp) || !Files.readString(stamp).equals(now)) {
        Files.deleteIfExists(stamp);
        compile(checkout, sources, options, classes);
        Files.writeString(stamp, now);
      }
      return classes;
    }
  }

  /** A suite may have none: the ledger, where nothing was ever found. */
  private static List<Path> sources(Path root) throws IOException {
    if (!Files.isDirectory(root)) {
      return List.of();
    }
    try (Stream<Path> files = Files.walk(root)) {
      return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
    }
  }

  private static String checksum(List<Path> sources) throws IOException {
    CRC32 sum = new CRC32();
    for (Path source : sources) {
      sum.update(source.toString().getBytes(StandardCharsets.UTF_8));
      sum.update(Files.readAllBytes(source));
    }
    return sources.size() + " " + sum.getValue() + " " + Runtime.version();
  }

  private void compile(Checkout checkout, List<Path> sources, List<String> more, Path classes)
      throws IOException {
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    if (compiler == null) {
      throw new NoCompilerException();
    }
    List<Path> path = new ArrayList<>(List.of(bench.product().location()));
    path.addAll(checkout.testClassPath());
    List<String> options = new ArrayList<>(List.of("--release", "17", "-nowarn", "-Xlint:none"));
    options.addAll(more);
    StringWriter said = new StringWriter();
    try (StandardJavaFileManager files =
        compiler.getStandardFileManager(null, Locale.ROOT, StandardCharsets.UTF_8)) {
      files.setLocationFromPaths(StandardLocation.CLASS_PATH, path);
      files.setLocationFromPaths(
          StandardLocation.ANNOTATION_PROCESSOR_PATH, checkout.testClassPath());
      files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(classes));
      boolean compiled =
          compiler
              .getTask(said, files, null, options, null, files.getJavaFileObjectsFromPaths(sources))
              .call();
      if (!compiled) {
        throw new IOException("the stress tests do not compile:\n" + said);
      }
    }
  }
}
