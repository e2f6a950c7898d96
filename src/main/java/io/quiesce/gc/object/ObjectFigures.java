package io.quiesce.gc.object;

/**
 * What has been allocated and freed since the start. The difference is what lives: at quiescence it
 * equals a walk over the spans.
 *
 * @param allocatedObjects born
 * @param allocatedBytes of their size classes
 * @param freedObjects swept
 * @param freedBytes of their size classes
 */
public record ObjectFigures(
    long allocatedObjects, long allocatedBytes, long freedObjects, long freedBytes) {
  /** Nothing. */
  static final ObjectFigures ZERO = new ObjectFigures(0, 0, 0, 0);

  /** The sum of two shares. */
  ObjectFigures plus(ObjectFigures other) {
    return new ObjectFigures(
        allocatedObjects + other.allocatedObjects,
        allocatedBytes + other.allocatedBytes,
        freedObjects + other.freedObjects,
        freedBytes + other.freedBytes);
  }

  /** Objects that are allocated now. */
  public long objects() {
    return allocatedObjects - freedObjects;
  }

  /** Their bytes. */
  public long bytes() {
    return allocatedBytes - freedBytes;
  }
}
