package io.quiesce.bugs.overlay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Which diffs are taken, and what they make of a text. */
final class SourcePatchTest {
  private static final String FILE = "io/quiesce/heap/X.java";
  private static final String HEADER =
      "--- a/src/main/java/" + FILE + "\n+++ b/src/main/java/" + FILE + "\n";
  private static final String DIFF = HEADER + "@@ -1,5 +1,4 @@\n a\n b\n-if (c)\n   d\n e\n";

  private static SourcePatch patch(String text) {
    return new SourcePatch("some-bug", text);
  }

  @Test
  void apply_expectedLines_changesThem() {
    SourcePatch patch = patch(DIFF);

    assertThat(patch.files()).containsExactly(FILE);
    assertThat(patch.packages()).containsExactly("io.quiesce.heap");
    assertThat(patch.size()).isEqualTo("+0 -1");
    assertThat(patch.apply(FILE, "a\nb\nif (c)\n  d\ne\nf\n")).isEqualTo("a\nb\n  d\ne\nf\n");
  }

  @Test
  void apply_linesMoved_followsThem() {
    assertThat(patch(DIFF).apply(FILE, "0\n0\n0\na\nb\nif (c)\n  d\ne\n"))
        .isEqualTo("0\n0\n0\na\nb\n  d\ne\n");
  }

  @Test
  void apply_contextDiffers_isRefusedWithBugAndFile() {
    assertThatThrownBy(() -> patch(DIFF).apply(FILE, "a\nB\nif (c)\n  d\ne\n"))
        .isInstanceOf(OverlayException.class)
        .hasMessageContaining("some-bug")
        .hasMessageContaining(FILE);
  }

  @Test
  void new_noDiff_isRefused() {
    assertThatThrownBy(() -> patch("hello\n")).isInstanceOf(OverlayException.class);
  }

  @Test
  void new_fileOutsideTheSources_isRefused() {
    assertThatThrownBy(() -> patch(DIFF.replace("src/main", "src/test")))
        .isInstanceOf(OverlayException.class)
        .hasMessageContaining("must be");
  }

  @Test
  void new_headerWithADate_isRefused() {
    assertThatThrownBy(() -> patch(DIFF.replace("X.java\n+++", "X.java\t2020-01-01\n+++")))
        .isInstanceOf(OverlayException.class)
        .hasMessageContaining("without a date");
  }

  @Test
  void touchesConstants_onlyWhenAConstantIsInAChangedLine() {
    assertThat(patch(DIFF).touchesConstants()).isFalse();
    assertThat(patch(DIFF.replace("-if (c)", "-static final int C = 1;")).touchesConstants())
        .isTrue();
  }
}
