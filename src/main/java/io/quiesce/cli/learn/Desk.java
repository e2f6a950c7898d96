package io.quiesce.cli.learn;

import io.quiesce.bugs.corpus.Corpus;
import io.quiesce.bugs.place.Product;
import io.quiesce.explore.report.TextReport;
import io.quiesce.learn.course.Course;
import io.quiesce.learn.course.Exercise;
import io.quiesce.learn.course.Lesson;
import io.quiesce.learn.exercise.Judge;
import io.quiesce.learn.exercise.Judgement;
import io.quiesce.learn.measure.Frequencies;
import io.quiesce.learn.measure.Hardware;
import io.quiesce.learn.page.Findings;
import io.quiesce.learn.page.Site;
import io.quiesce.learn.page.Stamp;
import io.quiesce.learn.page.TextPage;
import io.quiesce.learn.predict.Predictor;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Does what {@code learn} was asked for; has a temporary directory while it does. */
final class Desk implements AutoCloseable {
  private static final int FAILED = 1;

  private final Product product;
  private final Course course;
  private final HardwareOptions options;
  private final PrintWriter out;
  private final PrintWriter err;
  private final Path directory;

  Desk(Product product, Course course, HardwareOptions options, PrintWriter out, PrintWriter err)
      throws IOException {
    this.product = product;
    this.course = course;
    this.options = options;
    this.out = out;
    this.err = err;
    this.directory = Files.createTempDirectory("quiesce-learn");
  }

  /** Explores, measures and prints a lesson. */
  int show(Lesson lesson) throws IOException {
    Findings findings = findings(List.of(lesson)).get(0);
    out.println(TextPage.of(findings, course.lessons().size()));
    return report(findings.problems());
  }

  /** Explores and measures all lessons, and writes them to a directory. */
  int site(Path target) throws IOException {
    List<Findings> all = findings(course.lessons());
    Path index = new Site(all).write(target);
    List<String> problems = all.stream().flatMap(one -> one.problems().stream()).toList();
    out.println(all.size() + " lessons, " + problems.size() + " problems: " + index);
    return report(problems);
  }

  private int report(List<String> problems) {
    problems.forEach(line -> out.println("PROBLEM  " + line));
    out.flush();
    return problems.isEmpty() ? 0 : FAILED;
  }

  private List<Findings> findings(List<Lesson> lessons) throws IOException {
    Corpus corpus = Corpus.of(product);
    Predictor predictor = Predictor.of(product, directory.resolve("classes"));
    Stamp stamp = Stamp.now();
    Frequencies frequencies = ask(lessons);
    List<Findings> all = new ArrayList<>();
    for (Lesson lesson : lessons) {
      all.add(
          new Findings(predictor.predict(lesson), frequencies, corpus.find(lesson.bug()), stamp));
    }
    return all;
  }

  private Frequencies ask(List<Lesson> lessons) throws IOException {
    if (options.isUnwanted()) {
      return Frequencies.none("This machine was not asked, because of --no-hardware.");
    }
    Hardware hardware = options.hardware(product, lessons.size());
    if (hardware.isThere()) {
      int programs = lessons.stream().mapToInt(lesson -> lesson.variants().size()).sum();
      err.println("asking this machine about " + programs + " programs, by jcstress ...");
      err.flush();
    }
    return hardware.measure(lessons, directory);
  }

  /** Writes the program of an exercise. */
  int hand(Lesson lesson, Path target) throws IOException {
    Path file = target.resolve(Exercise.PROGRAM + ".java");
    if (Files.exists(file)) {
      throw new IOException(file + " is there already, and may be your work");
    }
    Files.createDirectories(target);
    Files.writeString(file, lesson.source().standalone(Exercise.PROGRAM));
    out.println(file);
    out.println(lesson.exercise().task());
    out.flush();
    return 0;
  }

  /** Judges a reader's solution. */
  int check(Lesson lesson, Path sources) throws IOException {
    Judgement judgement = new Judge(product, directory).judge(lesson, sources);
    String executions = String.format(Locale.ROOT, "%,d executions", judgement.executions());
    if (judgement.isFixed()) {
      out.println("FIXED    exhaustive: " + executions + ", model jmm");
    } else {
      out.println("NOT YET  " + String.join("\n         ", judgement.problems()));
      if (judgement.witness() != null) {
        out.println();
        out.print(TextReport.of(judgement.witness()));
      }
    }
    out.flush();
    return judgement.isFixed() ? 0 : FAILED;
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> files = Files.walk(directory)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    }
  }
}
