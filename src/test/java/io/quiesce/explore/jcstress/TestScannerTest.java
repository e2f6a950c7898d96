package io.quiesce.explore.jcstress;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiesce.explore.transform.classes.ClassBytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import org.junit.jupiter.api.Test;

/** Which class files are tests. */
final class TestScannerTest {
  private static final String NAME = "io/quiesce/explore/subject/MemorySubjects$Field";

  private static byte[] file() {
    try (InputStream in = ClassLoader.getSystemResourceAsStream(NAME + ".class")) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void find_classWhereItBelongs_isATest() {
    ClassBytes bytes = name -> name.equals(NAME) ? file() : null;

    assertThat(new TestScanner(bytes).find(NAME))
        .map(TestCase::name)
        .hasValue(NAME.replace('/', '.'));
  }

  @Test
  void find_copyInAnotherFolder_isNone() {
    ClassBytes bytes = name -> name.equals("resources/" + NAME) ? file() : null;

    assertThat(new TestScanner(bytes).find("resources/" + NAME)).isEmpty();
  }
}
