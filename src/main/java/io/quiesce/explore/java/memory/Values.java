package io.quiesce.explore.java.memory;

import io.quiesce.explore.java.heap.Heap;
import org.objectweb.asm.Type;

/** Between Java values and the longs that stand for them. */
final class Values {
  private Values() {}

  /** The boxed value of a type that a long stands for. */
  static Object decode(long bits, Class<?> type, Heap heap) {
    if (!type.isPrimitive()) {
      return heap.object((int) bits);
    }
    return switch (Type.getType(type).getSort()) {
      case Type.BOOLEAN -> bits != 0;
      case Type.CHAR -> (char) bits;
      case Type.BYTE -> (byte) bits;
      case Type.SHORT -> (short) bits;
      case Type.INT -> (int) bits;
      case Type.FLOAT -> Float.intBitsToFloat((int) bits);
      case Type.DOUBLE -> Double.longBitsToDouble(bits);
      default -> bits;
    };
  }

  /** The long that stands for a boxed primitive. */
  static long encode(Object boxed) {
    if (boxed instanceof Boolean bool) {
      return bool ? 1 : 0;
    } else if (boxed instanceof Character letter) {
      return letter;
    } else if (boxed instanceof Float number) {
      return Float.floatToRawIntBits(number);
    } else if (boxed instanceof Double number) {
      return Double.doubleToRawLongBits(number);
    }
    return ((Number) boxed).longValue();
  }

  /** A primitive of one sort as one of another, by a widening conversion. */
  static long convert(long bits, int from, int to) {
    if (from == to || (integral(from) && integral(to))) {
      return bits;
    } else if (to == Type.FLOAT) {
      return Float.floatToRawIntBits((float) bits);
    } else if (to == Type.DOUBLE) {
      double widened = from == Type.FLOAT ? Float.intBitsToFloat((int) bits) : (double) bits;
      return Double.doubleToRawLongBits(widened);
    }
    throw new java.lang.invoke.WrongMethodTypeException(
        "cannot convert sort " + from + " to " + to);
  }

  private static boolean integral(int sort) {
    return (sort >= Type.BOOLEAN && sort <= Type.INT) || sort == Type.LONG;
  }
}
