package io.quiesce.learn.exercise;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiesce.bugs.place.Product;
import io.quiesce.explore.java.ClassPath;
import io.quiesce.explore.jcstress.TestScanner;
import io.quiesce.learn.course.Course;
import io.quiesce.learn.course.Exercise;
import io.quiesce.learn.course.Lesson;
import io.quiesce.learn.predict.Predictor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every exercise has a fault to be found and a solution that is accepted. */
final class JudgeTest {
  private static final Product PRODUCT = Product.running();

  @TempDir private Path directory;

  static Stream<Lesson> lessons() throws IOException {
    return Course.of(PRODUCT).lessons().stream();
  }

  private Judgement judge(Lesson lesson, String program) throws IOException {
    ClassPath path =
        new ClassPath(List.of(PRODUCT.directory(Predictor.CLASSES, directory), PRODUCT.location()));
    return new Judge(PRODUCT, directory)
        .judge(lesson, path, new TestScanner(path).find(lesson.className(program)).orElseThrow());
  }

  @ParameterizedTest
  @MethodSource("lessons")
  void exercise_asItIs_isNotSolvedAndTheWitnessSaysWhy(Lesson lesson) throws IOException {
    Judgement judgement = judge(lesson, Exercise.PROGRAM);

    assertThat(judgement.isFixed()).isFalse();
    assertThat(judgement.problems().get(0)).startsWith("it still gives");
    assertThat(judgement.witness()).isNotNull();
  }

  @ParameterizedTest
  @MethodSource("lessons")
  void solution_isAccepted(Lesson lesson) throws IOException {
    Judgement judgement = judge(lesson, Exercise.SOLUTION);

    assertThat(judgement.problems()).isEmpty();
    assertThat(judgement.executions()).isPositive();
  }

  @Test
  void exercises_asTheyAreHandedOut_compileWithoutJcstress() throws IOException {
    for (Lesson lesson : lessons().toList()) {
      String name = "lesson" + lesson.number();
      Path home = Files.createDirectories(directory.resolve("all").resolve(name));
      for (String program : List.of(Exercise.PROGRAM, Exercise.SOLUTION)) {
        Files.writeString(
            home.resolve(program + ".java"),
            "package " + name + "." + program + ";\n" + lesson.source().standalone(program));
      }
    }
    new ReaderCompiler(PRODUCT).compile(directory.resolve("all"), directory.resolve("classes"));

    assertThat(directory.resolve("classes/lesson1/Exercise/Exercise.class")).exists();
  }
}
