package io.quiesce.explore.transform.hook;

import io.quiesce.explore.transform.classes.Names;
import java.lang.invoke.VarHandle.AccessMode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Rewrites the signature-polymorphic calls of {@code VarHandle}.
 *
 * <p>Every access mode becomes one hook: {@code handle(handle, object, index, value, second value,
 * packed, site)}. {@code packed} holds what the call site alone knows: the access mode (bits 0-7)
 * and the {@link Type#getSort sorts} of the value, the second value and the result (four bits each,
 * from bits 8, 12 and 16), so that an {@code int} passed to a {@code long} variable is widened as
 * {@code VarHandle} itself would.
 */
public final class HandleCalls {
  private static final List<String> MODES =
      Arrays.stream(AccessMode.values()).map(AccessMode::methodName).toList();

  private HandleCalls() {}

  /** Whether a method of {@code VarHandle} is an access to the variable. */
  public static boolean isAccess(String name) {
    return MODES.contains(name);
  }

  /** The number of a fence by its method's name, as the hook takes it; empty if it is none. */
  public static Optional<Integer> fence(String name) {
    return switch (name) {
      case "fullFence" -> Optional.of(0);
      case "acquireFence" -> Optional.of(1);
      case "releaseFence" -> Optional.of(2);
      case "loadLoadFence" -> Optional.of(3);
      case "storeStoreFence" -> Optional.of(4);
      default -> Optional.empty();
    };
  }

  /** Replaces the call; the handle, its arguments and the site are on the stack. */
  public static void rewrite(
      MethodVisitor mv, Synthetics synthetics, String name, String descriptor) {
    String extended =
        "(L"
            + Names.HANDLE
            + ";"
            + descriptor.substring(1, descriptor.indexOf(')'))
            + "I"
            + descriptor.substring(descriptor.indexOf(')'));
    synthetics.call(mv, "handle " + name + " ", extended, out -> body(out, name, descriptor));
  }

  private static void body(MethodVisitor out, String name, String descriptor) {
    Type[] arguments = Type.getArgumentTypes(descriptor);
    int values = valuesOf(name);
    int coordinates = arguments.length - values;
    out.visitVarInsn(Opcodes.ALOAD, 0);
    int local = 1;
    for (int i = 0; i < 2; i++) {
      if (i < coordinates) {
        out.visitVarInsn(arguments[i].getOpcode(Opcodes.ILOAD), local);
        local += arguments[i].getSize();
      } else {
        out.visitInsn(i == 0 ? Opcodes.ACONST_NULL : Opcodes.ICONST_M1);
      }
    }
    String hook = "(L" + Names.HANDLE + ";Ljava/lang/Object;IJJII)J";
    finish(out, name, arguments, coordinates, local, hook, descriptor);
  }

  /** Loads the values and the site, calls the hook and returns its answer. */
  private static void finish(
      MethodVisitor out,
      String mode,
      Type[] arguments,
      int coordinates,
      int firstLocal,
      String hook,
      String descriptor) {
    Type result = Type.getReturnType(descriptor);
    int packed = MODES.indexOf(mode) | result.getSort() << 16;
    int local = firstLocal;
    for (int i = 0; i < 2; i++) {
      if (coordinates + i < arguments.length) {
        Type type = arguments[coordinates + i];
        out.visitVarInsn(type.getOpcode(Opcodes.ILOAD), local);
        Hook.encode(out, type);
        local += type.getSize();
        packed |= type.getSort() << (8 + 4 * i);
      } else {
        out.visitInsn(Opcodes.LCONST_0);
      }
    }
    Hook.push(out, packed);
    out.visitVarInsn(Opcodes.ILOAD, local);
    Hook.call(out, hook.startsWith("(L" + Names.HANDLE) ? "handle" : "offset", hook);
    Hook.decode(out, result);
    out.visitInsn(result.getOpcode(Opcodes.IRETURN));
  }

  /** Whether a method of the JDK's internal {@code Unsafe} is an access by offset. */
  public static boolean isOffsetAccess(String name, String descriptor) {
    return descriptor.startsWith("(Ljava/lang/Object;J") && MODES.contains(modeOf(name));
  }

  /** {@code compareAndSetInt} is {@code compareAndSet}, {@code putLongRelease} setRelease. */
  private static String modeOf(String name) {
    String untyped = name.replaceFirst("(Int|Long|Reference|Boolean|Byte|Short|Char)", "");
    return untyped.startsWith("put") ? "set" + untyped.substring(3) : untyped;
  }

  /** Replaces an access by offset; the receiver, its arguments and the site are on the stack. */
  public static void rewriteOffset(
      MethodVisitor mv, Synthetics synthetics, String owner, String name, String descriptor) {
    int end = descriptor.indexOf(')');
    String extended =
        "(L" + owner + ";" + descriptor.substring(1, end) + "I" + descriptor.substring(end);
    synthetics.call(mv, "offset " + name + " ", extended, out -> offset(out, name, descriptor));
  }

  private static void offset(MethodVisitor out, String name, String descriptor) {
    out.visitVarInsn(Opcodes.ALOAD, 1);
    out.visitVarInsn(Opcodes.LLOAD, 2);
    String mode = modeOf(name);
    Type[] arguments = Type.getArgumentTypes(descriptor);
    finish(out, mode, arguments, 2, 4, "(Ljava/lang/Object;JJJII)J", descriptor);
  }

  private static int valuesOf(String name) {
    if (name.startsWith("compareAnd") || name.startsWith("weakCompareAnd")) {
      return 2;
    }
    return name.startsWith("get") && !name.startsWith("getAnd") ? 0 : 1;
  }
}
