package io.quiesce.bugs.orderings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quiesce.bugs.corpus.BadBugException;
import io.quiesce.bugs.place.Product;
import io.quiesce.bugs.place.Workbench;
import io.quiesce.explore.weaken.Weakened;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mutants, what the explorer sees of them, and what explains the others. */
final class SurveyTest {
  private static final String PUSH =
      "lockfree-TaggedStack-push-HEAD-compareAndExchange-compareAndExchangeAcquire";

  @TempDir private Path directory;

  @Test
  void run_pushThatDoesNotRelease_isShownWrongByAScenario() throws IOException {
    List<String> log = new ArrayList<>();
    Workbench bench = new Workbench(Product.running(), Path.of("."), directory);

    List<Surveyed> all =
        new Survey(bench, Duration.ofSeconds(1), log::add)
            .run(Pattern.compile(PUSH), Pattern.compile("lockfree"));

    assertThat(all)
        .singleElement()
        .satisfies(
            one -> {
              assertThat(one.state()).isEqualTo(Surveyed.State.SHOWN_WRONG);
              assertThat(one.line()).startsWith("SHOWN_WRONG  " + PUSH + ": TaggedStack.java:");
            });
    assertThat(log).isNotEmpty();
  }

  @Test
  void explanations_ofTheProduct_areAboutMutantsThatExist() throws IOException {
    Set<String> mutants = Orderings.named(Product.running()).keySet();

    assertThat(mutants).containsAll(Explanations.of(Product.running()).mutants());
  }

  @Test
  void of_entries_giveEachMutantItsReason() {
    Explanations explanations =
        Explanations.of(
            "a.yaml", "- why: for people\n  mutants: [a, b]\n- why: no\n  mutants: [c]\n");

    assertThat(explanations.mutants()).containsExactly("a", "b", "c");
    assertThat(explanations.why("b")).contains("for people");
    assertThat(explanations.why("d")).isEmpty();
  }

  @Test
  void of_wrongEntries_areNamed() {
    for (String yaml :
        List.of(
            "- why: ''\n  mutants: [a]\n",
            "- why: w\n  mutants: []\n",
            "- why: w\n  mutants: [a]\n  other: 1\n",
            "- why: w\n  mutants: [a, a]\n",
            "- why: [\n")) {
      assertThatExceptionOfType(BadBugException.class)
          .isThrownBy(() -> Explanations.of("orderings/a.yaml", yaml))
          .withMessageStartingWith("orderings/a.yaml: ");
    }
  }

  @Test
  void state_ofEachCase_isAsDocumented() {
    Optional<Weakened> unseen = Optional.empty();

    assertThat(new Surveyed("m", unseen, Optional.empty()).state())
        .isEqualTo(Surveyed.State.UNEXPLAINED);
    assertThat(new Surveyed("m", unseen, Optional.of("why")).state())
        .isEqualTo(Surveyed.State.EXPLAINED);
    assertThat(new Surveyed("m", unseen, Optional.of("why")).line())
        .isEqualTo("EXPLAINED  m: no scenario comes by; why");
  }
}
