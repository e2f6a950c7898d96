package io.quiesce.bugs.corpus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quiesce.bugs.place.Product;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The corpus that the product carries, and what is refused in another. */
final class CorpusTest {
  @TempDir private Path directory;

  @Test
  void of_product_readsAllSorted() throws IOException {
    Corpus corpus = Corpus.of(Product.running());

    assertThat(corpus.bugs()).extracting(Bug::slug).isSorted().doesNotHaveDuplicates();
    assertThat(corpus.find("stack-span-freed-during-mark").kind()).isEqualTo(Kind.DROPPED_CHECK);
    assertThat(corpus.matching(Pattern.compile("^stackfree-re"))).hasSize(1);
  }

  @Test
  void find_partOfAName_namesTheWhole() throws IOException {
    Corpus corpus = Corpus.of(Product.running());

    assertThatThrownBy(() -> corpus.find("reenters-own"))
        .isInstanceOf(UnknownBugException.class)
        .hasMessageContaining("stackfree-reenters-own-cache");
  }

  @Test
  void of_directoryWithAnotherFile_isRefused() throws IOException {
    write("bugs/some-bug/notes.txt");

    assertThatThrownBy(() -> Corpus.of(new Product(directory)))
        .isInstanceOf(BadBugException.class)
        .hasMessageContaining("bugs/some-bug/notes.txt");
  }

  @Test
  void of_bugWithoutLesson_isRefused() throws IOException {
    write("bugs/some-bug/bug.yaml");

    assertThatThrownBy(() -> Corpus.of(new Product(directory)))
        .isInstanceOf(BadBugException.class)
        .hasMessageContaining("bugs/some-bug/lesson.md is missing");
  }

  private void write(String name) throws IOException {
    Path file = directory.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, "x: y\n");
  }
}
