package io.quiesce.sched;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Status transitions and the scan bit of a goroutine, and its wait slots. */
@Timeout(20)
final class GTest {
  private final Sched sched = new Sched(1);
  private final M m = sched.newM(0);
  private final G g = new G(5);

  @BeforeEach
  void runnable() {
    g.cas(GStatus.IDLE, GStatus.RUNNABLE);
  }

  @Test
  void execute_thenDrop_goesThroughRunning() {
    m.execute(g);
    assertThat(g.status()).isEqualTo(GStatus.RUNNING);
    assertThat(m.curg()).isSameAs(g);

    assertThat(m.drop(GStatus.WAITING)).isSameAs(g);

    assertThat(g.status()).isEqualTo(GStatus.WAITING);
    assertThat(m.curg()).isNull();
  }

  @Test
  void execute_whileAnotherRuns_isAnError() {
    m.execute(g);
    G other = new G(6);

    assertThatThrownBy(() -> m.execute(other))
        .isInstanceOf(GoroutineStateException.class)
        .hasMessageContaining("already runs goroutine 5");
    assertThat(other.status()).isEqualTo(GStatus.IDLE);
  }

  @Test
  void drop_withoutGoroutine_isAnError() {
    assertThatThrownBy(() -> m.drop(GStatus.DEAD)).isInstanceOf(GoroutineStateException.class);
  }

  @Test
  void cas_fromTheWrongStatus_isAnErrorThatNamesBoth() {
    assertThatThrownBy(() -> g.cas(GStatus.RUNNING, GStatus.COPYSTACK))
        .isInstanceOf(GoroutineStateException.class)
        .hasMessageContaining("goroutine 5 is RUNNABLE");
    assertThat(g.status()).isEqualTo(GStatus.RUNNABLE);
  }

  @Test
  void tryScan_excludesASecondScannerUntilEndScan() {
    assertThat(g.tryScan(GStatus.RUNNABLE)).isTrue();
    assertThat(g.tryScan(GStatus.RUNNABLE)).isFalse();
    assertThat(g.isScanned()).isTrue();
    assertThat(g.status()).isEqualTo(GStatus.RUNNABLE);

    g.endScan();

    assertThat(g.isScanned()).isFalse();
    assertThatThrownBy(g::endScan).isInstanceOf(GoroutineStateException.class);
  }

  @Test
  void tryScan_otherStatus_isRefused() {
    assertThat(g.tryScan(GStatus.WAITING)).isFalse();
  }

  @Test
  void cas_whileScanned_waitsForTheScanner() throws InterruptedException {
    int[] stack = new int[1];
    AtomicInteger violations = new AtomicInteger();
    AtomicBoolean done = new AtomicBoolean();
    Thread scanner =
        new Thread(
            () -> {
              while (!done.get()) {
                if (g.tryScan(GStatus.RUNNABLE)) {
                  int before = stack[0];
                  Thread.onSpinWait();
                  if (stack[0] != before) {
                    violations.incrementAndGet();
                  }
                  g.endScan();
                }
              }
            });
    scanner.start();
    for (int i = 0; i < 20_000; i++) {
      m.execute(g);
      stack[0]++;
      m.drop(GStatus.RUNNABLE);
    }
    done.set(true);
    scanner.join();

    assertThat(violations).hasValue(0);
  }

  @Test
  void statusCodes_areGosAndUnknownOnesAreErrors() {
    assertThat(GStatus.of(8)).isEqualTo(GStatus.COPYSTACK);
    assertThatThrownBy(() -> GStatus.of(5)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> GStatus.of(-1)).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void sudog_takenOnce_isDoneForEveryoneElse() {
    Sudog slot = new Sudog(0x1000, null);
    assertThat(slot.take()).isTrue();
    assertThat(slot.take()).isFalse();
    slot.done();

    assertThat(slot.isDone()).isTrue();
    assertThat(slot.hold()).isFalse();
    assertThatThrownBy(slot::done).isInstanceOf(GoroutineStateException.class);
  }

  @Test
  void sudog_held_movesItsAddress() {
    Sudog slot = new Sudog(0x1000, null);
    assertThat(slot.hold()).isTrue();
    slot.moveBy(0x40);
    slot.letGo();

    assertThat(slot.take()).isTrue();
    assertThat(slot.elem()).isEqualTo(0x1040);
  }
}
