package io.quiesce.gc.complete;

import io.quiesce.phase.SystemStack;
import io.quiesce.sched.M;
import io.quiesce.sched.P;
import io.quiesce.sched.Sched;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Marking of two objects by two Ps, small enough to visit every execution: A refers to X, each is a
 * bit. The protocol is the production one; the lists and caches are one number each.
 */
class MarkScenario implements WorkSources, Ending {
  static final int A = 1;
  static final int X = 2;

  final Sched sched = new Sched(2);
  final M m0 = sched.newM(0);
  final M m1 = sched.newM(1);
  MarkCompletion completion;

  /** Grey objects that everybody can take. */
  final AtomicInteger full = new AtomicInteger();

  /** Objects that are not white. */
  final AtomicInteger marked = new AtomicInteger();

  /** What each P holds: grey objects, the flag, what its write barrier has recorded. */
  int grey0;

  int grey1;
  boolean flushed0;
  boolean flushed1;
  int recorded0;
  int recorded1;

  /** What each M has scanned, and what all had when marking was declared over. */
  int scanned0;

  int scanned1;
  int scannedAtEnd;
  int completed;

  /** Whether the write barrier is on; changes with the world stopped. */
  boolean marking = true;

  /** Starts the cycle. */
  final void start(MarkCompletion with, int grey) {
    completion = with;
    marked.set(grey);
    full.set(grey);
    completion.start(2);
  }

  /** Enters, drains, leaves, decides, while there is work for a worker to be started for. */
  final void work(M m) {
    do {
      if (!completion.tryEnter(m)) {
        return;
      }
      drain(m);
      if (completion.leave(m)) {
        completion.markDone(m);
      }
    } while (full.get() != 0 && completion.blackenEnabled());
  }

  final void drain(M m) {
    boolean more = true;
    while (more) {
      more = drainOne(m);
    }
  }

  /** Scans one object; false if there is none. */
  final boolean drainOne(M m) {
    int item = take(m);
    if (m == m0) {
      scanned0 += item;
    } else {
      scanned1 += item;
    }
    if (item == A) {
      shade(m.p(), X);
    }
    return item != 0;
  }

  private int take(M m) {
    int item = Integer.lowestOneBit(grey(m.p()));
    if (item != 0) {
      setGrey(m.p(), grey(m.p()) - item);
      return item;
    }
    int seen = full.get();
    while (seen != 0) {
      item = Integer.lowestOneBit(seen);
      int witness = full.compareAndExchange(seen, seen - item);
      if (witness == seen) {
        return item;
      }
      seen = witness;
    }
    return 0;
  }

  /** Takes everything from the full list to the cache of the P that {@code m} runs. */
  final void takeToCache(M m) {
    setGrey(m.p(), grey(m.p()) | full.getAndSet(0));
  }

  /** Makes a white object grey, in the cache of {@code p}. */
  final void shade(P p, int item) {
    int seen = marked.get();
    while ((seen & item) == 0) {
      int witness = marked.compareAndExchange(seen, seen | item);
      if (witness == seen) {
        setGrey(p, grey(p) | item);
        return;
      }
      seen = witness;
    }
  }

  /** Shades what the write barrier of {@code p} has recorded. */
  final void flushBarrier(P p) {
    int recorded = p.id() == 0 ? recorded0 : recorded1;
    if (recorded != 0) {
      recorded0 = p.id() == 0 ? 0 : recorded0;
      recorded1 = p.id() == 0 ? recorded1 : 0;
      shade(p, recorded);
    }
  }

  final int grey(P p) {
    return p.id() == 0 ? grey0 : grey1;
  }

  final void setGrey(P p, int items) {
    if (p.id() == 0) {
      grey0 = items;
    } else {
      grey1 = items;
    }
  }

  @Override
  public boolean globalWork() {
    return full.get() != 0;
  }

  @Override
  @SystemStack
  public void flush(M m, P p) {
    flushBarrier(p);
    int items = grey(p);
    if (items != 0) {
      setGrey(p, 0);
      full.getAndAdd(items);
      setFlushed(p, true);
    }
  }

  @Override
  public boolean takeFlushed(M m, P p) {
    boolean was = p.id() == 0 ? flushed0 : flushed1;
    setFlushed(p, false);
    return was;
  }

  final void setFlushed(P p, boolean value) {
    if (p.id() == 0) {
      flushed0 = value;
    } else {
      flushed1 = value;
    }
  }

  @Override
  @SystemStack
  public boolean isEmpty(M m, P p) {
    flushBarrier(p);
    return grey(p) == 0;
  }

  @Override
  @SystemStack
  public void worldStopped(M m) {
    completed++;
    scannedAtEnd = scanned0 + scanned1;
    marking = false;
  }

  @Override
  public void worldStarted(M m) {}
}
