package io.quiesce.trace;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Paths of a cycle that small recorded traces do not contain, and the border of each race. */
final class SyntheticCycleTest {
  private static final String LATE_PARK = "assist parked after a flush found the queue empty";
  private static final String STEAL = "credit changed between its reading and the steal";
  private static final String RESET = "balance zeroed before GCSTART";

  /** The bits of 1.0: a byte costs a unit. */
  private static final String ONE = "3ff0000000000000";

  private static final String WORKER = "1,0,5,1,";
  private static final String ASSIST = "0,1,7,1,";
  private static final String OTHER = "2,1,8,1,";

  @TempDir static Path folder;

  private final List<String> events = new ArrayList<>();

  SyntheticCycleTest() {
    events.add("0,0,0,0,PROCS,0,2");
    events.add("0,0,1,0,STW,1");
    events.add(
        "0,0,1,0,GCSTART,1,2,1,1000000,2,0,0,250000,900000,2000000," + ONE + "," + ONE + ",2048");
    add(
        "0,0,1,1,",
        "PHASE,1,0",
        "NWAITINIT,4294967295,4294967295",
        "ROOTPREP,2,0,0,0,0",
        "BLACKEN,1",
        "STW,0",
        "PROCS,2,2");
  }

  private void add(String who, String... what) {
    Arrays.stream(what).forEach(w -> events.add(who + w));
  }

  private static String nwait(int delta, int active, int who) {
    return "NWAIT," + delta + "," + (4294967295L - active) + ",4294967295," + who;
  }

  private void workerEnters() {
    add(WORKER, nwait(-1, 1, 2), "ROOTJOB,0,2,0", "ROOTJOB,1,2,0");
  }

  private static String start(long balance, long credit, int turn) {
    return "ASTART," + balance + ",65536,65536," + credit + "," + ONE + "," + ONE + "," + turn;
  }

  /** An assist of {@link #ASSIST} that finds nothing to do beside the worker. */
  private void assistFindsNothing() {
    add(
        ASSIST,
        start(-100, 0, 1),
        nwait(-1, 2, 4),
        "AWORK,65536,0,-99," + ONE,
        nwait(1, 1, 4),
        "ADONE,0,-99,0");
  }

  private void workerSuspects() {
    add(
        WORKER,
        nwait(1, 0, 2),
        "MWA,0,4294967295,4294967295,0,2,2,1,0",
        "MDENTER",
        "MDTOP,4294967295,4294967295,0,2,2,1,1",
        "MDRAG",
        "MDRAGP,0,0",
        "MDRAGP,1,0",
        "MDRAGEND,0",
        "STW,1");
  }

  private void workerCloses() {
    add(WORKER, "MDRESTART,-1,0", "BLACKEN,0", "MDCOMPLETE,1", "AWAKEALL,0");
  }

  private void cycleEnds() {
    events.add("1,0,5,2,PHASE,2,1");
    add("1,0,5,0,", "PHASE,0,2", "GCDONE,1,1,500,500", "STW,0", "PROCS,2,2");
  }

  private ReplayReport replay() throws IOException {
    return Replay.of(TraceText.of(events.toArray(String[]::new)).writeTo(folder.resolve("t.csv")));
  }

  private void assertAgrees(String... races) throws IOException {
    ReplayReport report = replay();
    assertThat(report.disagreements()).as("%s", report).isZero();
    assertThat(report.races().keySet()).containsExactly(races);
  }

  private void assertDisagrees(String what) throws IOException {
    ReplayReport report = replay();
    assertThat(report.levels().get(3).tally().first().map(d -> d.what()).orElse("nothing"))
        .as("%s", report)
        .isEqualTo(what);
  }

  @Test
  void wholeCycle_agrees() throws IOException {
    workerEnters();
    workerSuspects();
    workerCloses();
    cycleEnds();
    assertAgrees();
  }

  @Test
  void flush_assistParksBehindItsLook_isTolerated_butNotBeforeIt() throws IOException {
    workerEnters();
    assistFindsNothing();
    add(ASSIST, "APARK,1,0,-99,1");
    add(WORKER, "BGFLUSH,0,50,50");
    assertAgrees(LATE_PARK);

    events.add(events.size() - 1, WORKER + "ROOTJOB,2,2,0");
    assertDisagrees("nobody waits");
  }

  @Test
  void steal_twoThievesReadTheSame_isTolerated_andTheCreditGoesBelowZero() throws IOException {
    workerEnters();
    add(WORKER, "BGFLUSH,0,50,50");
    add(ASSIST, start(-100, 50, 1));
    add(OTHER, start(-200, 50, 1));
    add(ASSIST, "ASTEAL,50,50,0,-49,65486");
    add(OTHER, "ASTEAL,50,50,-50,-149,65486");
    add(WORKER, "BGFLUSH,0,80,30");
    assertAgrees(STEAL);

    events.set(events.size() - 2, OTHER + "ASTEAL,50,0,0,-199,65536");
    assertDisagrees("stolen");
  }

  @Test
  void steal_creditBelowZero_nobodyStealsUntilItIsFilled() throws IOException {
    steal_twoThievesReadTheSame_isTolerated_andTheCreditGoesBelowZero();
    events.set(events.size() - 2, OTHER + "ASTEAL,50,50,-50,-149,65486");
    events.remove(events.size() - 1);
    add("3,1,9,1,", start(-300, -50, 1), nwait(-1, 2, 4));
    assertAgrees(STEAL);
  }

  @Test
  void preempted_retriesWithTheSameBalance() throws IOException {
    workerEnters();
    assistFindsNothing();
    add(ASSIST, "ARESCHED,-99", start(-99, 0, 2));
    assertAgrees();

    events.set(events.size() - 1, ASSIST + start(-100, 0, 2));
    assertDisagrees("assistBytes");
    events.set(events.size() - 1, ASSIST + start(-99, 0, 3));
    assertDisagrees("try");
  }

  @Test
  void skip_onlyOnceMarkingIsClosed() throws IOException {
    workerEnters();
    add(ASSIST, start(-100, 0, 1));
    int before = events.size();
    workerSuspects();
    workerCloses();
    add(ASSIST, "ASKIP,-100");
    assertAgrees();

    events.add(before, ASSIST + "ASKIP,-100");
    assertDisagrees("blackening is enabled");
  }

  @Test
  void restart_goesBackToTheTop_andCannotComplete() throws IOException {
    workerEnters();
    workerSuspects();
    add(WORKER, "MDRESTART,1,1", "STW,0", "PROCS,2,2");
    add(WORKER, "MDTOP,4294967295,4294967295,0,2,2,1,1", "MDRAG", "MDRAGP,1,0", "MDRAGP,0,1");
    add(WORKER, "MDRAGEND,1", "MDTOP,4294967295,4294967295,1,2,2,1,0");
    assertAgrees();

    events.add(WORKER + "MDRAG");
    assertDisagrees("next step of the goroutine");
  }

  @Test
  void woken_afterTheBalancesWereZeroed_isTolerated_onlyWithZero() throws IOException {
    workerEnters();
    assistFindsNothing();
    workerSuspects();
    workerCloses();
    add(ASSIST, "APARK,2,0,-99,1");
    cycleEnds();
    events.add("0,1,7,0,AEND,0");
    assertAgrees(RESET);

    events.set(events.size() - 1, "0,1,7,0,AEND,-98");
    assertDisagrees("assistBytes");
  }

  @Test
  void completion_byAnotherThanTheOneThatVisited_isADisagreement() throws IOException {
    workerEnters();
    workerSuspects();
    add(WORKER, "MDRESTART,-1,0");
    events.add("0,1,7,1,BLACKEN,0");
    assertDisagrees("next step of the goroutine");
  }

  @Test
  void completion_whileSomebodyTakesPart_isADisagreement() throws IOException {
    workerEnters();
    workerSuspects();
    add(ASSIST, start(-100, 0, 1), nwait(-1, 1, 4));
    workerCloses();
    assertDisagrees("the event itself");
  }
}
