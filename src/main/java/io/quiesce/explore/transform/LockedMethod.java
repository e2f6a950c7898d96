package io.quiesce.explore.transform;

import io.quiesce.explore.transform.hook.Hook;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Writes what stays of a {@code synchronized} method: enter, call the body, exit in any case. */
final class LockedMethod {
  private final ClassContext context;
  private final ClassVisitor cv;

  LockedMethod(ClassContext context, ClassVisitor cv) {
    this.context = context;
    this.cv = cv;
  }

  /** Emits the method {@code name}, which calls {@code body} with the monitor held. */
  void emit(int access, String name, String body, String descriptor, String[] exceptions) {
    boolean isStatic = (access & Opcodes.ACC_STATIC) != 0;
    MethodVisitor mv = cv.visitMethod(access, name, descriptor, null, exceptions);
    int site = context.site(name, 0, "synchronized");
    Label from = new Label();
    Label to = new Label();
    Label handler = new Label();
    mv.visitCode();
    mv.visitTryCatchBlock(from, to, handler, null);
    monitor(mv, isStatic, "monitorEnter", site);
    mv.visitLabel(from);
    arguments(mv, isStatic, descriptor);
    int call = isStatic ? Opcodes.INVOKESTATIC : Opcodes.INVOKESPECIAL;
    boolean inInterface = (context.self().access() & Opcodes.ACC_INTERFACE) != 0;
    mv.visitMethodInsn(call, context.self().name(), body, descriptor, inInterface);
    mv.visitLabel(to);
    monitor(mv, isStatic, "monitorExit", site);
    mv.visitInsn(Type.getReturnType(descriptor).getOpcode(Opcodes.IRETURN));
    mv.visitLabel(handler);
    mv.visitFrame(Opcodes.F_SAME1, 0, null, 1, new Object[] {"java/lang/Throwable"});
    monitor(mv, isStatic, "monitorExit", site);
    mv.visitInsn(Opcodes.ATHROW);
    mv.visitMaxs(0, 0);
    mv.visitEnd();
  }

  private void monitor(MethodVisitor mv, boolean isStatic, String hook, int site) {
    if (isStatic) {
      mv.visitLdcInsn(Type.getObjectType(context.self().name()));
    } else {
      mv.visitVarInsn(Opcodes.ALOAD, 0);
    }
    Hook.push(mv, site);
    Hook.call(mv, hook, "(Ljava/lang/Object;I)V");
  }

  private void arguments(MethodVisitor mv, boolean isStatic, String descriptor) {
    int local = 0;
    if (!isStatic) {
      mv.visitVarInsn(Opcodes.ALOAD, local++);
    }
    for (Type type : Type.getArgumentTypes(descriptor)) {
      mv.visitVarInsn(type.getOpcode(Opcodes.ILOAD), local);
      local += type.getSize();
    }
  }
}
