package io.quiesce.learn.course;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quiesce.bugs.place.Product;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How lessons are read, and that what is malformed is refused by name. */
final class CourseTest {
  private static final String YAML =
      """
      title: "A"
      summary: "B"
      source: a/B
      bug: some-bug
      variants:
        - {name: Broken, shows: "plain", verdict: refuted}
        - {name: Fixed, shows: "volatile", verdict: proved}
      graph: {variant: Broken, outcome: "0"}
      exercise: {task: "Mend it.", require: ["1"]}
      """;

  private static final String SOURCE =
      """
      package a;

      import b.C;

      public final class B {

        /** Broken. */
        public static class Broken {
          int x;
        }

        /** Fixed. */
        public static class Fixed {}

        public static class Exercise {
          void a() {}
        }

        public static class Solution {
        }
      }
      """
          .replace("Fixed {}", "Fixed {\n  }");

  @TempDir private Path directory;

  private Course course(String name, String yaml, String source) throws IOException {
    Path lesson = Files.createDirectories(directory.resolve("course").resolve(name));
    Files.writeString(lesson.resolve("lesson.yaml"), yaml);
    Files.writeString(lesson.resolve("lesson.md"), "text");
    Path sources = Files.createDirectories(directory.resolve("course-sources/a"));
    Files.writeString(sources.resolve("B.java"), source);
    return Course.of(new Product(directory));
  }

  @Test
  void read_lesson_hasItsNumberNameAndPrograms() throws IOException {
    Lesson lesson = course("01-first-one", YAML, SOURCE).find("first-one");

    assertThat(lesson.number()).isEqualTo(1);
    assertThat(lesson.className("Broken")).isEqualTo("a/B$Broken");
    assertThat(lesson.source().program("Broken"))
        .isEqualTo("/** Broken. */\npublic static class Broken {\n  int x;\n}");
    assertThat(lesson.source().standalone("Exercise"))
        .isEqualTo("import b.C;\n\npublic class Exercise {\n  void a() {}\n}\n");
  }

  @Test
  void find_byNumberOrPart_findsOrSuggests() throws IOException {
    Course course = course("01-first-one", YAML, SOURCE);

    assertThat(course.find("1")).isSameAs(course.find("First-One"));
    assertThatThrownBy(() -> course.find("first"))
        .isInstanceOf(UnknownLessonException.class)
        .hasMessageContaining("did you mean [first-one]?");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "title|titel",
        "refuted|REFUTED",
        "verdict: refuted|verdict: proved",
        "variant: Broken|variant: Other",
        "name: Fixed|name: Other",
        "require: [\"1\"]|require: []",
        "exercise:|exercises:",
        "\"plain\"|\"\"",
        "verdict: proved|verdict: proved, model: c11",
        "source: a/B|source: a/B\nsource: a/B"
      })
  void read_malformed_namesTheFile(String change) {
    String[] parts = change.split("\\|", -1);
    String yaml = YAML.replace(parts[0], parts[1]);

    assertThat(yaml).isNotEqualTo(YAML);
    assertThatThrownBy(() -> course("01-one", yaml, SOURCE))
        .isInstanceOf(BadLessonException.class)
        .message()
        .matches("(?s).*(course/01-one/lesson.yaml|lesson one|a/B.java).*");
  }

  @ParameterizedTest
  @ValueSource(strings = {"02-one", "one", "1-one", "01-One"})
  void read_nameOutOfOrderOrForm_isRefused(String name) {
    assertThatThrownBy(() -> course(name, YAML, SOURCE))
        .isInstanceOf(BadLessonException.class)
        .hasMessageContaining(name);
  }
}
