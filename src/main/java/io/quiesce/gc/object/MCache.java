package io.quiesce.gc.object;

import io.quiesce.gc.object.span.ObjectSpan;
import io.quiesce.gc.object.span.SizeClasses;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;

/**
 * What a P allocates from (Go: {@code mcache}): one span for each span class, and the P's share of
 * the figures.
 *
 * <p>Belongs to the owner of the P (E9); everything is plain except the flush generation, which the
 * starter of a cycle checks for all Ps.
 */
final class MCache {
  private static final VarHandle FLUSHGEN;

  static {
    try {
      FLUSHGEN = MethodHandles.lookup().findVarHandle(MCache.class, "flushGen", int.class);
    } catch (ReflectiveOperationException e) {
      throw new ExceptionInInitializerError(e);
    }
  }

  private final ObjectSpan[] spans = new ObjectSpan[SizeClasses.SPAN_CLASSES];

  @SuppressWarnings("UnusedVariable") // through FLUSHGEN
  private int flushGen;

  private long allocatedObjects;
  private long allocatedBytes;
  private long freedObjects;
  private long freedBytes;

  MCache(int sweepgen) {
    flushGen = sweepgen;
  }

  /** The span to allocate from, or null. */
  ObjectSpan span(int spanClass) {
    return spans[spanClass];
  }

  void setSpan(int spanClass, ObjectSpan span) {
    spans[spanClass] = span;
  }

  /** The sweep generation in which the cache was flushed last. */
  int flushGen() {
    // opaque: the owner's own, or a check by who has stopped the world
    return (int) FLUSHGEN.getOpaque(this);
  }

  void setFlushGen(int sweepgen) {
    FLUSHGEN.setOpaque(this, sweepgen);
  }

  void allocated(long bytes) {
    allocatedObjects++;
    allocatedBytes += bytes;
  }

  void freed(long objects, long bytes) {
    freedObjects += objects;
    freedBytes += bytes;
  }

  /** The P's share; exact for the owner, and at quiescence. */
  ObjectFigures figures() {
    return new ObjectFigures(allocatedObjects, allocatedBytes, freedObjects, freedBytes);
  }
}
