package io.quiesce.explore.java.memory;

import io.quiesce.explore.program.Mode;
import io.quiesce.explore.program.Rmw;
import java.lang.invoke.VarHandle.AccessMode;
import java.util.Arrays;

/**
 * What one access mode of {@code VarHandle} does.
 *
 * @param shape read, write, update, or one of the compare-and-sets
 * @param mode its ordering
 * @param rmw how it computes what it writes; null for reads and writes
 */
record HandleOp(Shape shape, Mode mode, Rmw rmw) {

  /** What an access answers. */
  enum Shape {
    /** The value. */
    READ,
    /** Nothing. */
    WRITE,
    /** The value before. */
    UPDATE,
    /** The value before, whether equal or not. */
    EXCHANGE,
    /** Whether it wrote. */
    COMPARE_AND_SET,
    /** Whether it wrote; may fail for no reason. */
    WEAK_COMPARE_AND_SET
  }

  private static final HandleOp[] ALL =
      Arrays.stream(AccessMode.values()).map(mode -> of(mode.name())).toArray(HandleOp[]::new);

  /** The access of an ordinal of {@code VarHandle.AccessMode}. */
  static HandleOp of(int ordinal) {
    return ALL[ordinal];
  }

  private static HandleOp of(String name) {
    if (name.startsWith("WEAK_COMPARE_AND_SET")) {
      return new HandleOp(Shape.WEAK_COMPARE_AND_SET, mode(name, 20), Rmw.WEAK_CAS);
    } else if (name.startsWith("COMPARE_AND_SET")) {
      return new HandleOp(Shape.COMPARE_AND_SET, Mode.VOLATILE, Rmw.CAS);
    } else if (name.startsWith("COMPARE_AND_EXCHANGE")) {
      return new HandleOp(Shape.EXCHANGE, mode(name, 20), Rmw.CAS);
    } else if (name.startsWith("GET_AND_SET")) {
      return new HandleOp(Shape.UPDATE, mode(name, 11), Rmw.SET);
    } else if (name.startsWith("GET_AND_ADD")) {
      return new HandleOp(Shape.UPDATE, mode(name, 11), Rmw.ADD);
    } else if (name.startsWith("GET_AND_BITWISE_OR")) {
      return new HandleOp(Shape.UPDATE, mode(name, 18), Rmw.OR);
    } else if (name.startsWith("GET_AND_BITWISE_AND")) {
      return new HandleOp(Shape.UPDATE, mode(name, 19), Rmw.AND);
    } else if (name.startsWith("GET_AND_BITWISE_XOR")) {
      return new HandleOp(Shape.UPDATE, mode(name, 19), Rmw.XOR);
    }
    Shape shape = name.startsWith("GET") ? Shape.READ : Shape.WRITE;
    return new HandleOp(shape, name.length() == 3 ? Mode.PLAIN : mode(name, 3), null);
  }

  /** The mode that a name ends with; an update without one is volatile. */
  private static Mode mode(String name, int from) {
    return name.length() == from ? Mode.VOLATILE : Mode.valueOf(name.substring(from + 1));
  }
}
