package io.quiesce.explore.transform.hook;

import org.objectweb.asm.Opcodes;

/**
 * Descriptors of the hooks {@code load(array, index, site)} and {@code store(array, index, value,
 * site)}, by instruction. {@code baload} and {@code bastore} serve {@code byte[]} and {@code
 * boolean[]}, so their array is an {@code Object}.
 */
public final class ArrayHooks {
  private ArrayHooks() {}

  /** The descriptor of the hook for a load of a primitive. */
  public static String load(int opcode) {
    return switch (opcode) {
      case Opcodes.IALOAD -> "([III)I";
      case Opcodes.LALOAD -> "([JII)J";
      case Opcodes.FALOAD -> "([FII)F";
      case Opcodes.DALOAD -> "([DII)D";
      case Opcodes.BALOAD -> "(Ljava/lang/Object;II)I";
      case Opcodes.CALOAD -> "([CII)I";
      case Opcodes.SALOAD -> "([SII)I";
      default -> throw new IllegalArgumentException("no array load: opcode " + opcode);
    };
  }

  /** The descriptor of the hook for a store. */
  public static String store(int opcode) {
    return switch (opcode) {
      case Opcodes.IASTORE -> "([IIII)V";
      case Opcodes.LASTORE -> "([JIJI)V";
      case Opcodes.FASTORE -> "([FIFI)V";
      case Opcodes.DASTORE -> "([DIDI)V";
      case Opcodes.AASTORE -> "([Ljava/lang/Object;ILjava/lang/Object;I)V";
      case Opcodes.BASTORE -> "(Ljava/lang/Object;III)V";
      case Opcodes.CASTORE -> "([CIII)V";
      case Opcodes.SASTORE -> "([SIII)V";
      default -> throw new IllegalArgumentException("no array store: opcode " + opcode);
    };
  }
}
