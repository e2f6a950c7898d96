package io.quiesce.gc.assist;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quiesce.sched.G;
import org.junit.jupiter.api.Test;

/** The transitions of a waiter and the order of the queue. */
final class AssistQueueTest {
  private final AssistQueue queue = new AssistQueue();
  private final G one = new G(1);
  private final G two = new G(2);

  @Test
  void claimFirst_isTheOldestAndEmptiesTheQueue() {
    Waiter first = queue.enqueue(one);
    Waiter second = queue.enqueue(two);

    assertThat(queue.waiting()).containsExactly(one, two);
    assertThat(queue.claimFirst()).isSameAs(first);
    assertThat(queue.claimFirst()).isSameAs(second);
    assertThat(queue.claimFirst()).isNull();
    assertThat(queue.hasWaiters()).isFalse();
  }

  @Test
  void cancel_waiting_isNeverClaimed() {
    Waiter first = queue.enqueue(one);
    Waiter second = queue.enqueue(two);

    assertThat(queue.cancel(first)).isTrue();
    assertThat(queue.cancel(first)).isFalse();
    assertThat(queue.waiting()).containsExactly(two);
    assertThat(queue.hasWaiters()).isTrue();
    assertThat(queue.claimFirst()).isSameAs(second);
    assertThat(first.isWoken()).isFalse();
  }

  @Test
  void hasWaiters_onlyCancelled_isFalseAndTheNextIsFound() {
    queue.cancel(queue.enqueue(one));
    queue.cancel(queue.enqueue(two));

    assertThat(queue.hasWaiters()).isFalse();
    queue.enqueue(one);
    assertThat(queue.hasWaiters()).isTrue();
    assertThat(queue.waiting()).containsExactly(one);
  }

  @Test
  void cancel_claimed_failsAndTheWaitGoesOn() {
    Waiter waiter = queue.enqueue(one);
    queue.claimFirst();

    assertThat(queue.cancel(waiter)).isFalse();
    queue.wake(waiter);
    assertThat(waiter.isWoken()).isTrue();
    assertThat(queue.cancel(waiter)).isFalse();
  }

  @Test
  void putBack_goesToTheEnd_andCanBeCancelledOrClaimed() {
    Waiter waiter = queue.enqueue(one);
    queue.enqueue(two);
    queue.putBack(queue.claimFirst());

    assertThat(queue.waiting()).containsExactly(two, one);
    queue.claimFirst();
    assertThat(queue.claimFirst()).isSameAs(waiter);
    queue.putBack(waiter);
    assertThat(queue.cancel(waiter)).isTrue();
    assertThat(queue.claimFirst()).isNull();
  }

  @Test
  void wakeAndPutBack_notClaimed_areRefused() {
    Waiter waiter = queue.enqueue(one);

    assertThatThrownBy(() -> queue.wake(waiter))
        .isInstanceOf(AssistStateException.class)
        .hasMessageContaining("goroutine 1 (waiting)");
    assertThatThrownBy(() -> queue.putBack(waiter)).isInstanceOf(AssistStateException.class);
    queue.claimFirst();
    queue.wake(waiter);
    assertThatThrownBy(() -> queue.wake(waiter)).hasMessageContaining("woken");
    assertThat(queue.waiting()).isEmpty();
  }

  @Test
  void waiter_remembersWhoWaitsAndOnWhichThread() {
    Waiter waiter = queue.enqueue(one);

    assertThat(waiter.g()).isSameAs(one);
    assertThat(waiter.thread()).isSameAs(Thread.currentThread());
    assertThat(queue).hasToString("AssistQueue[goroutine 1]");
  }
}
