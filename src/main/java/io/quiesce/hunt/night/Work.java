package io.quiesce.hunt.night;

import io.quiesce.hunt.model.Engine;
import io.quiesce.hunt.model.Job;
import io.quiesce.hunt.model.JobResult;
import io.quiesce.hunt.model.Scenario;
import io.quiesce.hunt.model.Unit;
import io.quiesce.hunt.model.Verdict;
import io.quiesce.hunt.plan.Planner;
import io.quiesce.hunt.progress.Progress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.ToIntFunction;

/**
 * Hands out the jobs of a plan, round after round. Thread-safe.
 *
 * <p>Left out are jobs that the night has results of already; the explorer's once it has proved a
 * scenario or run into something that it does not model; random walks as long as the explorer has
 * not met a bound; and, in a later round, what could not run in an earlier one.
 */
final class Work {
  private final Planner planner;
  private final int rounds;
  private final ToIntFunction<Engine> batch;
  private final Progress progress;
  private final Set<String> done = new HashSet<>();
  private final Map<Unit, Verdict> last = new HashMap<>();
  private final Set<Unit> running = new HashSet<>();
  private List<Job> left = List.of();
  private int round = -1;
  private boolean fruitless;

  /**
   * Work of a plan.
   *
   * @param rounds how many rounds at most
   * @param batch how many jobs of an engine are worth one start; 0 if it cannot run at all now
   * @param before results of this night, from before it was killed
   */
  Work(
      Planner planner,
      int rounds,
      ToIntFunction<Engine> batch,
      List<JobResult> before,
      Progress progress) {
    this.planner = planner;
    this.rounds = rounds;
    this.batch = batch;
    this.progress = progress;
    before.forEach(this::remember);
  }

  private void remember(JobResult result) {
    done.add(result.job().key());
    last.put(Unit.of(result.job()), result.verdict());
  }

  /** The next jobs, of one engine and one JDK; empty if there is nothing left to do. */
  synchronized List<Job> next() throws InterruptedException {
    while (true) {
      List<Job> jobs = take();
      if (!jobs.isEmpty()) {
        jobs.forEach(job -> running.add(Unit.of(job)));
        fruitless = false;
        return jobs;
      } else if (!running.isEmpty()) {
        // What runs now decides what the next round needs.
        wait();
      } else if (round + 1 >= rounds || fruitless) {
        return List.of();
      } else {
        round++;
        fruitless = round > 0;
        left = new ArrayList<>(planner.round(round));
        left.removeIf(job -> !isNeeded(job) && !isWaiting(job));
        if (!left.isEmpty()) {
          progress.round(round, left.size());
        }
      }
    }
  }

  private List<Job> take() {
    List<Job> jobs = new ArrayList<>();
    int most = 1;
    Iterator<Job> each = left.iterator();
    while (each.hasNext() && jobs.size() < most) {
      Job job = each.next();
      boolean fits = jobs.isEmpty() || isLike(job, jobs.get(0));
      boolean needed = isNeeded(job);
      if (!needed && !isWaiting(job)) {
        each.remove();
      } else if (needed && fits && !running.contains(Unit.of(job))) {
        jobs.add(job);
        each.remove();
        most = batch.applyAsInt(job.scenario().engine());
      }
    }
    return jobs;
  }

  private static boolean isLike(Job job, Job first) {
    return job.scenario().engine() == first.scenario().engine() && job.jdk().equals(first.jdk());
  }

  private boolean isNeeded(Job job) {
    Unit unit = Unit.of(job);
    Verdict before = last.get(unit);
    if (done.contains(job.key()) || batch.applyAsInt(job.scenario().engine()) == 0) {
      return false;
    } else if (before != null && !before.isMeaningful()) {
      return false;
    }
    return switch (job.scenario().engine()) {
      case EXPLORER -> before == null || before == Verdict.BOUND;
      case WALKS -> explorer(job) == Verdict.BOUND && before != Verdict.FOUND;
      case CHAOS, LINCHECK, JCSTRESS -> true;
    };
  }

  /** Random walks wait for what the explorer says, if it is still to come. */
  private boolean isWaiting(Job job) {
    Unit unit = explorerOf(job);
    return job.scenario().engine() == Engine.WALKS
        && !last.containsKey(unit)
        && (running.contains(unit) || left.stream().anyMatch(one -> Unit.of(one).equals(unit)));
  }

  private Verdict explorer(Job job) {
    return last.get(explorerOf(job));
  }

  private static Unit explorerOf(Job job) {
    return new Unit(new Scenario(job.scenario().name(), Engine.EXPLORER), job.jdk());
  }

  /** A job has ended and its result is in the ledger. */
  synchronized void ended(JobResult result) {
    remember(result);
    running.remove(Unit.of(result.job()));
    notifyAll();
  }

  /** Jobs were handed out and will have no result. */
  synchronized void dropped(List<Job> jobs) {
    jobs.forEach(job -> running.remove(Unit.of(job)));
    notifyAll();
  }
}
