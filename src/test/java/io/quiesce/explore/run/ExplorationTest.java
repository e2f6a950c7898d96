package io.quiesce.explore.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.quiesce.explore.canary.Canary;
import io.quiesce.explore.java.ClassPath;
import io.quiesce.explore.jcstress.TestCase;
import io.quiesce.explore.jcstress.TestScanner;
import io.quiesce.explore.model.Model;
import io.quiesce.explore.search.Options;
import io.quiesce.explore.search.execution.Ending;
import io.quiesce.explore.transform.UnmodelledException;
import io.quiesce.explore.transform.classes.ClassBytes;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.ClassRemapper;
import org.objectweb.asm.commons.SimpleRemapper;

/** From a class to a verdict. */
final class ExplorationTest {
  private static final String SUBJECTS = "io/quiesce/explore/subject/";
  private static final String RACY = "io/quiesce/explore/canary/RacyField";

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

  @Test
  void check_canaryThatIsNotFound_isNamed() throws IOException {
    byte[] locked;
    try (InputStream in = LockedField.class.getResourceAsStream("LockedField.class")) {
      ClassWriter writer = new ClassWriter(0);
      String from = "io/quiesce/explore/run/LockedField";
      new ClassReader(in)
          .accept(
              new ClassRemapper(writer, new SimpleRemapper(Opcodes.ASM9, Map.of(from, RACY))), 0);
      locked = writer.toByteArray();
    }
    ClassBytes blind = name -> name.equals(RACY) ? locked : Canaries.bytes().find(name);

    assertThat(Canaries.check(blind))
        .singleElement()
        .asString()
        .startsWith("FIELD: 1 was not found");
    assertThat(Canaries.check(name -> null))
        .hasSize(Canary.values().length)
        .allMatch(line -> line.contains("is not among the classes to explore"));
  }

  @Test
  void run_twoWorkers_countsTheSame() throws URISyntaxException {
    for (String subject : List.of("AtomicSubjects$Treiber", "FaultySubjects$Buffering")) {
      TestReport one = of(subject).run();
      TestReport two = of(subject).with(Options.of(Model.JMM).withWorkers(2)).run();

      assertThat(two.result().endings()).isEqualTo(one.result().endings());
      assertThat(counts(two)).isEqualTo(counts(one));
    }
  }

  private static Map<String, Long> counts(TestReport report) {
    return report.rows().stream()
        .collect(Collectors.toMap(OutcomeRow::outcome, OutcomeRow::executions));
  }

  @Test
  void run_sampled_isNeverProved() throws URISyntaxException {
    TestReport report = of("MemorySubjects$Field").sampling(200, 7).run();

    assertThat(report.verdictLine()).startsWith("UNKNOWN  sampled 200 executions");
    assertThat(counts(of("MemorySubjects$Field").sampling(200, 7).run())).isEqualTo(counts(report));
    assertThat(of("FaultySubjects$Buffering").sampling(200, 7).run().verdict())
        .isEqualTo(Verdict.REFUTED);
  }

  @Test
  void find_executionOfSharedResults_isFound() throws URISyntaxException {
    Exploration shared = of("MemorySubjects$Shared");
    String id = shared.run().rows().get(0).id();

    assertThat(shared.find(id)).isNotNull();
    assertThat(shared.find("0")).isNull();
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
        "CollectionSubjects$Bits",
        "CollectionSubjects$Copied",
        "CollectionSubjects$Mp",
        "CollectionSubjects$Streams",
        "SpinSubjects$Drain",
        "SpinSubjects$WeakLock",
        "WalkSubjects$Immutable",
        "WalkSubjects$Views",
        "WalkSubjects$Builders",
        "WalkSubjects$Keys",
        "WalkSubjects$Inner",
        "WalkSubjects$Waiting",
        "WalkSubjects$Late",
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
  void run_turnThatGoesOnBehindAJumpBack_isTakenForWaiting() throws URISyntaxException {
    // wrong: both come to their ends; the model leaves it out, and README says so
    assertThat(of("WalkSubjects$Handshake").run().firstFailure().orElseThrow().outcome())
        .isEqualTo("LIVELOCK");
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

  @Test
  void run_weakCompareAndSetsOfTheLibrary_mayFailForNoReason() throws URISyntaxException {
    TestReport report = of("AtomicSubjects$Weak").run();

    assertThat(report.verdict()).isEqualTo(Verdict.PROVED);
    assertThat(report.rows()).hasSize(4);
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

  @Test
  void run_copiesInACircle_yieldNothingOutOfThinAir() throws URISyntaxException {
    TestReport report = of("LimitSubjects$ThinAir").run();

    assertThat(report.verdict()).isEqualTo(Verdict.PROVED);
    assertThat(counts(report)).containsOnlyKeys("0, 0");
  }

  @Test
  void run_timeLimit_runsOutAtAnyMomentOrNever() throws URISyntaxException {
    TestReport report = of("LimitSubjects$TimeLimit").run();

    assertThat(counts(report)).containsOnlyKeys("0, 0", "1, 0", "LOST_WAKEUP");
  }

  @Test
  void run_arrayPassedToTheJdkByTwo_losesNothing() throws URISyntaxException {
    assertThat(of("LimitSubjects$PassedTogether").run().verdict()).isEqualTo(Verdict.PROVED);
  }

  @Test
  void run_nativeMethod_isRefusedByName() throws URISyntaxException {
    Exploration exploration = of("LimitSubjects$Native");

    assertThatExceptionOfType(UnmodelledException.class)
        .isThrownBy(exploration::run)
        .withMessageContaining("LimitSubjects$Native.outside");
  }

  @Test
  void run_viewOfASharedArray_isRefused() throws URISyntaxException {
    Exploration exploration = of("LimitSubjects$View");

    assertThatExceptionOfType(UnmodelledException.class)
        .isThrownBy(exploration::run)
        .withMessageContaining("a view of an array shared by threads");
  }

  @Test
  void run_plainLoadBuffering_isNotVisitedAndSaid() throws URISyntaxException {
    TestReport report = of("LimitSubjects$LoadBuffering").run();

    assertThat(report.verdict()).isEqualTo(Verdict.PROVED);
    assertThat(report.verdictLine()).endsWith(", load buffering not explored");
    assertThat(report.unreached()).extracting(unreached -> unreached.id()).containsExactly("1, 1");
  }
}
