package io.quiesce.bugs.place;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A product gives the same resources as a directory and as a jar. */
final class ProductTest {
  @TempDir private Path directory;
  private Product asDirectory;
  private Product asJar;

  @BeforeEach
  void makeBoth() throws IOException {
    Path classes = directory.resolve("classes");
    Path jar = directory.resolve("some.jar");
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(jar))) {
      for (String name : new String[] {"bugs/b/bug.yaml", "bugs/a/bug.yaml", "traces/t.gz"}) {
        byte[] content = ("text of " + name).getBytes(StandardCharsets.UTF_8);
        Path file = classes.resolve(name);
        Files.createDirectories(file.getParent());
        Files.write(file, content);
        zip.putNextEntry(new ZipEntry(name));
        zip.write(content);
      }
    }
    asDirectory = new Product(classes);
    asJar = new Product(jar);
  }

  @Test
  void list_both_sortedAndEqual() throws IOException {
    assertThat(asJar.list("bugs/")).containsExactly("bugs/a/bug.yaml", "bugs/b/bug.yaml");
    assertThat(asDirectory.list("bugs/")).isEqualTo(asJar.list("bugs/"));
    assertThat(asDirectory.list("none/")).isEqualTo(asJar.list("none/")).isEmpty();
  }

  @Test
  void text_both_equal() throws IOException {
    assertThat(asJar.text("traces/t.gz")).isEqualTo("text of traces/t.gz");
    assertThat(asDirectory.text("traces/t.gz")).isEqualTo(asJar.text("traces/t.gz"));
  }

  @Test
  void text_missingInJar_isNamed() {
    assertThatThrownBy(() -> asJar.text("nothing"))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("nothing");
  }

  @Test
  void directory_ofAJar_isACopy() throws IOException {
    Path copy = asJar.directory("bugs/", directory.resolve("copy"));

    assertThat(copy.resolve("a/bug.yaml")).hasContent("text of bugs/a/bug.yaml");
    assertThat(asDirectory.directory("bugs/", directory.resolve("unused")))
        .isEqualTo(asDirectory.location().resolve("bugs"));
    assertThat(directory.resolve("unused")).doesNotExist();
  }

  @Test
  void classPath_ofAJar_isTheJarAlone() {
    assertThat(asJar.classPath()).containsExactly(asJar.location());
    assertThat(asDirectory.classPath()).startsWith(asDirectory.location()).hasSizeGreaterThan(1);
  }
}
