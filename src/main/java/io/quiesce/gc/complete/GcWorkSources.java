package io.quiesce.gc.complete;

import io.quiesce.gc.work.GcWork;
import io.quiesce.gc.work.WorkBufs;
import io.quiesce.phase.SystemStack;
import io.quiesce.sched.M;
import io.quiesce.sched.P;

/** The sources of a collector: the lists of work buffers, the root jobs, and what the Ps hold. */
public final class GcWorkSources implements WorkSources {
  private final WorkBufs bufs;
  private final RootJobs roots;
  private final GcWork[] works;
  private final BarrierBuffers barriers;

  /** The write-barrier buffers of the Ps. */
  @FunctionalInterface
  public interface BarrierBuffers {
    /** Shades what the write barrier of {@code p} has recorded and forgets it; by p's owner. */
    void flush(M m, P p);

    /** For a write barrier that shades at once. */
    static BarrierBuffers none() {
      return (m, p) -> {};
    }
  }

  /**
   * The sources.
   *
   * @param works by the number of the P
   * @param barriers the write-barrier buffers
   */
  public GcWorkSources(WorkBufs bufs, RootJobs roots, GcWork[] works, BarrierBuffers barriers) {
    this.bufs = bufs;
    this.roots = roots;
    this.works = works.clone();
    this.barriers = barriers;
  }

  @Override
  public boolean globalWork() {
    return !bufs.isFullEmpty() || roots.available();
  }

  @Override
  @SystemStack
  public void flush(M m, P p) {
    m.requireSystemStack("flush of gcWork");
    barriers.flush(m, p);
    works[p.id()].dispose();
  }

  @Override
  public boolean takeFlushed(M m, P p) {
    return works[p.id()].takeFlushedWork();
  }

  @Override
  @SystemStack
  public boolean isEmpty(M m, P p) {
    m.requireSystemStack("check of gcWork");
    barriers.flush(m, p);
    return works[p.id()].empty();
  }
}
