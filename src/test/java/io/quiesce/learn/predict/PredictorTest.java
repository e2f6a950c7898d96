package io.quiesce.learn.predict;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiesce.bugs.corpus.Corpus;
import io.quiesce.bugs.place.Product;
import io.quiesce.learn.course.Course;
import io.quiesce.learn.course.Lesson;
import io.quiesce.learn.course.Pictured;
import io.quiesce.learn.course.Variant;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every claim of every lesson, explored; and that a false one is noticed. */
final class PredictorTest {
  private static final Product PRODUCT = Product.running();

  static Stream<Lesson> lessons() throws IOException {
    return Course.of(PRODUCT).lessons().stream();
  }

  private static Prediction predict(Lesson lesson) throws IOException {
    return Predictor.of(PRODUCT, Path.of("unused")).predict(lesson);
  }

  @ParameterizedTest
  @MethodSource("lessons")
  void lesson_everyClaimHolds(Lesson lesson) throws IOException {
    Prediction prediction = predict(lesson);

    assertThat(prediction.problems()).isEmpty();
    assertThat(prediction.witness().steps()).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("lessons")
  void lesson_claimsAtLeastOneOutcomeOfEachVariant(Lesson lesson) throws IOException {
    assertThat(lesson.variants()).allMatch(variant -> !variant.reachable().isEmpty());
    assertThat(lesson.variants())
        .anyMatch(variant -> variant.holds() && !variant.unreachable().isEmpty());
    assertThat(Corpus.of(PRODUCT).find(lesson.bug()).lesson()).isNotBlank();
  }

  @Test
  void course_hasItsLessonsInOrder() throws IOException {
    assertThat(Course.of(PRODUCT).lessons().stream().map(Lesson::slug))
        .hasSize(20)
        .startsWith("stale-read", "publication", "opaque")
        .endsWith("system-stack", "accounting", "x86-lies");
  }

  @Test
  void product_carriesNothingOfJcstress() throws IOException {
    assertThat(PRODUCT.list("org/openjdk/")).isEmpty();
    assertThat(PRODUCT.list(Predictor.CLASSES))
        .isNotEmpty()
        .allMatch(name -> name.startsWith(Predictor.CLASSES + "io/quiesce/course/"));
  }

  @Test
  void claims_false_areNamed() throws IOException {
    Lesson lesson = Course.of(PRODUCT).find("opaque");
    Prediction found = predict(lesson);
    Variant fixed = lesson.variant("Fixed");
    Variant broken = lesson.variant("Broken");

    assertThat(Predictor.claims(changed(fixed, false, List.of(), List.of()), found.of(fixed)))
        .singleElement()
        .asString()
        .contains("claimed to be REFUTED", "PROVED");
    assertThat(Predictor.claims(changed(broken, true, List.of(), List.of()), found.of(broken)))
        .singleElement()
        .asString()
        .contains("claimed to be PROVED", "REFUTED");
    assertThat(Predictor.claims(changed(fixed, true, List.of("1, 0"), List.of()), found.of(fixed)))
        .containsExactly("Fixed is claimed to reach 1, 0, but never does");
    assertThat(Predictor.claims(changed(fixed, true, List.of(), List.of("1, 1")), found.of(fixed)))
        .singleElement()
        .asString()
        .contains("claimed never to reach 1, 1", "replay");
  }

  private static Variant changed(
      Variant of, boolean holds, List<String> reachable, List<String> unreachable) {
    return new Variant(
        of.name(),
        of.program(),
        of.shows(),
        holds,
        reachable,
        unreachable,
        of.model(),
        of.tearing(),
        of.slow());
  }

  @Test
  void predict_pictureOfAnOutcomeThatIsNot_isAProblem() throws IOException {
    Lesson one = Course.of(PRODUCT).find("opaque");
    Lesson changed =
        new Lesson(
            one.number(),
            one.slug(),
            one.title(),
            one.summary(),
            one.bug(),
            one.variants(),
            new Pictured("Fixed", "1, 0"),
            one.exercise(),
            one.source(),
            one.text());

    assertThat(predict(changed).problems())
        .singleElement()
        .asString()
        .contains("no execution to show");
  }
}
