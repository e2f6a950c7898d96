package io.quiesce.gc;

import io.quiesce.gc.assist.AssistDebt;
import io.quiesce.gc.assist.Assists;
import io.quiesce.gc.object.AllocHook;
import io.quiesce.gc.pace.Pacer;
import io.quiesce.sched.G;
import io.quiesce.sched.M;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/**
 * What the collector does at each allocation: charge and assist, start a cycle that is due, and
 * tell the pacer.
 *
 * <p>A cycle starts before the allocation and not after it, as in Go: here no frame knows the new
 * object yet when the allocator returns, and a start scans frames.
 *
 * <p>Each P collects what it allocated and tells the pacer when it takes a span; so the heap that
 * the pacer sees lags by less than a span of each class for each P.
 */
final class Allocations implements AllocHook {
  /** Longs from one P's figures to the next: two cache lines. */
  private static final int STRIDE = 16;

  private static final int SCANNABLE = 1;

  private final Pacer pacer;
  private final Marking marking;
  private final AssistDebt debts;
  private final Assists assists;
  private final Consumer<M> startIfDue;
  private final long[] untold;
  private final AtomicLong toldWork = new AtomicLong();

  Allocations(
      int procs,
      Pacer pacer,
      Marking marking,
      AssistDebt debts,
      Assists assists,
      Consumer<M> startIfDue) {
    this.pacer = pacer;
    this.marking = marking;
    this.debts = debts;
    this.assists = assists;
    this.startIfDue = startIfDue;
    untold = new long[(procs + 1) * STRIDE];
  }

  /** A new cycle, the world is stopped: no scan work is told. */
  void startCycle() {
    // opaque: the start of the world publishes it
    toldWork.setOpaque(0);
  }

  @Override
  public void beforeAlloc(M m, long bytes) {
    startIfDue.accept(m);
    G g = m.curg();
    if (g != null) {
      assists.charge(m, g, bytes);
    }
  }

  @Override
  public void allocatedBlack(M m, long elemBytes) {
    marking.work(m.pid()).addBytesMarked(elemBytes);
  }

  @Override
  public void afterAlloc(M m, long bytes, long elemBytes, boolean tookSpan) {
    if (m.curg() != null && elemBytes > bytes && marking.blackenEnabled()) {
      long unused = debts.add(m.curg(), bytes - elemBytes);
    }
    int at = slot(m);
    untold[at] += elemBytes;
    if (tookSpan) {
      pacer.allocated(untold[at], untold[at + SCANNABLE]);
      untold[at] = 0;
      untold[at + SCANNABLE] = 0;
      if (marking.blackenEnabled()) {
        revise();
      }
    }
  }

  /** What was allocated last can hold pointers in {@code bytes} bytes. */
  void scannable(M m, long bytes) {
    untold[slot(m) + SCANNABLE] += bytes;
  }

  /** Tells the pacer the scan work that nobody has told it, once, and revises the ratio. */
  private void revise() {
    // opaque: the compare-and-set looks again. It only counts, so half its strength would do
    long told = toldWork.getOpaque();
    long now = marking.totals().scanWork();
    if (now > told && toldWork.compareAndSet(told, now)) {
      pacer.addScanWork(now - told);
    }
    pacer.revise();
  }

  private static int slot(M m) {
    return (m.pid() + 1) * STRIDE;
  }
}
