package io.quiesce.hunt.finding;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiesce.hunt.model.Engine;
import io.quiesce.hunt.model.Scenario;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What is the same finding and what is another. */
final class SignatureTest {
  private static final Scenario ONE = new Scenario("io.quiesce.One", Engine.EXPLORER);
  private static final Scenario OTHER = new Scenario("io.quiesce.Other", Engine.EXPLORER);
  private static final Place WRITE = new Place("a/B.java", 10, "write B.x", "plain");
  private static final Place READ = new Place("a/B.java", 20, "read B.x", "plain");

  @Test
  void of_movedLinesAndOtherOrder_isTheSame() {
    Place moved = new Place("a/B.java", 99, "read B.x", "plain");

    assertThat(Signature.of(FindingKind.OUTCOME, ONE, "1, 0", List.of(moved, WRITE)))
        .isEqualTo(Signature.of(FindingKind.OUTCOME, ONE, "1, 0", List.of(WRITE, READ)));
  }

  @Test
  void of_otherAccessOrModeOrOutcomeOrScenario_isAnother() {
    Place volatileRead = new Place("a/B.java", 20, "read B.x", "volatile");
    List<String> all =
        List.of(
            Signature.of(FindingKind.OUTCOME, ONE, "1, 0", List.of(WRITE, READ)),
            Signature.of(FindingKind.OUTCOME, ONE, "0, 1", List.of(WRITE, READ)),
            Signature.of(FindingKind.OUTCOME, ONE, "1, 0", List.of(WRITE)),
            Signature.of(FindingKind.OUTCOME, ONE, "1, 0", List.of(WRITE, volatileRead)),
            Signature.of(FindingKind.OUTCOME, OTHER, "1, 0", List.of(WRITE, READ)),
            Signature.of(FindingKind.DISAGREEMENT, ONE, "1, 0", List.of(WRITE, READ)));

    assertThat(all).doesNotHaveDuplicates();
  }

  @Test
  void of_invariantWithOtherValuesInAnotherScenario_isTheSame() {
    String first = "stackpoolfree of 0xc00000c000: no stack of 8192 bytes begins there";
    String second = "stackpoolfree of 0xc000010000: no stack of 2048 bytes begins there\n\tat X";

    assertThat(Signature.of(FindingKind.INVARIANT, ONE, first, List.of(WRITE, READ)))
        .isEqualTo(Signature.of(FindingKind.INVARIANT, OTHER, second, List.of(READ, WRITE)))
        .isNotEqualTo(Signature.of(FindingKind.INVARIANT, ONE, first, List.of()));
  }

  @Test
  void of_engine_doesNotMatter() {
    Scenario hardware = new Scenario("io.quiesce.One", Engine.JCSTRESS);

    assertThat(Signature.of(FindingKind.OUTCOME, ONE, "1, 0", List.of()))
        .isEqualTo(Signature.of(FindingKind.OUTCOME, hardware, "1, 0", List.of()));
  }
}
