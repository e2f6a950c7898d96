package io.quiesce.bugs.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is taken for a checkout with compiled tests, and what is said of anything else. */
final class CheckoutTest {
  @TempDir private Path directory;

  @Test
  void require_anyDirectory_saysWhichToolsWorkWithout() throws IOException {
    assertThat(Checkout.in(directory)).isEmpty();
    assertThatThrownBy(() -> Checkout.require(directory))
        .isInstanceOf(NoCheckoutException.class)
        .hasMessageContaining("no checkout")
        .hasMessageContaining("explore, replay or chaos");
  }

  @Test
  void require_notBuilt_saysWhatToRun() throws IOException {
    source();

    assertThat(Checkout.in(directory)).isEmpty();
    assertThatThrownBy(() -> Checkout.require(directory))
        .isInstanceOf(NoCheckoutException.class)
        .hasMessageContaining("mvn verify");
  }

  @Test
  void require_built_readsTheClassPath() throws IOException {
    source();
    Files.createDirectories(directory.resolve("target/test-classes"));
    Files.writeString(
        directory.resolve("target/test.classpath"), "a.jar" + File.pathSeparator + "b.jar\n");

    Checkout checkout = Checkout.require(directory);

    assertThat(checkout.testClassPath()).containsExactly(Path.of("a.jar"), Path.of("b.jar"));
    assertThat(checkout.stressSources("jcstress"))
        .isEqualTo(directory.toAbsolutePath().normalize().resolve("stress/jcstress/java"));
  }

  private void source() throws IOException {
    Files.createDirectories(directory.resolve("stress"));
    Files.writeString(directory.resolve("pom.xml"), "<artifactId>quiesce</artifactId>");
  }
}
