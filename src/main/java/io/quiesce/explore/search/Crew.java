package io.quiesce.explore.search;

import io.quiesce.explore.search.tree.Frontier;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The threads of a search, and the first failure among them. */
final class Crew {
  private final Frontier frontier;
  private final List<Thread> threads = new ArrayList<>();
  private final List<Worker> workers = new ArrayList<>();
  private Throwable failure;

  Crew(Frontier frontier) {
    this.frontier = frontier;
  }

  /** Starts a thread that makes a worker and lets it work. */
  void hire(Supplier<Worker> worker, long stackBytes) {
    Thread thread = new Thread(null, () -> work(worker), "explorer-" + threads.size(), stackBytes);
    thread.setDaemon(true);
    threads.add(thread);
    thread.start();
  }

  private void work(Supplier<Worker> supplier) {
    try {
      Worker worker = supplier.get();
      add(worker);
      worker.work();
    } catch (Throwable t) {
      fail(t);
    }
  }

  private synchronized void add(Worker worker) {
    workers.add(worker);
  }

  private synchronized void fail(Throwable t) {
    if (failure == null) {
      failure = t;
    }
    frontier.stop();
  }

  /** Waits for all; throws the first failure. */
  void await(Progress progress, long millis) {
    try {
      for (Thread thread : threads) {
        thread.join(millis);
        while (thread.isAlive()) {
          report(progress);
          thread.join(millis);
        }
      }
    } catch (InterruptedException e) {
      frontier.stop();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("the search was interrupted", e);
    }
    rethrow();
    report(progress);
  }

  private synchronized void rethrow() {
    if (failure instanceof RuntimeException e) {
      throw e;
    }
    if (failure instanceof Error e) {
      throw e;
    }
    if (failure != null) {
      throw new IllegalStateException("a worker of the search failed", failure);
    }
  }

  private synchronized void report(Progress progress) {
    progress.at(standing().executions(), whole());
  }

  private synchronized Standing standing() {
    return Standing.sum(workers.stream().map(Worker::standing).toList());
  }

  /** About how many executions there are, 0 if that is not known; exact when all were visited. */
  double whole() {
    Standing standing = standing();
    return frontier.isDone() ? standing.executions() : standing.whole();
  }

  synchronized List<Tally> tallies() {
    List<Tally> tallies = new ArrayList<>();
    workers.forEach(w -> tallies.add(w.tally()));
    return tallies;
  }
}
