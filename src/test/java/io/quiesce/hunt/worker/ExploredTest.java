package io.quiesce.hunt.worker;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiesce.explore.java.ClassPath;
import io.quiesce.explore.jcstress.TestCase;
import io.quiesce.explore.jcstress.TestScanner;
import io.quiesce.hunt.finding.FindingKind;
import io.quiesce.hunt.finding.Place;
import io.quiesce.hunt.model.Verdict;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the worker says of small scenarios whose bugs are known. */
final class ExploredTest {
  private static final ClassPath CLASSES = new ClassPath(List.of(Path.of("target/test-classes")));
  private static final String FAULTY = "io/quiesce/explore/subject/FaultySubjects$";

  private static Answer ask(String name, Ask.What what, String recording) {
    TestCase test = new TestScanner(CLASSES).find(name).orElseThrow();
    Accesses accesses = new Accesses(List.of(name.replaceAll("\\$.*", "")));
    return new Explored(test, CLASSES, accesses)
        .answer(new Ask(what, test.name(), 2_000, 8, 1, recording));
  }

  @Test
  void search_right_isProvedAndComplete() {
    Answer answer = ask("io/quiesce/explore/example/Dekker", Ask.What.SEARCH, "");

    assertThat(answer.verdict()).isEqualTo(Verdict.PROVED);
    assertThat(answer.complete()).isTrue();
    assertThat(answer.found()).isEmpty();
    assertThat(answer.outcomes()).hasSize(3);
  }

  @Test
  void search_forbidden_namesTheMissingEdgeWithBothLines() {
    Found found = ask(FAULTY + "Buffering", Ask.What.SEARCH, "").found().get(0);

    assertThat(found.kind()).isEqualTo(FindingKind.OUTCOME);
    assertThat(found.broken()).isEqualTo("0, 0");
    assertThat(found.places())
        .extracting(Place::access)
        .anyMatch(access -> access.matches("write .*Buffering\\.[xy]"))
        .anyMatch(access -> access.matches("read .*Buffering\\.[xy]"))
        .noneMatch(access -> access.contains("="));
    assertThat(found.places())
        .allMatch(p -> p.file().equals("io/quiesce/explore/subject/FaultySubjects.java"))
        .allMatch(place -> place.line() > 0);
    assertThat(found.evidence().svg()).startsWith("<svg");
    assertThat(found.evidence().steps()).hasSize(4);
  }

  @Test
  void replay_ofAFinding_givesItAgain() {
    for (String name : List.of("Buffering", "TwoLocks", "Throwing", "LostPermit")) {
      Found found = ask(FAULTY + name, Ask.What.SEARCH, "").found().get(0);
      Answer again = ask(FAULTY + name, Ask.What.REPLAY, found.recording());

      assertThat(again.verdict()).as(name).isEqualTo(Verdict.FOUND);
      assertThat(again.found()).hasSize(1);
      assertThat(again.found().get(0).broken()).isEqualTo(found.broken());
      assertThat(again.found().get(0).places()).isEqualTo(found.places());
    }
  }

  @Test
  void walk_forbidden_findsIt() {
    Answer answer = ask(FAULTY + "Buffering", Ask.What.WALK, "");

    assertThat(answer.verdict()).isEqualTo(Verdict.FOUND);
    assertThat(answer.complete()).isFalse();
  }

  @Test
  void wire_thereAndBack_isTheSame() {
    Answer answer = ask(FAULTY + "Buffering", Ask.What.SEARCH, "");

    assertThat(Wire.answer(Wire.line(answer))).contains(answer);
    assertThat(Wire.answer("anything else")).isEmpty();
  }
}
