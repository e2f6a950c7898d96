package io.quiesce.runtime.schedule;

import io.quiesce.sched.G;
import io.quiesce.sched.GStatus;
import io.quiesce.sched.M;
import io.quiesce.sched.Sched;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/**
 * The Ms as threads (Go: {@code newm}, {@code mstart}, {@code handoffp}).
 *
 * <p>At least as many Ms as there are Ps are not blocked: that many are started, and one that
 * blocks in {@link #block} first wakes a sleeping one or starts a new one. The threads are daemons:
 * a run that failed does not wait for them.
 */
public final class Machines {
  /** Go's limit of threads. */
  private static final int MAX = 10_000;

  private static final long STACK_BYTES = 1 << 18;

  /** One M and its thread. */
  public record Machine(M m, Thread thread) {}

  private record Started(Machine machine, Started next) {}

  private final Sched sched;
  private final Scheduler scheduler;
  private final Dispatch dispatch;
  private final Failures failures;
  private final AtomicReference<Started> started = new AtomicReference<>();
  private final AtomicInteger running = new AtomicInteger();

  /**
   * No M yet.
   *
   * @param failures takes what an M throws
   */
  public Machines(Sched sched, Scheduler scheduler, Dispatch dispatch, Failures failures) {
    this.sched = sched;
    this.scheduler = scheduler;
    this.dispatch = dispatch;
    this.failures = failures;
  }

  /** Starts as many Ms as there are Ps. */
  public void start() {
    for (int i = 0; i < sched.procs(); i++) {
      startOne();
    }
  }

  private void startOne() {
    if (running.incrementAndGet() > MAX) {
      throw new IllegalStateException(
          "more than " + MAX + " Ms: too many goroutines block their thread at once");
    }
    M m = sched.newM();
    Thread thread = new Thread(null, () -> run(m), m.toString(), STACK_BYTES);
    thread.setDaemon(true);
    Started head;
    do {
      head = started.getAcquire();
      // release, with all(): the thread
    } while (!started.compareAndSet(head, new Started(new Machine(m, thread), head)));
    thread.start();
  }

  private void run(M m) {
    try {
      m.acquireAnyP();
      for (G g = scheduler.next(m); g != null; g = scheduler.next(m)) {
        dispatch.run(m, g);
      }
      if (m.p() != null) {
        m.releasep();
      }
    } catch (Throwable failure) {
      failures.report(failure);
      scheduler.stop();
    } finally {
      running.decrementAndGet();
    }
  }

  /**
   * Blocks the M in the middle of its goroutine: the goroutine becomes WAITING, the P goes to
   * another M, {@code wait} runs, and the goroutine continues on whatever P there is.
   *
   * @param wait returns when somebody has made the goroutine RUNNABLE
   */
  public void block(M m, Runnable wait) {
    G g = m.drop(GStatus.WAITING);
    m.releasep();
    if (!scheduler.wakeOne()) {
      startOne();
    }
    wait.run();
    m.acquireAnyP();
    m.execute(g);
  }

  /** How many Ms have not returned. */
  public int running() {
    return running.get();
  }

  /** All Ms that were ever started, the latest first. */
  public List<Machine> all() {
    return java.util.stream.Stream.iterate(
            started.getAcquire(), node -> node != null, node -> node.next())
        .map(Started::machine)
        .toList();
  }
}
