package io.quiesce.explore.program;

/**
 * The type of a location, as far as arithmetic on it depends on the type.
 *
 * <p>Every value is carried as a {@code long}: {@code byte}, {@code short}, {@code int} and {@code
 * boolean} sign-extended ({@code true} is 1), {@code char} zero-extended, {@code float} and {@code
 * double} by their raw bits ({@code float}: sign-extended raw int bits), a reference by the id of
 * its object, {@code null} by 0. Equality of values is equality of these {@code long}s.
 */
public enum ValueType {
  /** 64 bits, two's complement. */
  LONG,
  /** 32 bits, two's complement. */
  INT,
  /** 16 bits, two's complement. */
  SHORT,
  /** 16 bits, unsigned. */
  CHAR,
  /** 8 bits, two's complement. */
  BYTE,
  /** 0 or 1. */
  BOOLEAN,
  /** IEEE 754 binary32, by raw bits. */
  FLOAT,
  /** IEEE 754 binary64, by raw bits. */
  DOUBLE,
  /** An object id, or 0 for {@code null}. */
  REFERENCE;

  /**
   * The sum of two values, wrapped to this type as Java wraps it.
   *
   * @throws IllegalStateException for booleans and references, which cannot be added
   */
  public long add(long left, long right) {
    return switch (this) {
      case LONG -> left + right;
      case INT -> (int) (left + right);
      case SHORT -> (short) (left + right);
      case CHAR -> (char) (left + right);
      case BYTE -> (byte) (left + right);
      case FLOAT ->
          Float.floatToRawIntBits(
              Float.intBitsToFloat((int) left) + Float.intBitsToFloat((int) right));
      case DOUBLE ->
          Double.doubleToRawLongBits(
              Double.longBitsToDouble(left) + Double.longBitsToDouble(right));
      case BOOLEAN, REFERENCE ->
          throw new IllegalStateException("values of type " + this + " cannot be added");
    };
  }
}
