package io.quiesce.gc.mark;

import io.quiesce.gc.complete.RootJobs;
import io.quiesce.gc.work.GcWork;
import io.quiesce.heap.span.Span;
import io.quiesce.phase.SystemStack;
import io.quiesce.sched.G;
import io.quiesce.sched.M;
import io.quiesce.sched.Sched;
import io.quiesce.stack.goroutine.FreeGoroutines;
import io.quiesce.stack.goroutine.GoroutineStacks;
import java.util.List;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * Where marking begins (Go: {@code gcMarkRootPrepare}, {@code markroot}).
 *
 * <p>Jobs, in this order: 0 the queue of finalizers, 1 the stacks of dead goroutines, then blocks
 * of globals, shards of spans with finalizers, and the stacks of all goroutines that existed when
 * marking began. Later goroutines begin black.
 *
 * <ol>
 *   <li>With the world stopped: lay the jobs out, and make them available.
 *   <li>Whoever takes part in marking claims a job and runs it; each runs once.
 * </ol>
 *
 * <p>Orderings: the layout is written before {@link RootJobs#prepare}, whose store a claim has
 * read; the record that a job has run is one atomic exchange, so a second run is noticed. The sums
 * of scan work are figures beside them: they publish nothing, and are opaque but for the additions.
 */
public final class Roots {
  /** The answer of {@link #tryRun} when no job is left. */
  public static final long NONE = -1;

  /** Pages of the spans in one shard (Go: {@code pagesPerSpanRoot}). */
  static final int SHARD_PAGES = 512;

  private static final int QUEUE = 0;
  private static final int FREE_GS = 1;
  private static final int FIXED = 2;

  /** A block of one segment of globals. */
  private record Block(Globals globals, int index) {}

  /** The jobs of a cycle. */
  private record Layout(List<Block> blocks, int shards, List<G> gs, AtomicIntegerArray ran) {
    int jobs() {
      return FIXED + blocks.size() + shards + gs.size();
    }
  }

  private final RootJobs jobs;
  private final Marker marker;
  private final Finalizers finalizers;
  private final FreeGoroutines dead;
  private final StackScan stacks;
  private final PtrScalarBits bits;
  private final AtomicLong stackWork = new AtomicLong();
  private final AtomicLong globalsWork = new AtomicLong();
  private Layout layout = layOut(List.of(), 0, List.of());

  /**
   * No jobs yet.
   *
   * @param jobs the counter that the completion protocol looks at
   * @param stacks of goroutines
   * @param dead the dead ones
   */
  public Roots(
      RootJobs jobs,
      Marker marker,
      Finalizers finalizers,
      GoroutineStacks stacks,
      FreeGoroutines dead,
      Sched sched) {
    this.jobs = jobs;
    this.marker = marker;
    this.finalizers = finalizers;
    this.dead = dead;
    this.stacks = new StackScan(marker, stacks, sched);
    bits = new PtrScalarBits(marker.objects().pages());
  }

  private static Layout layOut(List<Block> blocks, int shards, List<G> gs) {
    int n = FIXED + blocks.size() + shards + gs.size();
    return new Layout(blocks, shards, gs, new AtomicIntegerArray(n));
  }

  /**
   * Lays the jobs of a cycle out and makes them available; while the world is stopped.
   *
   * @param globals all segments
   * @param gs all goroutines, each once; those that are dead cost nothing
   */
  public void prepare(List<Globals> globals, List<G> gs) {
    List<Block> blocks =
        globals.stream()
            .flatMap(
                segment ->
                    IntStream.range(0, segment.blocks()).mapToObj(i -> new Block(segment, i)))
            .toList();
    long pages = marker.objects().pages().config().maxPages();
    int shards =
        finalizers.recorded() == 0 ? 0 : Math.toIntExact((pages + SHARD_PAGES - 1) / SHARD_PAGES);
    layout = layOut(blocks, shards, List.copyOf(gs));
    // opaque: the jobs publish them
    stackWork.setOpaque(0);
    globalsWork.setOpaque(0);
    // volatile: who claims a job sees the layout
    jobs.prepare(layout.jobs());
  }

  /**
   * Claims a job and runs it.
   *
   * @param work of the P that {@code m} owns
   * @return its scan work, or {@link #NONE} if there is no job
   */
  @SystemStack
  public long tryRun(M m, GcWork work) {
    m.requireSystemStack("markroot");
    int job = jobs.claim();
    return job == RootJobs.NONE ? NONE : run(m, work, job);
  }

  @SystemStack
  private long run(M m, GcWork work, int job) {
    if (layout.ran.getAndSet(job, 1) != 0) {
      throw new IllegalStateException("root job " + job + " runs twice in one cycle");
    }
    int rest = job - FIXED;
    if (job == QUEUE) {
      finalizers.markQueue(m, work);
      return 0;
    }
    if (job == FREE_GS) {
      dead.markrootFreeGStacks(m);
      return 0;
    }
    if (rest < layout.blocks.size()) {
      return counted(globalsWork, block(m, work, layout.blocks.get(rest)));
    }
    rest -= layout.blocks.size();
    if (rest < layout.shards) {
      long from = (long) rest * SHARD_PAGES;
      finalizers.markSpans(m, work, from, from + SHARD_PAGES);
      return 0;
    }
    return counted(stackWork, stacks.scan(m, work, layout.gs.get(rest - layout.shards)));
  }

  private static long counted(AtomicLong sum, long work) {
    sum.getAndAdd(work);
    return work;
  }

  /** Scans one block by the segment's pointer bits, which are unrolled for just as long. */
  @SystemStack
  private long block(M m, GcWork work, Block block) {
    Globals globals = block.globals;
    int from = block.index * Globals.BLOCK_WORDS;
    int to = Math.min(globals.words(), from + Globals.BLOCK_WORDS);
    Span unrolled = bits.materialize(m, globals.pointers());
    try {
      for (int i = from; i < to; i++) {
        long pointer = bits.isPointer(unrolled, i) ? globals.load(i) : 0;
        if (pointer != 0) {
          marker.grey(m, work, pointer);
        }
      }
    } finally {
      bits.dematerialize(m, unrolled);
    }
    return (long) (to - from) * Long.BYTES;
  }

  /** Scan work in stacks in this cycle (Go: {@code stackScanWork}). */
  public long stackScanWork() {
    return stackWork.getOpaque();
  }

  /** Scan work in globals in this cycle (Go: {@code globalsScanWork}). */
  public long globalsScanWork() {
    return globalsWork.getOpaque();
  }
}
