package io.quiesce.explore.transform.hook;

import io.quiesce.explore.transform.classes.Names;
import java.util.Map;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * A hook that takes the place of one method of the JDK; it gets the call's operands and then the
 * site.
 *
 * @param hook its name
 * @param descriptor its descriptor, without the site
 */
public record Substitute(String hook, String descriptor) {
  private static final String OBJECT = "Ljava/lang/Object;";
  private static final String CLASS = "Ljava/lang/Class;";
  private static final String HANDLE = "L" + Names.HANDLE + ";";
  private static final String LOOKUP = "java/lang/invoke/MethodHandles$Lookup";
  private static final String HANDLES = "java/lang/invoke/MethodHandles";

  private static final Map<String, Substitute> BY_METHOD =
      Map.ofEntries(
          of("java/lang/System", "nanoTime", "()J", "fixedTime"),
          of("java/lang/System", "currentTimeMillis", "()J", "fixedTime"),
          of("java/lang/System", "identityHashCode", "(" + OBJECT + ")I", "identityHash"),
          of("java/lang/System", "arraycopy", "(" + OBJECT + "I" + OBJECT + "II)V", "arrayCopy"),
          of(
              "jdk/internal/invoke/MhUtil",
              "findVarHandle",
              "(L" + LOOKUP + ";Ljava/lang/String;" + CLASS + ")" + HANDLE,
              "ownFieldHandle"),
          of(
              "java/util/concurrent/ForkJoinPool",
              "managedBlock",
              "(Ljava/util/concurrent/ForkJoinPool$ManagedBlocker;)V",
              "managedBlock"),
          of("jdk/internal/util/ArraysSupport", "newLength", "(III)I", "newLength"),
          of(HANDLES, "arrayElementVarHandle", "(" + CLASS + ")" + HANDLE, "arrayHandle"),
          of(
              HANDLES,
              "byteArrayViewVarHandle",
              "(" + CLASS + "Ljava/nio/ByteOrder;)" + HANDLE,
              "viewHandle"),
          on(LOOKUP, "findVarHandle", CLASS + "Ljava/lang/String;" + CLASS, HANDLE, "fieldHandle"),
          on(
              LOOKUP,
              "findStaticVarHandle",
              CLASS + "Ljava/lang/String;" + CLASS,
              HANDLE,
              "staticHandle"),
          on("java/lang/Object", "wait", "", "V", "await"),
          on("java/lang/Object", "wait", "J", "V", "await"),
          on("java/lang/Object", "wait", "JI", "V", "await"),
          on("java/lang/Object", "notify", "", "V", "signal"),
          on("java/lang/Object", "notifyAll", "", "V", "signalAll"),
          on("java/lang/Object", "hashCode", "", "I", "hash"));

  private static Map.Entry<String, Substitute> of(
      String owner, String name, String descriptor, String hook) {
    return Map.entry(owner + "." + name + descriptor, new Substitute(hook, descriptor));
  }

  /** An instance method: the hook has the receiver as its first parameter. */
  private static Map.Entry<String, Substitute> on(
      String owner, String name, String parameters, String result, String hook) {
    Substitute substitute = new Substitute(hook, "(L" + owner + ";" + parameters + ")" + result);
    return Map.entry(owner + "." + name + "(" + parameters + ")" + result, substitute);
  }

  /** The substitute for a call, or null. The final methods of Object have one in every class. */
  public static Substitute of(int opcode, String owner, String name, String descriptor) {
    if (opcode == Opcodes.INVOKESPECIAL) {
      return null;
    }
    boolean monitor =
        opcode == Opcodes.INVOKEVIRTUAL
            && (name.equals("wait") || name.equals("notify") || name.equals("notifyAll"));
    String asked = monitor ? "java/lang/Object" : owner;
    return BY_METHOD.get(asked + "." + name + descriptor);
  }

  /** Emits the call of the hook. */
  public void emit(MethodVisitor mv, int site) {
    Hook.push(mv, site);
    Hook.call(mv, hook, descriptor.replace(")", "I)"));
  }
}
