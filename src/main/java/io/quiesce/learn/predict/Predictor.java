package io.quiesce.learn.predict;

import io.quiesce.bugs.place.Product;
import io.quiesce.explore.java.ClassPath;
import io.quiesce.explore.jcstress.TestScanner;
import io.quiesce.explore.report.Witness;
import io.quiesce.explore.run.Exploration;
import io.quiesce.explore.run.OutcomeRow;
import io.quiesce.explore.run.TestReport;
import io.quiesce.explore.run.Verdict;
import io.quiesce.learn.course.BadLessonException;
import io.quiesce.learn.course.Lesson;
import io.quiesce.learn.course.Variant;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/** Explores the programs of lessons. Confined to one thread. */
public final class Predictor {
  /** Where the product has the compiled programs. */
  public static final String CLASSES = "course-classes/";

  private final ClassPath classes;

  private Predictor(ClassPath classes) {
    this.classes = classes;
  }

  /**
   * A predictor for the programs that a product carries.
   *
   * @param copy where to put their classes if the product is a jar
   */
  public static Predictor of(Product product, Path copy) throws IOException {
    return new Predictor(
        new ClassPath(List.of(product.directory(CLASSES, copy), product.location())));
  }

  /** Explores all variants of a lesson, and holds its claims against what is found. */
  public Prediction predict(Lesson lesson) {
    Map<String, TestReport> reports = new LinkedHashMap<>();
    List<String> problems = new ArrayList<>();
    for (Variant variant : lesson.variants()) {
      TestReport report = exploration(lesson, variant).run();
      reports.put(variant.name(), report);
      claims(variant, report).forEach(line -> problems.add(lesson.slug() + ": " + line));
    }
    Optional<Witness> witness = witness(lesson, reports);
    if (witness.isEmpty()) {
      problems.add(lesson.slug() + ": no execution to show has the outcome " + lesson.pictured());
    }
    return new Prediction(lesson, reports, witness.orElse(null), problems);
  }

  private Exploration exploration(Lesson lesson, Variant variant) {
    String name = lesson.className(variant.program());
    return new TestScanner(classes)
        .find(name)
        .map(test -> Exploration.of(test, classes).under(variant.model()))
        .map(exploration -> variant.tearing() ? exploration.tearing() : exploration)
        .orElseThrow(() -> new BadLessonException("lesson " + lesson.slug() + ": no test " + name));
  }

  private Optional<Witness> witness(Lesson lesson, Map<String, TestReport> reports) {
    Variant variant = lesson.variant(lesson.pictured().variant());
    return Prediction.row(reports.get(variant.name()), lesson.pictured().outcome())
        .map(row -> witness(exploration(lesson, variant), row));
  }

  /** The shortest execution with an outcome. */
  public static Witness witness(Exploration exploration, OutcomeRow row) {
    AtomicReference<Witness> witness = new AtomicReference<>();
    exploration.replay(row.recording(), execution -> witness.set(Witness.of(execution)));
    return witness.get();
  }

  /** The claims about a variant that do not hold. */
  static List<String> claims(Variant variant, TestReport report) {
    List<String> problems = new ArrayList<>();
    Verdict claimed = variant.holds() ? Verdict.PROVED : Verdict.REFUTED;
    if (report.verdict() != claimed) {
      problems.add(
          variant.name() + " is claimed to be " + claimed + ", but: " + report.verdictLine());
    }
    for (String outcome : variant.reachable()) {
      if (Prediction.row(report, outcome).isEmpty()) {
        problems.add(variant.name() + " is claimed to reach " + outcome + ", but never does");
      }
    }
    for (String outcome : variant.unreachable()) {
      Prediction.row(report, outcome)
          .ifPresent(
              row ->
                  problems.add(
                      variant.name()
                          + " is claimed never to reach "
                          + outcome
                          + ", but does, replay "
                          + row.id()));
    }
    return problems;
  }
}
