package io.quiesce.phase;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The gate alone: legal transitions, registration, nesting, and draining before a cycle. */
@Timeout(20)
final class PhaseGateTest {
  private static final class Ctx extends ExecutionContext {
    Ctx(int pid) {
      setPid(pid);
    }
  }

  private final PhaseGate gate = new PhaseGate(2);

  @Nested
  final class WhileOff {
    @ParameterizedTest
    @ValueSource(ints = {ExecutionContext.NO_P, 0, 1})
    void tryEnterOff_anyContext_registersUntilExit(int pid) {
      Ctx ctx = new Ctx(pid);

      assertThat(gate.tryEnterOff(ctx)).isTrue();
      assertThat(gate.inflight()).isEqualTo(1);
      gate.exit(ctx);

      assertThat(gate.inflight()).isZero();
    }

    @ParameterizedTest
    @ValueSource(ints = {ExecutionContext.NO_P, 1})
    void tryEnterOff_nested_registersOnceAndLeavesWithTheOutermost(int pid) {
      Ctx ctx = new Ctx(pid);

      assertThat(gate.tryEnterOff(ctx)).isTrue();
      assertThat(gate.tryEnterOff(ctx)).isTrue();
      assertThat(gate.inflight()).isEqualTo(1);
      gate.exit(ctx);
      assertThat(gate.inflight()).isEqualTo(1);
      gate.exit(ctx);

      assertThat(gate.inflight()).isZero();
    }

    @Test
    void exit_withoutEnter_isAnErrorAndChangesNothing() {
      assertThatThrownBy(() -> gate.exit(new Ctx(0)))
          .isInstanceOf(PhaseException.class)
          .hasMessageContaining("not inside the gate");
      assertThat(gate.inflight()).isZero();
    }

    @Test
    void transitions_outOfOrder_areErrorsAndChangeNothing() {
      assertThatThrownBy(gate::startTermination).isInstanceOf(PhaseException.class);
      assertThatThrownBy(gate::finish).isInstanceOf(PhaseException.class);
      assertThat(gate.phase()).isEqualTo(GcPhase.OFF);
    }
  }

  @Nested
  final class WhileMarking {
    @ParameterizedTest
    @ValueSource(ints = {ExecutionContext.NO_P, 0})
    void tryEnterOff_isRefusedAndLeavesNoTrace(int pid) {
      gate.startMark();

      assertThat(gate.tryEnterOff(new Ctx(pid))).isFalse();

      assertThat(gate.inflight()).isZero();
      assertThat(gate.phase()).isEqualTo(GcPhase.MARK);
    }

    @Test
    void startMark_twice_isAnError() {
      gate.startMark();

      assertThatThrownBy(gate::startMark)
          .isInstanceOf(PhaseException.class)
          .hasMessageContaining("MARK");
    }

    @Test
    void wholeCycle_countsAndReopens() {
      gate.startMark();
      gate.startTermination();
      assertThat(gate.tryEnterOff(new Ctx(0))).isFalse();
      gate.finish();

      assertThat(gate.cycle()).isEqualTo(1);
      assertThat(gate.tryEnterOff(new Ctx(0))).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {ExecutionContext.NO_P, 0})
  void startMark_withARegisteredFreer_waitsForItsExit(int pid) throws InterruptedException {
    Ctx freer = new Ctx(pid);
    assertThat(gate.tryEnterOff(freer)).isTrue();
    CountDownLatch closing = new CountDownLatch(1);
    AtomicBoolean exited = new AtomicBoolean();
    AtomicBoolean waited = new AtomicBoolean();
    Thread collector =
        new Thread(
            () -> {
              closing.countDown();
              gate.startMark();
              waited.set(exited.get());
            });
    collector.start();
    closing.await();
    Ctx late = new Ctx(1);
    while (gate.tryEnterOff(late)) {
      gate.exit(late);
    }

    assertThat(gate.phase()).isEqualTo(GcPhase.OFF);
    exited.set(true);
    gate.exit(freer);
    collector.join();

    assertThat(waited).isTrue();
    assertThat(gate.phase()).isEqualTo(GcPhase.MARK);
  }

  @Test
  void freersAgainstCycles_neverInsideWhileMarking() throws InterruptedException {
    AtomicInteger violations = new AtomicInteger();
    AtomicInteger entered = new AtomicInteger();
    AtomicBoolean done = new AtomicBoolean();
    Thread[] freers = new Thread[3];
    for (int i = 0; i < freers.length; i++) {
      Ctx ctx = new Ctx(i - 1);
      freers[i] =
          new Thread(
              () -> {
                while (!done.get()) {
                  if (gate.tryEnterOff(ctx)) {
                    entered.incrementAndGet();
                    if (gate.phaseVolatile() != GcPhase.OFF) {
                      violations.incrementAndGet();
                    }
                    gate.exit(ctx);
                  }
                }
              });
      freers[i].start();
    }
    for (int cycle = 0; cycle < 2_000 || entered.get() < 1_000; cycle++) {
      gate.startMark();
      gate.startTermination();
      gate.finish();
    }
    done.set(true);
    for (Thread t : freers) {
      t.join();
    }

    assertThat(violations).hasValue(0);
    assertThat(gate.inflight()).isZero();
  }
}
