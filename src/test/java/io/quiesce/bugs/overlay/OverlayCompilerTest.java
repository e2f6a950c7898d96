package io.quiesce.bugs.overlay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quiesce.bugs.corpus.Bug;
import io.quiesce.bugs.corpus.Corpus;
import io.quiesce.bugs.place.Product;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every patch of the corpus becomes classes; a wrong one is refused by name. */
final class OverlayCompilerTest {
  private static final String WORD = "io/quiesce/heap/span/SpanWord";

  @TempDir private Path directory;

  private static String patch(String removed, String added) throws IOException {
    List<String> lines = Product.running().text("sources/" + WORD + ".java").lines().toList();
    int at = 0;
    while (!lines.get(at).contains(removed)) {
      at++;
    }
    return String.join(
        "\n",
        "--- a/src/main/java/" + WORD + ".java",
        "+++ b/src/main/java/" + WORD + ".java",
        "@@ -" + (at + 1) + " +" + (at + 1) + " @@",
        "-" + lines.get(at),
        "+" + lines.get(at).replace(removed, added),
        "");
  }

  @Test
  void compile_everyPatchOfTheCorpus_appliesAndCompiles() throws IOException {
    Product product = Product.running();
    List<String> broken = new ArrayList<>();
    int compiled = 0;
    try (OverlayCompiler compiler = new OverlayCompiler(product)) {
      for (Bug bug : Corpus.of(product).bugs()) {
        if (bug.isAbsent()) {
          continue;
        }
        try {
          Path classes = directory.resolve(bug.slug());
          compiler.compile(bug.slug(), bug.patch(), classes);
          compiled++;
          assertThat(classes).isNotEmptyDirectory();
        } catch (OverlayException e) {
          broken.add(e.getMessage());
        }
      }
    }
    assertThat(broken).isEmpty();
    assertThat(compiled).isGreaterThanOrEqualTo(2);
  }

  @Test
  void compile_changedMethod_givesThatClassOnly() throws IOException {
    try (OverlayCompiler compiler = new OverlayCompiler(Product.running())) {
      String patch = patch("WORD.getAcquire(", "WORD.getOpaque(");

      Overlay overlay = compiler.compile("some-bug", patch, directory);

      assertThat(overlay.packages()).containsExactly("io.quiesce.heap.span");
      assertThat(overlay.isPristine()).isFalse();
      assertThat(Files.readAllBytes(directory.resolve(WORD + ".class")))
          .isNotEqualTo(Files.readAllBytes(Product.running().location().resolve(WORD + ".class")));
      assertThat(directory.resolve("io/quiesce/stack")).doesNotExist();
    }
  }

  @Test
  void compile_notJava_isRefusedWithTheError() throws IOException {
    try (OverlayCompiler compiler = new OverlayCompiler(Product.running())) {
      String patch = patch("WORD.getAcquire(", "WORD.noSuchThing((Nobody) ");

      assertThatThrownBy(() -> compiler.compile("some-bug", patch, directory))
          .isInstanceOf(OverlayException.class)
          .hasMessageContaining("some-bug")
          .hasMessageContaining("Nobody");
    }
  }

  @Test
  void compile_fileThatIsNotThere_isRefused() throws IOException {
    try (OverlayCompiler compiler = new OverlayCompiler(Product.running())) {
      String patch = patch("WORD.getAcquire(", "x").replace("SpanWord", "NoWord");

      assertThatThrownBy(() -> compiler.compile("some-bug", patch, directory))
          .isInstanceOf(OverlayException.class)
          .hasMessageContaining("NoWord.java");
    }
  }
}
