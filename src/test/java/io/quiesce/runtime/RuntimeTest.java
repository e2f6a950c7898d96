package io.quiesce.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quiesce.gc.CycleListener;
import io.quiesce.gc.CycleReport;
import io.quiesce.gc.Protocol;
import io.quiesce.heap.memory.MemoryMode;
import io.quiesce.oracle.cycle.CycleAudit;
import io.quiesce.oracle.cycle.EndAudit;
import io.quiesce.runtime.code.Channel;
import io.quiesce.runtime.code.CorruptionException;
import io.quiesce.runtime.code.Function;
import io.quiesce.runtime.program.Program;
import io.quiesce.runtime.program.Programs;
import io.quiesce.sched.M;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Whole runs: every program under both protocols, audited; and runs that must end badly. */
final class RuntimeTest {
  private static final int CYCLES = 4;

  private final List<CycleReport> reports = new ArrayList<>();

  static Stream<Arguments> runs() {
    return Programs.all().stream()
        .flatMap(
            program ->
                Stream.of(Protocol.values())
                    .map(protocol -> Arguments.of(program.name(), protocol)));
  }

  @ParameterizedTest
  @MethodSource("runs")
  void run_eachProgram_endsWithoutAViolation(String name, Protocol protocol) {
    RuntimeConfig config = RuntimeConfig.of(protocol).withGogc(10).withMemory(MemoryMode.POISON);
    Runtime runtime = new Runtime(config, Programs.named(name), CycleAudit::new, reports::add);

    RunSummary summary = runtime.run(() -> runtime.collector().cyclesEnded() >= CYCLES);
    EndAudit.check(runtime);

    assertThat(summary.objects()).isPositive();
    assertThat(summary.cycles()).isGreaterThan(CYCLES).isEqualTo(reports.size());
    assertThat(reports).extracting(CycleReport::cycle).isSorted().doesNotHaveDuplicates();
  }

  @Test
  void run_oneP_endsWithoutAViolation() {
    Runtime runtime =
        new Runtime(
            RuntimeConfig.of(Protocol.RAGGED).withProcs(1).withGogc(10),
            Programs.named("chaos"),
            CycleAudit::new,
            reports::add);

    RunSummary unused = runtime.run(() -> runtime.collector().cyclesEnded() >= CYCLES);

    EndAudit.check(runtime);
  }

  @Test
  void run_goroutineThatNobodyWakes_isAHangWithADumpOfEverything() {
    Channel silent = Channel.ofNumbers();
    RuntimeConfig config = RuntimeConfig.of(Protocol.RAGGED).withSeconds(0).withHangSeconds(0.2);

    assertThatThrownBy(() -> run(config, new Planted(r -> r.receive(0, silent, Function.LOCAL))))
        .isInstanceOf(HangException.class)
        .hasMessageContaining("no progress: the number of looks for a goroutine has been")
        .hasMessageContaining("P0 (idle)")
        .hasMessageContaining("P1 (idle)")
        .hasMessageContaining("global queue 0, queue of P0 0, queue of P1 0, Ms asleep 2")
        .hasMessageContaining("M2 (WAITING)")
        .hasMessageContaining("IdleMachines$Node.await")
        .hasMessageContaining("goroutines {WAITING=1}")
        .hasMessageContaining("on a channel")
        .hasMessageContaining("no cycle, 0 ended, PhaseGate[OFF")
        .hasMessageContaining("participants (closed");
  }

  @Test
  void run_goroutineThatNeverEnds_isAHangAndLeavesNoThread() throws InterruptedException {
    // as long as a machine that is busy with other things may keep an M waiting
    RuntimeConfig config = RuntimeConfig.of(Protocol.RAGGED).withSeconds(0).withHangSeconds(1);
    Set<Thread> before = Thread.getAllStackTraces().keySet();

    // computes for ever: an M leaves it only where it is asked to
    assertThatThrownBy(() -> run(config, new Planted(r -> {})))
        .isInstanceOf(HangException.class)
        .hasMessageContaining("the number of goroutines, with the time over, has been 1");

    Set<Thread> left = new HashSet<>(Thread.getAllStackTraces().keySet());
    left.removeAll(before);
    for (Thread thread : left) {
      thread.join(TimeUnit.MINUTES.toMillis(1));
      assertThat(thread.isAlive()).as(thread.getName()).isFalse();
    }
  }

  @Test
  void run_programThatFindsItsDataChanged_failsWithItsMessage() {
    RuntimeConfig config = RuntimeConfig.of(Protocol.RAGGED);

    assertThatThrownBy(() -> run(config, new Planted(r -> r.require("what it planted", 1, 2))))
        .isInstanceOf(CorruptionException.class)
        .hasMessage("goroutine 1: what it planted is 2, must be 1");
  }

  @Test
  void start_heapBelowTheTrigger_startsNoCycle() {
    Runtime runtime =
        new Runtime(
            RuntimeConfig.of(Protocol.RAGGED),
            Programs.named("chaos"),
            CycleAudit::new,
            reports::add);
    M m = runtime.sched().newM(0);

    assertThat(runtime.collector().start(m, false)).isFalse();
    assertThat(runtime.collector().cycleUnderWay()).isFalse();
    assertThat(runtime.collector().start(m, true)).as("forced").isTrue();
    assertThat(runtime.collector().cycleUnderWay()).isTrue();
    assertThat(runtime.collector().start(m, true)).as("another is under way").isFalse();
  }

  private void run(RuntimeConfig config, Program program) {
    RunSummary unused =
        new Runtime(config, program, runtime -> CycleListener.NONE, reports::add).run();
  }
}
