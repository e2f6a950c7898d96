package io.quiesce.hunt.history;

import io.quiesce.hunt.finding.Evidence;
import io.quiesce.hunt.finding.FindingKind;
import io.quiesce.hunt.finding.Sighting;
import io.quiesce.hunt.finding.Signature;
import io.quiesce.hunt.model.Engine;
import io.quiesce.hunt.model.Scenario;
import io.quiesce.hunt.source.TextCompiler;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A Lincheck test that loses updates, {@code demo.Counting}, with a class of its suite that it
 * uses: sources and classes in a directory.
 *
 * @param directory of both
 */
public record LincheckDemo(Path directory) {
  private static final String KIND = "not linearizable";

  /** The test as it is. */
  public static String text() throws IOException {
    return resource("Counting");
  }

  private static String resource(String name) throws IOException {
    String file = "/history/" + name + ".java.txt";
    try (InputStream in = LincheckDemo.class.getResourceAsStream(file)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  /** Where its classes are. */
  public Path classes() {
    return directory.resolve("classes");
  }

  /** The root of its sources. */
  public Path sources() {
    return directory.resolve("sources");
  }

  /** Writes and compiles it, with this text. */
  public void write(String text) throws IOException {
    add("io/quiesce/stress/lincheck/ModelChecked.java", resource("ModelChecked"));
    add("demo/Hands.java", resource("Hands"));
    add("demo/Counting.java", text);
  }

  private void add(String path, String text) throws IOException {
    Path file = sources().resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
    compile(path, text, List.of(classes()), classes());
  }

  /** Compiles a source against what tests have, and more. */
  public static void compile(String path, String text, List<Path> more, Path out)
      throws IOException {
    List<Path> classPath = new ArrayList<>(more);
    classPath.addAll(libraries());
    try (TextCompiler compiler = new TextCompiler(classPath)) {
      if (!compiler.compile(path, text, out)) {
        throw new AssertionError("does not compile: " + text);
      }
    }
  }

  /** What tests have on their class path. */
  public static List<Path> libraries() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
        .map(Path::of)
        .toList();
  }

  /** It was found not to be linearizable in some calls. */
  public static Sighting sighting(String calls, String night) {
    Scenario scenario = new Scenario("demo.Counting", Engine.LINCHECK);
    return new Sighting(
        Signature.of(FindingKind.LINEARIZABILITY, scenario, KIND, List.of()),
        night,
        "job",
        Instant.EPOCH,
        FindingKind.LINEARIZABILITY,
        scenario,
        "17",
        KIND,
        List.of(),
        "",
        calls,
        "",
        Evidence.of(""));
  }
}
