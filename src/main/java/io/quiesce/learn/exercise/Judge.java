package io.quiesce.learn.exercise;

import io.quiesce.bugs.place.Product;
import io.quiesce.explore.java.ClassPath;
import io.quiesce.explore.jcstress.InvalidTestException;
import io.quiesce.explore.jcstress.TestCase;
import io.quiesce.explore.jcstress.TestMethod;
import io.quiesce.explore.jcstress.TestScanner;
import io.quiesce.explore.model.Model;
import io.quiesce.explore.program.NondeterminismException;
import io.quiesce.explore.report.Witness;
import io.quiesce.explore.run.Exploration;
import io.quiesce.explore.run.OutcomeRow;
import io.quiesce.explore.run.TestReport;
import io.quiesce.explore.search.Options;
import io.quiesce.explore.transform.UnmodelledException;
import io.quiesce.learn.course.Exercise;
import io.quiesce.learn.course.Lesson;
import io.quiesce.learn.predict.Predictor;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Judges a reader's fix of the exercise of a lesson. Its actors must be those of the exercise, no
 * outcome may be reachable that is not permitted, and each one that is required must be.
 */
public final class Judge {
  private static final Duration LONGEST = Duration.ofMinutes(2);

  private final Product product;
  private final Path directory;

  /**
   * A judge.
   *
   * @param directory for what is compiled
   */
  public Judge(Product product, Path directory) {
    this.product = product;
    this.directory = directory;
  }

  /**
   * Judges what is in a directory.
   *
   * @throws ReaderErrorException if it cannot be judged
   */
  public Judgement judge(Lesson lesson, Path sources) throws IOException {
    Path classes = directory.resolve("reader-classes");
    new ReaderCompiler(product).compile(sources, classes);
    ClassPath path = new ClassPath(List.of(classes, product.location()));
    try {
      return judge(lesson, path, find(path, classes, sources));
    } catch (UnmodelledException | NondeterminismException | InvalidTestException e) {
      throw new ReaderErrorException("the explorer cannot run it: " + e.getMessage());
    }
  }

  private static TestCase find(ClassPath path, Path classes, Path sources) {
    List<String> names =
        new ClassPath(List.of(classes))
            .names().stream()
                .filter(n -> n.equals(Exercise.PROGRAM) || n.endsWith("/" + Exercise.PROGRAM))
                .toList();
    List<TestCase> tests = new TestScanner(path).findAll(names);
    if (tests.size() != 1) {
      throw new ReaderErrorException(
          tests.size()
              + " classes in "
              + sources
              + " are called "
              + Exercise.PROGRAM
              + " and have @JCStressTest; there must be one");
    }
    return tests.get(0);
  }

  /** Judges a compiled program. */
  Judgement judge(Lesson lesson, ClassPath path, TestCase test) throws IOException {
    Exploration exploration =
        Exploration.of(test, path).with(Options.of(Model.JMM).withLimits(0, LONGEST));
    TestReport report = exploration.run();
    List<String> problems = new ArrayList<>(changes(lesson, test));
    Optional<OutcomeRow> bad =
        report.rows().stream().filter(row -> !lesson.exercise().permits(row.outcome())).findFirst();
    bad.ifPresent(row -> problems.add("it still gives " + row.outcome() + ", replay " + row.id()));
    for (String needed : lesson.exercise().require()) {
      if (report.rows().stream().noneMatch(row -> row.outcome().equals(needed))) {
        problems.add("it never gives " + needed + ", which it must be able to: work was removed");
      }
    }
    if (!report.result().isExhaustive()) {
      problems.add("it could not be explored to the end: " + report.verdictLine());
    }
    Witness witness =
        bad.filter(row -> row.recording() != null)
            .map(row -> Predictor.witness(exploration, row))
            .orElse(null);
    return new Judgement(report, problems, witness);
  }

  /** The actors of the exercise are part of the task. */
  private List<String> changes(Lesson lesson, TestCase test) throws IOException {
    ClassPath own =
        new ClassPath(
            List.of(
                product.directory(Predictor.CLASSES, directory.resolve("course-classes")),
                product.location()));
    TestCase given = new TestScanner(own).find(lesson.className(Exercise.PROGRAM)).orElseThrow();
    List<String> wanted = methods(given);
    return wanted.equals(methods(test))
        ? List.of()
        : List.of("its actors, signal and arbiter must be " + wanted + ", not " + methods(test));
  }

  private static List<String> methods(TestCase test) {
    List<String> names = new ArrayList<>(test.actors().stream().map(TestMethod::name).toList());
    test.arbiter().map(TestMethod::name).ifPresent(names::add);
    return names;
  }
}
