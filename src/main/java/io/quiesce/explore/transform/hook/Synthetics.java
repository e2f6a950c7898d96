package io.quiesce.explore.transform.hook;

import io.quiesce.explore.transform.classes.FieldInfo;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * The synthetic static methods that one class gets: whatever needs a branch, or its arguments more
 * than once. Equal ones are made once.
 */
public final class Synthetics {
  private static final int ACCESS =
      Opcodes.ACC_PRIVATE | Opcodes.ACC_STATIC | Opcodes.ACC_SYNTHETIC;

  private final String owner;
  private final boolean ownerIsInterface;
  private final Map<String, String> nameOf = new HashMap<>();
  private final List<Consumer<ClassVisitor>> bodies = new ArrayList<>();

  public Synthetics(String owner, boolean ownerIsInterface) {
    this.owner = owner;
    this.ownerIsInterface = ownerIsInterface;
  }

  /** Writes all of them to the class. */
  public void emit(ClassVisitor cv) {
    bodies.forEach(body -> body.accept(cv));
  }

  /**
   * Calls the synthetic method of a key, made by {@code body} the first time. The body ends with
   * its return instruction.
   */
  public void call(MethodVisitor mv, String key, String descriptor, Consumer<MethodVisitor> body) {
    String name = nameOf.computeIfAbsent(key + descriptor, k -> define(descriptor, body));
    mv.visitMethodInsn(Opcodes.INVOKESTATIC, owner, name, descriptor, ownerIsInterface);
  }

  private String define(String descriptor, Consumer<MethodVisitor> body) {
    String name = "q$" + nameOf.size();
    bodies.add(
        cv -> {
          MethodVisitor mv = cv.visitMethod(ACCESS, name, descriptor, null, null);
          mv.visitCode();
          body.accept(mv);
          mv.visitMaxs(0, 0);
          mv.visitEnd();
        });
    return name;
  }

  /** Replaces a {@code putfield}; object, value and site are on the stack. */
  public void putField(MethodVisitor mv, String fieldOwner, FieldInfo field, int access) {
    String type = field.descriptor();
    int site = 1 + Type.getType(type).getSize();
    String hook = "put" + Hook.suffix(type);
    call(
        mv,
        "put " + fieldOwner + " " + field.name() + " ",
        "(L" + fieldOwner + ";" + type + "I)V",
        out -> {
          out.visitVarInsn(Opcodes.ALOAD, 0);
          out.visitVarInsn(Type.getType(type).getOpcode(Opcodes.ILOAD), 1);
          Hook.push(out, access);
          out.visitVarInsn(Opcodes.ILOAD, site);
          Hook.call(out, hook, "(Ljava/lang/Object;" + Hook.erased(type) + "II)Z");
          Label done = unless(out);
          out.visitVarInsn(Opcodes.ALOAD, 0);
          out.visitVarInsn(Type.getType(type).getOpcode(Opcodes.ILOAD), 1);
          out.visitFieldInsn(Opcodes.PUTFIELD, fieldOwner, field.name(), type);
          end(out, done);
        });
  }

  /** Replaces a {@code putstatic}; value and site are on the stack. */
  public void putStatic(MethodVisitor mv, String fieldOwner, FieldInfo field, int access) {
    String type = field.descriptor();
    int site = Type.getType(type).getSize();
    String erased = Hook.erased(type);
    call(
        mv,
        "putStatic " + fieldOwner + " " + field.name() + " ",
        "(" + type + "I)V",
        out -> {
          out.visitFieldInsn(Opcodes.GETSTATIC, fieldOwner, field.name(), type);
          out.visitVarInsn(Type.getType(type).getOpcode(Opcodes.ILOAD), 0);
          Hook.push(out, access);
          out.visitVarInsn(Opcodes.ILOAD, site);
          Hook.call(out, "putStatic" + Hook.suffix(type), "(" + erased + erased + "II)Z");
          Label done = unless(out);
          out.visitVarInsn(Type.getType(type).getOpcode(Opcodes.ILOAD), 0);
          out.visitFieldInsn(Opcodes.PUTSTATIC, fieldOwner, field.name(), type);
          end(out, done);
        });
  }

  private static Label unless(MethodVisitor out) {
    Label done = new Label();
    out.visitJumpInsn(Opcodes.IFEQ, done);
    return done;
  }

  private static void end(MethodVisitor out, Label done) {
    out.visitLabel(done);
    out.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
    out.visitInsn(Opcodes.RETURN);
  }

  /** Loads all arguments, from local 0 on; {@code onEach} may act on each after it is loaded. */
  public static void load(MethodVisitor mv, Type[] arguments, Consumer<Type> onEach) {
    int local = 0;
    for (Type type : arguments) {
      mv.visitVarInsn(type.getOpcode(Opcodes.ILOAD), local);
      local += type.getSize();
      onEach.accept(type);
    }
  }
}
