package io.quiesce.hunt.bisect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quiesce.bugs.place.Product;
import io.quiesce.hunt.finding.Finding;
import io.quiesce.hunt.model.Engine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The explorer in the revisions of {@link WeakenedCell}. */
@Tag("processes")
final class ScenarioProbeTest {
  @TempDir private Path directory;
  private WeakenedCell history;

  @BeforeEach
  void history() throws IOException, InterruptedException {
    history = new WeakenedCell(directory);
  }

  @Test
  void run_weakenedField_isFoundThoughItsPredecessorDoesNotBuild() throws IOException {
    GitRepository repository = history.repository();
    List<String> revisions = repository.between("first", "tested");
    assertThat(revisions).hasSize(5);
    Finding finding = WeakenedCell.finding(Engine.EXPLORER);
    try (RevisionBuild build = history.build(finding)) {
      Probe probe =
          new ScenarioProbe(
              build, finding, Product.running(), history.work(), 2, Duration.ofSeconds(5));
      Culprit culprit = new Bisection(probe, step -> {}).run(revisions);

      assertThat(repository.line(culprit.first())).contains("weakened");
      assertThat(culprit.candidates())
          .containsExactly(repository.hash("broken"), repository.hash("weakened"));
      assertThat(culprit.confidence()).isEqualTo(1);
      assertThat(culprit.steps()).anyMatch(step -> !step.built());
    }
    assertThat(history.home().resolve(".git/worktrees"))
        .satisfiesAnyOf(
            path -> assertThat(path).doesNotExist(), path -> assertThat(path).isEmptyDirectory());
  }

  @Test
  void between_unknownOrWrongWayRound_isRefusedByName() {
    GitRepository repository = history.repository();

    assertThatThrownBy(() -> repository.between("nowhere", "tested"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no revision 'nowhere'");
    assertThatThrownBy(() -> repository.between("tested", "first"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("tested is not before first");
  }
}
