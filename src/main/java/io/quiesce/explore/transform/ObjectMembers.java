package io.quiesce.explore.transform;

import io.quiesce.explore.transform.classes.ClassInfo;
import io.quiesce.explore.transform.classes.FieldInfo;
import io.quiesce.explore.transform.classes.Names;
import io.quiesce.explore.transform.hook.Hook;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Writes the members that make an object of a rewritten class a tracked one. */
final class ObjectMembers {
  private static final int HIDDEN = Opcodes.ACC_PUBLIC | Opcodes.ACC_SYNTHETIC;

  private final ClassVisitor cv;
  private final ClassInfo self;

  ObjectMembers(ClassVisitor cv, ClassInfo self) {
    this.cv = cv;
    this.self = self;
  }

  /** Emits all of them. */
  void emit() {
    if (self.isRoot()) {
      cv.visitField(HIDDEN | Opcodes.ACC_TRANSIENT, Hook.BASE, "I", null, null).visitEnd();
      getBase();
      setBase();
      boolean bare = self.superName().equals("java/lang/Object");
      if (bare && !self.methods().contains("hashCode()I")) {
        hashCodeMethod();
      }
    }
    layout();
    visit();
  }

  private void getBase() {
    MethodVisitor mv = begin(Hook.BASE, "()I");
    mv.visitVarInsn(Opcodes.ALOAD, 0);
    mv.visitFieldInsn(Opcodes.GETFIELD, self.name(), Hook.BASE, "I");
    end(mv, Opcodes.IRETURN);
  }

  private void setBase() {
    MethodVisitor mv = begin(Hook.BASE, "(I)V");
    mv.visitVarInsn(Opcodes.ALOAD, 0);
    mv.visitVarInsn(Opcodes.ILOAD, 1);
    mv.visitFieldInsn(Opcodes.PUTFIELD, self.name(), Hook.BASE, "I");
    end(mv, Opcodes.RETURN);
  }

  /** Without it, hash tables would depend on where the JVM puts objects. */
  private void hashCodeMethod() {
    MethodVisitor mv = begin("hashCode", "()I");
    mv.visitVarInsn(Opcodes.ALOAD, 0);
    Hook.push(mv, 0);
    Hook.call(mv, "identityHash", "(Ljava/lang/Object;I)I");
    end(mv, Opcodes.IRETURN);
  }

  private void layout() {
    MethodVisitor mv = begin("q$layout", "()I");
    Hook.push(mv, self.id());
    end(mv, Opcodes.IRETURN);
  }

  private void visit() {
    String descriptor = "(L" + Hook.VISITOR + ";)V";
    MethodVisitor mv = begin("q$visit", descriptor);
    if (!self.isRoot()) {
      mv.visitVarInsn(Opcodes.ALOAD, 0);
      mv.visitVarInsn(Opcodes.ALOAD, 1);
      mv.visitMethodInsn(Opcodes.INVOKESPECIAL, self.parent().name(), "q$visit", descriptor, false);
    }
    for (FieldInfo field : self.fields().values()) {
      if (!field.isStatic()) {
        visit(mv, field);
      }
    }
    end(mv, Opcodes.RETURN);
  }

  private void visit(MethodVisitor mv, FieldInfo field) {
    mv.visitVarInsn(Opcodes.ALOAD, 1);
    Hook.push(mv, field.slot() | (field.isVolatile() ? 1 << 30 : 0));
    mv.visitVarInsn(Opcodes.ALOAD, 0);
    mv.visitFieldInsn(Opcodes.GETFIELD, self.name(), field.name(), field.descriptor());
    String value = "Ljava/lang/Object;";
    if (!field.isReference()) {
      Hook.encode(mv, Type.getType(field.descriptor()));
      value = "J";
    }
    Hook.push(mv, field.isFinal() ? 1 : 0);
    mv.visitMethodInsn(Opcodes.INVOKEINTERFACE, Hook.VISITOR, "field", "(I" + value + "Z)V", true);
  }

  /**
   * A native method: refused when it is called. Only {@code AtomicLong} of JDK 17 has one among the
   * clones; it asks for 8-byte compare-and-set, which the search has.
   */
  void refuseNative(int access, String name, String descriptor) {
    int flags = access & ~Opcodes.ACC_NATIVE;
    MethodVisitor mv = cv.visitMethod(flags, name, descriptor, null, null);
    mv.visitCode();
    if (name.equals("VMSupportsCS8") && Names.isLibrary(self.name())) {
      mv.visitInsn(Opcodes.ICONST_1);
      end(mv, Opcodes.IRETURN);
      return;
    }
    mv.visitLdcInsn("native method " + Names.shown(self.name()) + "." + name);
    Hook.push(mv, 0);
    Hook.call(mv, "refuse", "(Ljava/lang/String;I)V");
    mv.visitInsn(Opcodes.ACONST_NULL);
    end(mv, Opcodes.ATHROW);
  }

  private MethodVisitor begin(String name, String descriptor) {
    MethodVisitor mv = cv.visitMethod(HIDDEN, name, descriptor, null, null);
    mv.visitCode();
    return mv;
  }

  private static void end(MethodVisitor mv, int returns) {
    mv.visitInsn(returns);
    mv.visitMaxs(0, 0);
    mv.visitEnd();
  }
}
