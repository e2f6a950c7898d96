package io.quiesce.gc.object;

import io.quiesce.gc.object.span.ObjectSpan;
import io.quiesce.gc.object.span.SizeClasses;

/**
 * What a P allocates from (Go: {@code mcache}): one span for each span class, and the P's share of
 * the figures.
 *
 * <p>Belongs to the owner of the P (E9), so everything is plain. The starter of a cycle checks the
 * flush generation of all Ps, but with the world stopped.
 */
final class MCache {
  private final ObjectSpan[] spans = new ObjectSpan[SizeClasses.SPAN_CLASSES];

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
    return flushGen;
  }

  void setFlushGen(int sweepgen) {
    flushGen = sweepgen;
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
