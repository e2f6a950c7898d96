package io.quiesce.stack.segmented.block;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Order, snapshots, and that an item never has two owners (T1). */
@Timeout(20)
final class TreiberStackTest {
  private static final int ITEMS = 8;

  private final TreiberStack<Integer> stack = new TreiberStack<>();

  @Test
  void pop_returnsTheLastPushed() {
    stack.push(1);
    stack.push(2);

    assertThat(stack.items()).containsExactly(2, 1);
    assertThat(stack.pop()).isEqualTo(2);
    assertThat(stack.pop()).isEqualTo(1);
    assertThat(stack.pop()).isNull();
  }

  @Test
  void detach_takesAllAtOnce() {
    stack.push(1);
    stack.push(2);

    assertThat(stack.detach()).containsExactly(2, 1);
    assertThat(stack.items()).isEmpty();
  }

  @Test
  void severalThreads_neverOwnTheSameItem() throws InterruptedException {
    AtomicIntegerArray owners = new AtomicIntegerArray(ITEMS);
    AtomicInteger shared = new AtomicInteger();
    for (int i = 0; i < ITEMS; i++) {
      stack.push(i);
    }
    Thread[] threads = new Thread[3];
    for (int t = 0; t < threads.length; t++) {
      threads[t] = new Thread(() -> churn(owners, shared));
      threads[t].start();
    }
    for (Thread t : threads) {
      t.join();
    }

    assertThat(shared).hasValue(0);
    assertThat(stack.items()).hasSize(ITEMS).doesNotHaveDuplicates();
  }

  private void churn(AtomicIntegerArray owners, AtomicInteger shared) {
    for (int i = 0; i < 60_000; i++) {
      Integer item = stack.pop();
      if (item != null) {
        if (owners.getAndIncrement(item) != 0) {
          shared.incrementAndGet();
        }
        owners.getAndDecrement(item);
        stack.push(item);
      }
    }
  }
}
