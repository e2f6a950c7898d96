package io.quiesce.explore.program;

/** How a read-modify-write computes what it writes from what it read. */
public enum Rmw {
  /** Writes the sum of the value read and the operand. */
  ADD,
  /** Writes the operand. */
  SET,
  /** Writes the bitwise and of the value read and the operand. */
  AND,
  /** Writes the bitwise or of the value read and the operand. */
  OR,
  /** Writes the bitwise exclusive or of the value read and the operand. */
  XOR,
  /** Writes the operand if the value read equals the expected one, and nothing otherwise. */
  CAS,
  /** As {@link #CAS}, but may also write nothing although the values are equal. */
  WEAK_CAS;

  /** True for the two forms of compare-and-set. */
  public boolean comparing() {
    return this == CAS || this == WEAK_CAS;
  }

  /** The value written, for a read-modify-write that does write. */
  public long apply(ValueType type, long read, long operand) {
    return switch (this) {
      case ADD -> type.add(read, operand);
      case AND -> read & operand;
      case OR -> read | operand;
      case XOR -> read ^ operand;
      case SET, CAS, WEAK_CAS -> operand;
    };
  }
}
