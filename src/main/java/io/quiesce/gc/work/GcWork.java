package io.quiesce.gc.work;

import io.quiesce.sched.M;
import java.util.function.IntConsumer;

/**
 * The grey objects of one P (Go: {@code gcWork}): two buffers, so that a run of puts and gets
 * around the edge of one does not go to the shared lists each time.
 *
 * <p>Confined to the owner of the P: all fields are plain. Use it only where the M keeps its P from
 * beginning to end: on the system stack, or between safe points.
 *
 * <h2>Invariants</h2>
 *
 * <ul>
 *   <li>W3. Both buffers are there, or none.
 *   <li>W8. {@link #flushedWork} is set on every path that puts a buffer with contents on the full
 *       list: put, putBatch, dispose (both buffers), balance (both ways). Missing one, a ragged
 *       barrier believes that this P has made no work visible, and marking ends early (C5, C2).
 * </ul>
 *
 * <p>When a put or a balance has flushed a buffer it says so last ({@code enlist}), when everything
 * is consistent again: somebody may be woken to work on it.
 */
public final class GcWork {
  private final WorkBufs bufs;
  private final int pid;
  private final MarkTotals totals;
  private final IntConsumer enlist;

  private WorkBuf wbuf1;
  private WorkBuf wbuf2;
  private boolean flushedWork;
  private long bytesMarked;
  private long scanWork;

  /** Without buffers; nobody is told of marked bytes or of flushed buffers. */
  public GcWork(WorkBufs bufs, int pid) {
    this(bufs, pid, new MarkTotals(), flushed -> {});
  }

  /**
   * Without buffers.
   *
   * @param bufs where buffers come from and go to
   * @param pid the P to which this belongs
   * @param totals where {@link #dispose} adds what was marked and scanned
   * @param enlist called with {@code pid} after work was made visible to others (Go: {@code
   *     gcController.enlistWorker}); whether the phase asks for it is the callee's to know
   */
  public GcWork(WorkBufs bufs, int pid, MarkTotals totals, IntConsumer enlist) {
    this.bufs = bufs;
    this.pid = pid;
    this.totals = totals;
    this.enlist = enlist;
  }

  /** The P to which this belongs. */
  public int pid() {
    return pid;
  }

  private void init(M m) {
    WorkBuf first = bufs.getempty(m);
    WorkBuf second = bufs.trygetfull();
    if (second == null) {
      try {
        second = bufs.getempty(m);
      } catch (WorkBufException exhausted) {
        bufs.putempty(first);
        throw exhausted;
      }
    }
    wbuf1 = first;
    wbuf2 = second;
  }

  /** Adds a grey object. */
  public void put(M m, long obj) {
    boolean flushed = false;
    if (wbuf1 == null) {
      init(m);
    } else if (wbuf1.isFull()) {
      swap();
      if (wbuf1.isFull()) {
        WorkBuf fresh = bufs.getempty(m);
        flush(wbuf1);
        wbuf1 = fresh;
        flushed = true;
      }
    }
    wbuf1.push(obj);
    if (flushed) {
      enlist.accept(pid);
    }
  }

  /** Adds a grey object if that needs no other buffer (Go: {@code putFast}). */
  public boolean putFast(long obj) {
    if (wbuf1 == null || wbuf1.isFull()) {
      return false;
    }
    wbuf1.push(obj);
    return true;
  }

  /** Adds {@code count} grey objects from {@code objs[from]} on. */
  public void putBatch(M m, long[] objs, int from, int count) {
    if (count == 0) {
      return;
    }
    boolean flushed = false;
    if (wbuf1 == null) {
      init(m);
    }
    int done = wbuf1.pushAll(objs, from, count);
    while (done < count) {
      WorkBuf fresh = bufs.getempty(m);
      flush(wbuf1);
      wbuf1 = wbuf2;
      wbuf2 = fresh;
      flushed = true;
      done += wbuf1.pushAll(objs, from + done, count - done);
    }
    if (flushed) {
      enlist.accept(pid);
    }
  }

  /** Takes a grey object; 0 if there is none here and no buffer on the full list. */
  public long tryGet(M m) {
    if (wbuf1 == null) {
      init(m);
    }
    if (wbuf1.isEmpty()) {
      swap();
      if (wbuf1.isEmpty()) {
        WorkBuf other = bufs.trygetfull();
        if (other == null) {
          return 0;
        }
        bufs.putempty(wbuf1);
        wbuf1 = other;
      }
    }
    return wbuf1.pop();
  }

  /** Takes a grey object if that needs no other buffer; 0 if it would. */
  public long tryGetFast() {
    return wbuf1 == null || wbuf1.isEmpty() ? 0 : wbuf1.pop();
  }

  /** The object that the {@code i + 1}st next {@link #tryGetFast} would take; 0 if it would not. */
  public long peek(int i) {
    return wbuf1 == null || i >= wbuf1.nobj() ? 0 : wbuf1.objAt(wbuf1.nobj() - 1 - i);
  }

  /** Gives others something to do, if there is enough here; for when the full list looks empty. */
  public void balance(M m) {
    if (wbuf1 == null) {
      return;
    }
    if (!wbuf2.isEmpty()) {
      WorkBuf fresh = bufs.getempty(m);
      flush(wbuf2);
      wbuf2 = fresh;
    } else if (wbuf1.nobj() > 4) {
      wbuf1 = bufs.handoff(m, wbuf1);
      flushedWork = true;
    } else {
      return;
    }
    enlist.accept(pid);
  }

  /** Gives both buffers back, makes all work visible, and adds the figures to the totals. */
  public void dispose() {
    if (wbuf1 != null) {
      giveBack(wbuf1);
      giveBack(wbuf2);
      wbuf1 = null;
      wbuf2 = null;
    }
    if (bytesMarked != 0) {
      totals.addBytesMarked(bytesMarked);
      bytesMarked = 0;
    }
    if (scanWork != 0) {
      totals.addScanWork(scanWork);
      scanWork = 0;
    }
  }

  private void giveBack(WorkBuf b) {
    if (b.isEmpty()) {
      bufs.putempty(b);
    } else {
      flush(b);
    }
  }

  private void flush(WorkBuf b) {
    bufs.putfull(b);
    flushedWork = true;
  }

  private void swap() {
    WorkBuf first = wbuf1;
    wbuf1 = wbuf2;
    wbuf2 = first;
  }

  /** Whether there is no grey object here. */
  public boolean empty() {
    return wbuf1 == null || (wbuf1.isEmpty() && wbuf2.isEmpty());
  }

  /** Whether work was made visible to others since the last visit. */
  public boolean flushedWork() {
    return flushedWork;
  }

  /** The same, and forgets it; only at the visit of a ragged barrier (C5). */
  public boolean takeFlushedWork() {
    boolean flushed = flushedWork;
    flushedWork = false;
    return flushed;
  }

  /** Bytes marked since the last {@link #dispose}. */
  public long bytesMarked() {
    return bytesMarked;
  }

  /** Adds marked bytes. */
  public void addBytesMarked(long bytes) {
    bytesMarked += bytes;
  }

  /** Scan work done and not yet told. */
  public long scanWork() {
    return scanWork;
  }

  /** Adds scan work. */
  public void addScanWork(long work) {
    scanWork += work;
  }

  /** Adds the scan work to the totals and forgets it; returns how much it was. */
  public long flushScanWork() {
    long work = scanWork;
    totals.addScanWork(work);
    scanWork = 0;
    return work;
  }

  /** The buffer in use, or null; for oracles at quiescence. */
  public WorkBuf first() {
    return wbuf1;
  }

  /** The other buffer, or null; for oracles at quiescence. */
  public WorkBuf second() {
    return wbuf2;
  }

  @Override
  public String toString() {
    return "gcWork of P" + pid + " (" + wbuf1 + ", " + wbuf2 + ", flushed " + flushedWork + ")";
  }
}
