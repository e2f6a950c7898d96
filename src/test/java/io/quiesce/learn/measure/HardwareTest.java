package io.quiesce.learn.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quiesce.bugs.place.Product;
import io.quiesce.learn.course.Course;
import io.quiesce.learn.course.Lesson;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** When the hardware cannot be asked, that is what is said. */
final class HardwareTest {
  @TempDir private Path directory;

  private Frequencies measure(List<Path> jcstress) throws IOException {
    Product product = Product.running();
    Lesson lesson = Course.of(product).find("opaque");
    Frequencies frequencies =
        new Hardware(product, jcstress, Duration.ofSeconds(30), false)
            .measure(List.of(lesson), directory);
    assertThat(frequencies.covers(lesson)).isFalse();
    return frequencies;
  }

  @Test
  void measure_withoutJcstress_saysWhatToDo() throws IOException {
    assertThat(measure(List.of()).note()).contains("was not asked", "--jcstress");
  }

  @Test
  void measure_jarWithoutJcstress_saysSo() throws IOException {
    assertThat(measure(List.of(directory)).note()).contains("was not asked", "no jcstress");
  }

  @Test
  void measure_fileThatIsNoJar_saysSo() throws IOException {
    assertThat(measure(List.of(Path.of("pom.xml").toAbsolutePath())).note())
        .contains("was not asked", "pom.xml");
  }

  @Test
  void jcstress_namedFileThatIsNotThere_isAnError() {
    assertThatThrownBy(() -> Hardware.jcstress("no-such.jar", Path.of(".")))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("no-such.jar");
  }

  @Test
  void jcstress_noCheckout_isNothing() throws IOException {
    assertThat(Hardware.jcstress(null, directory)).isEmpty();
  }
}
