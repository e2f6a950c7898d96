package io.quiesce.gc.complete;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * The root jobs of a cycle (Go: {@code work.markrootNext}, {@code work.markrootJobs}).
 *
 * <p>A job is claimed by adding one to the counter; claimers that come too late make it overshoot,
 * so it is compared with {@code <} and never for equality. A claimed job is no longer available
 * while it runs: the one that runs it is a participant, and that covers it (10.1).
 *
 * <p>Orderings: the claim is a volatile addition, {@link #available} a volatile read, both ordered
 * with the participants' word (E7); the jobs are laid out while the world is stopped. Counts for
 * messages are opaque.
 */
public final class RootJobs {
  /** No job is left. */
  public static final int NONE = -1;

  private final AtomicInteger next = new AtomicInteger();
  private volatile int jobs;

  /** No jobs. */
  public RootJobs() {}

  /**
   * Makes jobs 0 to {@code count} - 1 available; while the world is stopped.
   *
   * @throws IllegalArgumentException if the number is negative
   */
  public void prepare(int count) {
    if (count < 0) {
      throw new IllegalArgumentException("jobs=" + count + " is negative");
    }
    // opaque: an M without a P may look meanwhile, and no one claims before the world is started
    next.setOpaque(0);
    jobs = count;
  }

  /** A job that nobody else has or gets, or {@link #NONE}. */
  public int claim() {
    if (!available()) {
      return NONE;
    }
    int job = next.getAndIncrement();
    return job < jobs ? job : NONE;
  }

  /** Whether a job is unclaimed. */
  public boolean available() {
    return next.get() < jobs;
  }

  /** How many jobs there are in this cycle. */
  public int jobs() {
    return jobs;
  }

  /** How many claims there were, those that came too late included; exact while nobody claims. */
  public int claims() {
    return next.getOpaque();
  }

  /**
   * Go's {@code gcMarkRootCheck}.
   *
   * @throws CompletionException if a job was not claimed
   */
  public void requireAllClaimed() {
    if (available()) {
      throw new CompletionException(
          "left over root jobs: " + claims() + " of " + jobs + " were claimed");
    }
  }

  @Override
  public String toString() {
    return "root jobs (" + Math.min(claims(), jobs) + " of " + jobs + " claimed)";
  }
}
