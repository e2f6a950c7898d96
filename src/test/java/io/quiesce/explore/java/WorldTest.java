package io.quiesce.explore.java;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quiesce.explore.java.strand.SharedResultException;
import io.quiesce.explore.jcstress.JcstressScenario;
import io.quiesce.explore.jcstress.TestCase;
import io.quiesce.explore.jcstress.TestScanner;
import io.quiesce.explore.transform.UnmodelledException;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The Java side alone, under every sequentially consistent interleaving. */
final class WorldTest {
  private static final String SUBJECTS = "io/quiesce/explore/subject/";

  private static ClassPath classes() throws URISyntaxException {
    return new ClassPath(
        List.of(
            Path.of(WorldTest.class.getProtectionDomain().getCodeSource().getLocation().toURI())));
  }

  private static World open(String name) throws URISyntaxException {
    ClassPath classes = classes();
    TestCase test = new TestScanner(classes).find(SUBJECTS + name).orElseThrow();
    return JcstressScenario.open(test, classes, false, false);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "MemorySubjects$Field | 1;2",
        "MemorySubjects$Arr | 1;2",
        "MemorySubjects$Stat | 1;2",
        "MemorySubjects$Lam | 1;2",
        "MemorySubjects$Fin | -1;0;5",
        "EscapeSubjects$InSuperclass | -1;0;5",
        "EscapeSubjects$BesideAnother | -1;0;5",
        "EscapeSubjects$FilledWithAnEqual | 0;1",
        "MemorySubjects$Rec | Pt[x=1, y=2];null",
        "MemorySubjects$En | g;r",
        "AtomicSubjects$AI | 6;7",
        "AtomicSubjects$AL | 8",
        "AtomicSubjects$Upd | 1, b;2, b",
        "AtomicSubjects$Bytes | 0, 0;0, 3;7, 0;7, 3",
        "BlockingSubjects$Sync | 2",
        "BlockingSubjects$Wait | 1",
        "BlockingSubjects$Spawn | 7",
        "BlockingSubjects$TLoc | 2, 1",
        "FaultySubjects$Throwing | 1;ERROR java.lang.IllegalStateException: boom",
        "FaultySubjects$TwoLocks | 2;BLOCKED",
      })
  void world_subject_hasTheseOutcomesInAllInterleavings(String subject, String outcomes)
      throws URISyntaxException {
    try (World world = open(subject)) {
      List<String> seen =
          Interleavings.outcomes(world).keySet().stream()
              .map(outcome -> outcome.replaceAll(" at FaultySubjects.*", ""))
              .toList();

      assertThat(seen).containsExactlyInAnyOrder(outcomes.split(";"));
    }
  }

  @Test
  void restart_afterStaticWasWritten_beginsFromItsInitialValueAgain() throws URISyntaxException {
    try (World world = open("MemorySubjects$Stat")) {
      assertThat(Interleavings.outcomes(world)).isEqualTo(Interleavings.outcomes(world));
    }
  }

  @Test
  void restart_classThatIsNotModelled_isRefusedByNameAndLine() throws URISyntaxException {
    try (World world = open("FaultySubjects$Unmodelled")) {
      assertThatThrownBy(world::restart)
          .isInstanceOf(UnmodelledException.class)
          .hasMessageContaining("java.util.concurrent.ConcurrentHashMap")
          .hasMessageContaining("FaultySubjects.java:");
    }
  }

  @Test
  void result_fieldUsedByTwoActors_isNoticed() throws URISyntaxException {
    try (World world = open("MemorySubjects$Shared")) {
      assertThatThrownBy(() -> Interleavings.outcomes(world))
          .isInstanceOf(SharedResultException.class)
          .hasMessageContaining("r1");
    }
  }
}
