package io.quiesce.explore.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiesce.explore.java.ClassPath;
import io.quiesce.explore.jcstress.TestCase;
import io.quiesce.explore.jcstress.TestScanner;
import io.quiesce.explore.model.Model;
import io.quiesce.explore.search.Ending;
import io.quiesce.explore.search.Options;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** From a class to a verdict. */
final class ExplorationTest {
  private static final String SUBJECTS = "io/quiesce/explore/subject/";

  private static Exploration of(String name) throws URISyntaxException {
    Path place =
        Path.of(ExplorationTest.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    ClassPath classes = new ClassPath(List.of(place));
    TestCase test = new TestScanner(classes).find(SUBJECTS + name).orElseThrow();
    return Exploration.of(test, classes);
  }

  @Test
  void check_allCanaries_areFound() {
    assertThat(Canaries.check()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "MemorySubjects$Field",
        "MemorySubjects$Arr",
        "MemorySubjects$RefArr",
        "MemorySubjects$Stat",
        "MemorySubjects$Lam",
        "MemorySubjects$Rec",
        "MemorySubjects$Fin",
        "MemorySubjects$Shared",
        "MemorySubjects$En",
        "MemorySubjects$Copy",
        "AtomicSubjects$AI",
        "AtomicSubjects$AL",
        "AtomicSubjects$AR",
        "AtomicSubjects$AArr",
        "AtomicSubjects$AB",
        "AtomicSubjects$Stamp",
        "AtomicSubjects$Upd",
        "AtomicSubjects$Bytes",
        "AtomicSubjects$Treiber",
        "BlockingSubjects$Sync",
        "BlockingSubjects$Wait",
        "BlockingSubjects$Spawn",
        "BlockingSubjects$Lk",
        "BlockingSubjects$Latch",
        "BlockingSubjects$TLoc",
        "CollectionSubjects$Q",
        "CollectionSubjects$Lst",
        "CollectionSubjects$Mp",
        "CollectionSubjects$Streams",
        "SpinSubjects$Drain",
        "SpinSubjects$WeakLock",
        "FaultySubjects$Ending",
      })
  void run_subject_isProvedWithEveryDeclaredOutcomeReached(String subject)
      throws URISyntaxException {
    TestReport report = of(subject).run();

    assertThat(report.verdict()).as(report.verdictLine()).isEqualTo(Verdict.PROVED);
    assertThat(report.unreached())
        .filteredOn(unreached -> !unreached.id().equals("STALE"))
        .isEmpty();
  }

  @Test
  void run_storeBuffering_dependsOnTheModel() throws URISyntaxException {
    assertThat(of("FaultySubjects$Buffering").run().verdictLine())
        .startsWith("REFUTED  outcome 0, 0 is FORBIDDEN and reachable, replay ");
    assertThat(of("FaultySubjects$Buffering").under(Model.SC).run().verdictLine())
        .startsWith("PROVED   exhaustive: 3 executions, 0 blocked, model sc");
  }

  @Test
  void run_locksInTwoOrders_isADeadlock() throws URISyntaxException {
    assertThat(of("FaultySubjects$TwoLocks").run().firstFailure().orElseThrow().outcome())
        .isEqualTo("DEADLOCK");
  }

  @Test
  void run_actorThatThrows_isAnError() throws URISyntaxException {
    assertThat(of("FaultySubjects$Throwing").run().firstFailure().orElseThrow().outcome())
        .startsWith("ERROR java.lang.IllegalStateException: boom at FaultySubjects.java:");
  }

  @Test
  void run_actorThatIsNeverTold_isStale() throws URISyntaxException {
    assertThat(of("FaultySubjects$Endless").run().firstFailure().orElseThrow().outcome())
        .isEqualTo("STALE");
  }

  @Test
  void run_plainReadThatWaits_isStaleUnderTheJavaModelOnly() throws URISyntaxException {
    Exploration hoisted = of("SpinSubjects$Hoisted");
    OutcomeRow failure = hoisted.run().firstFailure().orElseThrow();

    assertThat(failure.outcome()).isEqualTo("STALE");
    List<Ending> replayed = new ArrayList<>();
    hoisted.replay(failure.recording(), execution -> replayed.add(execution.ending()));
    assertThat(replayed).containsExactly(Ending.STALE);
    assertThat(hoisted.under(Model.RC11).run().verdict()).isEqualTo(Verdict.PROVED);
  }

  @ParameterizedTest
  @ValueSource(strings = {"SpinSubjects$Fenced", "SpinSubjects$Opaque"})
  void run_readThatCannotBeHoisted_terminates(String subject) throws URISyntaxException {
    assertThat(of(subject).run().verdict()).isEqualTo(Verdict.PROVED);
  }

  @Test
  void run_plainSpinThatIsNoTestOfTermination_isSaidInTheVerdict() throws URISyntaxException {
    assertThat(of("SpinSubjects$Spinning").run().verdictLine())
        .startsWith("PROVED ")
        .contains(", a loop of plain reads may never end");
  }

  @Test
  void run_withALimit_isUnknown() throws URISyntaxException {
    Options options = Options.of(Model.JMM).withLimits(1, Duration.ZERO);

    assertThat(of("MemorySubjects$Field").with(options).run().verdict()).isEqualTo(Verdict.UNKNOWN);
  }
}
