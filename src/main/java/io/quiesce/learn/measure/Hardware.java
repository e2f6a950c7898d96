package io.quiesce.learn.measure;

import io.quiesce.bugs.place.Checkout;
import io.quiesce.bugs.place.Product;
import io.quiesce.learn.course.Lesson;
import io.quiesce.learn.course.Variant;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Asks this machine, by jcstress.
 *
 * @param product whose course is asked about
 * @param jcstress the class path with jcstress; empty if there is none
 * @param budget the longest time for one question
 * @param slow whether programs that take long are asked about too
 */
public record Hardware(Product product, List<Path> jcstress, Duration budget, boolean slow) {
  private static final String MISSING =
      "This machine was not asked: jcstress is not here. Run this in a checkout after 'mvn verify',"
          + " or name a jar of jcstress with --jcstress.";

  /** Copies the list. */
  public Hardware {
    jcstress = List.copyOf(jcstress);
  }

  /**
   * The class path with jcstress: what the user named, or a checkout's; empty if there is neither.
   *
   * @param named a class path, or null
   * @throws IOException if what the user named is not there
   */
  public static List<Path> jcstress(String named, Path project) throws IOException {
    if (named == null) {
      return Checkout.in(project).map(Checkout::testClassPath).orElse(List.of());
    }
    List<Path> path =
        Arrays.stream(named.split(File.pathSeparator, -1))
            .map(entry -> Path.of(entry).toAbsolutePath())
            .toList();
    for (Path entry : path) {
      if (!Files.exists(entry)) {
        throw new IOException("--jcstress names " + entry + ", which is not there");
      }
    }
    return path;
  }

  /** Whether there is anything to ask with. */
  public boolean isThere() {
    return !jcstress.isEmpty();
  }

  /**
   * Runs the programs of lessons. What goes wrong is a note of the result.
   *
   * @param directory for what is compiled and printed
   */
  public Frequencies measure(List<Lesson> lessons, Path directory) throws IOException {
    if (!isThere()) {
      return Frequencies.none(MISSING);
    }
    JcstressRun run = new JcstressRun(product, jcstress, directory);
    Optional<String> wrong = run.compile(lessons.stream().map(Lesson::source).toList());
    if (wrong.isPresent()) {
      return Frequencies.none("This machine was not asked: " + wrong.get());
    }
    List<String> lines = run.run(only(lessons), budget);
    Map<String, Map<String, Long>> samples = ConsoleTable.read(lines);
    return samples.isEmpty()
        ? new Frequencies(true, samples, "This machine gave no answer: " + last(lines))
        : new Frequencies(true, samples, "jcstress, " + run.settings());
  }

  /** A regular expression of the programs to run. */
  private String only(List<Lesson> lessons) {
    TreeSet<String> names = new TreeSet<>();
    for (Lesson lesson : lessons) {
      for (Variant variant : lesson.variants()) {
        if (variant.isJava() && (slow || !variant.slow())) {
          names.add(lesson.source().binaryName(variant.program()));
        }
      }
    }
    return names.stream().map(Pattern::quote).collect(Collectors.joining("|", "^(", ")$"));
  }

  private static String last(List<String> lines) {
    String said =
        lines.stream().filter(line -> !line.isBlank()).reduce("", (before, line) -> line).strip();
    return said.isEmpty() ? "it printed nothing" : said;
  }
}
