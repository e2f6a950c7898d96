package io.quiesce.runtime.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiesce.sched.G;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;

/** The ring of one P and the global queue. */
final class RunQueueTest {
  private static final int MANY = 20_000;

  private final RunQueue queue = new RunQueue();

  @Test
  void take_afterPuts_isFirstInFirstOutAndThenEmpty() {
    G first = new G(1);
    G second = new G(2);

    assertThat(queue.put(first)).isTrue();
    assertThat(queue.put(second)).isTrue();

    assertThat(queue.size()).isEqualTo(2);
    assertThat(queue.take()).isSameAs(first);
    assertThat(queue.take()).isSameAs(second);
    assertThat(queue.take()).isNull();
    assertThat(queue.isEmpty()).isTrue();
  }

  @Test
  void put_fullRing_isRefusedUntilOneWasTaken() {
    for (int i = 0; i < RunQueue.SIZE; i++) {
      assertThat(queue.put(new G(i))).isTrue();
    }

    assertThat(queue.put(new G(-1))).isFalse();
    assertThat(queue.take().id()).isZero();
    assertThat(queue.put(new G(-2))).isTrue();
  }

  @Test
  void take_byTwoWhileOnePuts_eachGoroutineIsTakenOnce() throws InterruptedException {
    Set<G> taken = ConcurrentHashMap.newKeySet();
    AtomicBoolean twice = new AtomicBoolean();
    AtomicBoolean done = new AtomicBoolean();
    List<Thread> thieves = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      Thread thief = new Thread(() -> takeAll(queue, taken, twice, done));
      thieves.add(thief);
      thief.start();
    }

    for (int i = 0; i < MANY; i++) {
      G g = new G(i);
      while (!queue.put(g)) {
        Thread.onSpinWait();
      }
    }
    done.set(true);
    for (Thread thief : thieves) {
      thief.join();
    }

    assertThat(twice).isFalse();
    assertThat(taken).hasSize(MANY);
  }

  private static void takeAll(
      RunQueue queue, Set<G> taken, AtomicBoolean twice, AtomicBoolean done) {
    while (true) {
      boolean last = done.get();
      G g = queue.take();
      if (g != null && !taken.add(g)) {
        twice.set(true);
      }
      if (g == null && last) {
        return;
      }
    }
  }

  @Test
  void globalQueue_isFirstInFirstOut() {
    GoroutineQueue global = new GoroutineQueue();
    G first = new G(1);
    G second = new G(2);

    assertThat(global.isEmpty()).isTrue();
    global.put(first);
    global.put(second);

    assertThat(global.size()).isEqualTo(2);
    assertThat(global.take()).isSameAs(first);
    assertThat(global.take()).isSameAs(second);
    assertThat(global.take()).isNull();
  }
}
