package io.quiesce.explore.transform.hook;

import io.quiesce.explore.transform.classes.Names;
import java.util.Set;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Emits calls of the hooks: static methods of three classes of the models, one name for each kind
 * of access, with a suffix for the type ({@code I J F D A}; {@code int} stands for all smaller
 * types, as on the operand stack).
 */
public final class Hook {
  private static final String OWNER = Names.MODELS + "Hooks";
  private static final String FIELDS = Names.MODELS + "FieldHooks";
  private static final String ELEMENTS = Names.MODELS + "ElementHooks";

  private static final Set<String> ELEMENT_HOOKS =
      Set.of(
          "load",
          "store",
          "prepare",
          "newArray",
          "arrayCopy",
          "cloneArray",
          "expose",
          "fill",
          "requireOwn",
          "absorb");

  /** The interface of all objects of rewritten classes. */
  public static final String TRACKED = "io/quiesce/explore/java/heap/Tracked";

  /** The interface that walks over the fields of such an object. */
  public static final String VISITOR = "io/quiesce/explore/java/heap/FieldVisitor";

  /** The field that holds an object's first location. */
  public static final String BASE = "q$base";

  private static final String OBJECT = "Ljava/lang/Object;";

  private Hook() {}

  /** The suffix of a hook for values of a type. */
  public static char suffix(String descriptor) {
    return switch (descriptor.charAt(0)) {
      case 'L', '[' -> 'A';
      case 'J', 'F', 'D' -> descriptor.charAt(0);
      default -> 'I';
    };
  }

  /** The descriptor that stands for a type in the descriptors of hooks. */
  public static String erased(String descriptor) {
    char suffix = suffix(descriptor);
    return suffix == 'A' ? OBJECT : String.valueOf(suffix);
  }

  /** Calls a hook. */
  public static void call(MethodVisitor mv, String name, String descriptor) {
    boolean field = name.startsWith("get") || name.startsWith("put");
    String owner = field ? FIELDS : ELEMENT_HOOKS.contains(name) ? ELEMENTS : OWNER;
    mv.visitMethodInsn(Opcodes.INVOKESTATIC, owner, name, descriptor, false);
  }

  /** Pushes an int constant. */
  public static void push(MethodVisitor mv, int value) {
    if (value >= -1 && value <= 5) {
      mv.visitInsn(Opcodes.ICONST_0 + value);
    } else if (value >= Short.MIN_VALUE && value <= Short.MAX_VALUE) {
      mv.visitIntInsn(Opcodes.SIPUSH, value);
    } else {
      mv.visitLdcInsn(value);
    }
  }

  /** Casts the reference on the stack to the type that a descriptor names. */
  public static void cast(MethodVisitor mv, String descriptor) {
    if (suffix(descriptor) == 'A' && !descriptor.equals(OBJECT)) {
      mv.visitTypeInsn(Opcodes.CHECKCAST, Type.getType(descriptor).getInternalName());
    }
  }

  /** Turns the value on the stack into the long that stands for it. */
  public static void encode(MethodVisitor mv, Type type) {
    switch (type.getSort()) {
      case Type.LONG -> {}
      case Type.FLOAT -> {
        mv.visitMethodInsn(
            Opcodes.INVOKESTATIC, "java/lang/Float", "floatToRawIntBits", "(F)I", false);
        mv.visitInsn(Opcodes.I2L);
      }
      case Type.DOUBLE ->
          mv.visitMethodInsn(
              Opcodes.INVOKESTATIC, "java/lang/Double", "doubleToRawLongBits", "(D)J", false);
      case Type.OBJECT, Type.ARRAY -> call(mv, "encode", "(" + OBJECT + ")J");
      default -> mv.visitInsn(Opcodes.I2L);
    }
  }

  /** Turns the long on the stack back into a value. */
  static void decode(MethodVisitor mv, Type type) {
    switch (type.getSort()) {
      case Type.VOID -> mv.visitInsn(Opcodes.POP2);
      case Type.LONG -> {}
      case Type.FLOAT -> {
        mv.visitInsn(Opcodes.L2I);
        mv.visitMethodInsn(
            Opcodes.INVOKESTATIC, "java/lang/Float", "intBitsToFloat", "(I)F", false);
      }
      case Type.DOUBLE ->
          mv.visitMethodInsn(
              Opcodes.INVOKESTATIC, "java/lang/Double", "longBitsToDouble", "(J)D", false);
      case Type.OBJECT, Type.ARRAY -> {
        call(mv, "decode", "(J)" + OBJECT);
        cast(mv, type.getDescriptor());
      }
      default -> mv.visitInsn(Opcodes.L2I);
    }
  }
}
