package io.quiesce.gc.mark;

import io.quiesce.gc.object.ObjectHeap;
import io.quiesce.gc.object.Specials;
import io.quiesce.gc.object.span.ObjectSpan;
import io.quiesce.gc.object.span.Special;
import io.quiesce.gc.work.GcWork;
import io.quiesce.sched.M;

/**
 * Finalizers as the program sees them, and as roots (Go: {@code SetFinalizer}, {@code
 * markrootSpans}).
 *
 * <p>What an object with a finalizer points to is a root, the object itself is not; so is the
 * finalizer. Whoever records one while marking does at once what the root job would have done, for
 * that may have run before; whoever takes one from the queue shades it, since the queue is scanned
 * once.
 */
public final class Finalizers {
  private final Marker marker;
  private final ObjectHeap objects;
  private final Specials specials;
  private final GcWork[] works;
  private final WriteBarrier barrier;

  /**
   * The finalizers of the marker's objects.
   *
   * @param works by the number of the P
   */
  public Finalizers(Marker marker, GcWork[] works, WriteBarrier barrier) {
    this.marker = marker;
    this.works = works.clone();
    this.barrier = barrier;
    objects = marker.objects();
    specials = objects.specials();
  }

  /**
   * Records a finalizer.
   *
   * @param pointer to or into the object
   * @param fn what shall be called with it, a pointer or 0
   * @return false if the object has one already
   * @throws IllegalArgumentException if the pointer leads to no object
   */
  public boolean set(M m, long pointer, long fn) {
    long object = objectAt("set", pointer);
    ObjectSpan span = objects.map().find(object);
    if (!specials.add(span, new Special(object, fn))) {
      return false;
    }
    if (barrier.isNeeded()) {
      mark(m, works[m.pid()], span, new Special(object, fn));
    }
    return true;
  }

  /** Forgets the finalizer of an object; false if it has none. */
  public boolean clear(M m, long pointer) {
    long object = objectAt("clear", pointer);
    Special removed = specials.remove(objects.map().find(object), object);
    if (removed != null && barrier.isNeeded()) {
      barrier.shade(m, removed.fn());
    }
    return removed != null;
  }

  /** A finalizer that is due, for the caller to call; null if there is none. */
  public Special take(M m) {
    Special due = specials.take();
    if (due != null && barrier.isNeeded()) {
      barrier.shade(m, due.object());
      barrier.shade(m, due.fn());
    }
    return due;
  }

  /** How many are recorded beside objects. */
  int recorded() {
    return specials.recorded();
  }

  /** The root job of the queue. */
  void markQueue(M m, GcWork work) {
    for (Special due : specials.queued()) {
      grey(m, work, due.object());
      grey(m, work, due.fn());
    }
  }

  /** The root job of the spans that begin in the pages. */
  void markSpans(M m, GcWork work, long fromPage, long toPage) {
    objects
        .map()
        .forEach(
            fromPage,
            toPage,
            span -> span.specials().all().forEach(special -> mark(m, work, span, special)));
  }

  private void mark(M m, GcWork work, ObjectSpan span, Special special) {
    if (!span.noscan()) {
      marker.scan(m, work, span, special.object(), span.elemBytes());
    }
    grey(m, work, special.fn());
  }

  private void grey(M m, GcWork work, long pointer) {
    if (pointer != 0) {
      marker.grey(m, work, pointer);
    }
  }

  private long objectAt(String operation, long pointer) {
    long object = objects.findObject(pointer);
    if (object == 0) {
      throw new IllegalArgumentException(
          operation + " finalizer of 0x" + Long.toHexString(pointer) + ": no object is there");
    }
    return object;
  }
}
