package io.quiesce.explore.java.heap;

/** Walks over the fields of a tracked object or the elements of an array. */
public interface FieldVisitor {
  /**
   * A primitive.
   *
   * @param access its offset from the object's first location and, in bit 30, whether it is
   *     volatile
   * @param value its value, encoded as {@link io.quiesce.explore.program.ValueType} says
   * @param isFinal whether it is declared final
   */
  void field(int access, long value, boolean isFinal);

  /** A reference; as for primitives. */
  void field(int access, Object value, boolean isFinal);
}
