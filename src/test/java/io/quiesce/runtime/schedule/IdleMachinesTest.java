package io.quiesce.runtime.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Sleeping, waking and cancelling. */
final class IdleMachinesTest {
  private final IdleMachines idle = new IdleMachines();

  @Test
  void wakeOne_nobodySleeps_isFalse() {
    assertThat(idle.wakeOne()).isFalse();
  }

  @Test
  void wakeOne_beforeTheSleep_letsItReturnAtOnce() {
    IdleMachines.Node node = idle.register();

    assertThat(idle.wakeOne()).isTrue();
    node.await();

    assertThat(node.cancel()).isFalse();
  }

  @Test
  void wakeOne_cancelledNodesOnTop_wakesTheOneBelow() throws InterruptedException {
    Thread[] sleeper = new Thread[1];
    IdleMachines.Node[] below = new IdleMachines.Node[1];
    sleeper[0] =
        new Thread(
            () -> {
              below[0] = idle.register();
              below[0].await();
            });
    sleeper[0].start();
    while (idle.size() == 0) {
      Thread.onSpinWait();
    }
    assertThat(idle.register().cancel()).isTrue();
    assertThat(idle.register().cancel()).isTrue();
    assertThat(idle.size()).isEqualTo(1);

    assertThat(idle.wakeOne()).isTrue();
    sleeper[0].join();

    assertThat(idle.wakeOne()).isFalse();
  }
}
