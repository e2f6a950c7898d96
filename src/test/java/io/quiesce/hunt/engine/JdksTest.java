package io.quiesce.hunt.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quiesce.bugs.overlay.Overlay;
import io.quiesce.bugs.place.Product;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which JVM a command gets. */
final class JdksTest {
  private static final Jdk HERE = new Jdk(Path.of("here"), "17.0.1", 17);
  private static final Jdk LINK = new Jdk(Path.of("link"), "17.0.1", 17);
  private static final Jdk NEWER = new Jdk(Path.of("newer"), "25.0.1", 25);

  @Test
  void command_oneJdkUnderTwoPaths_isOneOfThem() throws IOException {
    Jdks jdks = new Jdks(List.of(HERE, LINK, NEWER), Overlay.PRISTINE);

    assertThat(jdks.command("17.0.1", Product.running()).of("Main", List.of()))
        .first()
        .isEqualTo(Path.of("link", "bin", "java").toString());
    assertThat(jdks.command("25.0.1", Product.running()).of("Main", List.of()))
        .contains("--add-exports")
        .first()
        .isEqualTo(Path.of("newer", "bin", "java").toString());
  }

  @Test
  void command_unknownVersion_namesThoseThatThereAre() {
    assertThatThrownBy(
            () -> new Jdks(List.of(HERE), Overlay.PRISTINE).command("21.0.1", Product.running()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("21.0.1")
        .hasMessageContaining("17.0.1");
  }
}
