package io.quiesce.explore.search.tree;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;

/**
 * The parts of the tree that nobody is visiting yet, shared by the workers, and whether to stop.
 *
 * <p>A worker asks {@link #isHungry} at every leaf and gives part of its work away if another
 * waits. When the search is stopped, workers put back what they have left, so the frontier is then
 * what remains.
 */
public final class Frontier {
  private final Deque<Task> tasks = new ArrayDeque<>();
  private final int workers;
  private int idle;
  private volatile boolean hungry;
  private volatile boolean stopped;

  /** Holds the first tasks for a number of workers. */
  public Frontier(Collection<Task> first, int workers) {
    tasks.addAll(first);
    this.workers = workers;
  }

  /**
   * The next task, or null if there will be none; waits while another worker may still give some.
   */
  public synchronized Task take() throws InterruptedException {
    idle++;
    while (tasks.isEmpty() && idle < workers && !stopped) {
      hungry = true;
      wait();
    }
    if (stopped || tasks.isEmpty()) {
      stopped |= tasks.isEmpty();
      notifyAll();
      return null;
    }
    idle--;
    Task task = tasks.poll();
    hungry = idle > tasks.size();
    return task;
  }

  /** Adds a task, to be visited by whoever comes first. */
  public synchronized void give(Task task) {
    tasks.add(task);
    hungry = idle > tasks.size();
    notifyAll();
  }

  /** True if some worker waits for work. */
  public boolean isHungry() {
    return hungry;
  }

  /** Ends the search soon; what is not visited stays in the frontier. */
  public synchronized void stop() {
    stopped = true;
    notifyAll();
  }

  /** True if no more is to be visited. */
  public boolean isStopped() {
    return stopped;
  }

  /** True if nothing is left and nobody works. */
  public synchronized boolean isDone() {
    return tasks.isEmpty() && idle == workers;
  }

  /** What is left. */
  public synchronized List<Task> rest() {
    return new ArrayList<>(tasks);
  }
}
