package io.quiesce.hunt.night;

import io.quiesce.hunt.engine.Runner;
import io.quiesce.hunt.model.Job;
import io.quiesce.hunt.model.JobResult;
import io.quiesce.hunt.model.Verdict;
import io.quiesce.hunt.progress.Deadline;
import io.quiesce.hunt.worker.Answer;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Threads that work off a night: first what must come first, then the plan. {@link #run} returns
 * when all is done or the time is over, whatever a job does.
 */
final class Lanes {
  private static final Duration LEAST = Duration.ofMillis(500);
  private static final long TICK_MILLIS = 200;
  private static final long GOODBYE_MILLIS = 8_000;

  private final Queue<Task> first = new ConcurrentLinkedQueue<>();
  private final Work work;
  private final Engines engines;
  private final Recorder recorder;
  private final Deadline deadline;
  private final List<Thread> threads = new ArrayList<>();
  private final AtomicReference<Throwable> failure = new AtomicReference<>();
  private volatile boolean stopped;

  /** Something that comes before the plan. */
  interface Task {
    /** Does it, in a lane. */
    void run() throws IOException;
  }

  Lanes(int count, Work work, Engines engines, Recorder recorder, Deadline deadline) {
    this.work = work;
    this.engines = engines;
    this.recorder = recorder;
    this.deadline = deadline;
    for (int i = 1; i <= count; i++) {
      Thread thread = new Thread(this::lane, "lane " + i);
      thread.setDaemon(true);
      threads.add(thread);
    }
  }

  /** Adds what comes before the plan. */
  void first(Task task) {
    first.add(task);
  }

  /** Ends it early; may be called by any thread. */
  void stop() {
    stopped = true;
  }

  /**
   * Works until all is done, the time is over or {@link #stop} was called.
   *
   * @throws IllegalStateException if a lane failed in a way that is no result of a job
   */
  void run() {
    threads.forEach(Thread::start);
    try {
      while (!stopped
          && deadline.has(Duration.ofMillis(1))
          && threads.stream().anyMatch(Thread::isAlive)) {
        Thread.sleep(TICK_MILLIS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    stopped = true;
    engines.close();
    threads.forEach(Thread::interrupt);
    threads.forEach(Lanes::join);
    if (failure.get() != null) {
      throw new IllegalStateException("the hunt itself failed", failure.get());
    }
  }

  private static void join(Thread thread) {
    try {
      thread.join(GOODBYE_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void lane() {
    try {
      while (!stopped && deadline.has(LEAST)) {
        Task task = first.poll();
        if (task != null) {
          task.run();
          continue;
        }
        List<Job> jobs = work.next();
        if (jobs.isEmpty()) {
          return;
        }
        run(jobs);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException | RuntimeException e) {
      if (!stopped) {
        failure.compareAndSet(null, e);
        stopped = true;
      }
    }
  }

  private void run(List<Job> jobs) {
    Duration share = deadline.left().dividedBy(jobs.size());
    List<Job> open = new ArrayList<>();
    jobs.forEach(
        job -> open.add(job.within(job.budget().compareTo(share) < 0 ? job.budget() : share)));
    Instant[] since = {NightBook.now()};
    Runner.Sink sink =
        (job, answer) -> {
          synchronized (open) {
            open.remove(job);
            since[0] = record(job, answer, since[0]);
          }
        };
    try {
      engines.run(List.copyOf(open), sink);
    } catch (IOException e) {
      synchronized (open) {
        for (Job job : List.copyOf(open)) {
          sink.accept(job, Answer.nothing(Verdict.NEVER_RAN, "cannot be run: " + e.getMessage()));
        }
      }
    }
  }

  /** What was killed because the night is over never began, as far as the ledger is concerned. */
  private Instant record(Job job, Answer answer, Instant since) {
    Instant now = NightBook.now();
    if (stopped && answer.verdict() == Verdict.NEVER_RAN) {
      work.dropped(List.of(job));
    } else {
      JobResult result = recorder.record(job, answer, since, Duration.between(since, now));
      work.ended(result);
    }
    return now;
  }
}
