package io.quiesce.explore.jcstress;

import io.quiesce.explore.transform.classes.Names;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Writes the {@link Invoker} of a test, in the package of the test. */
final class InvokerWriter {
  private static final String OBJECT = "Ljava/lang/Object;";
  private static final String CALL = "(I" + OBJECT + OBJECT + OBJECT + ")V";

  private static final String THREAD = Names.MODELS + "ModelThread";

  private final TestCase test;
  private final ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);

  InvokerWriter(TestCase test) {
    this.test = test;
  }

  /** The internal name of the class that is written. */
  String name() {
    return test.className() + "$Invoker$";
  }

  /** The class file. */
  byte[] write() {
    writer.visit(
        Opcodes.V17,
        Opcodes.ACC_PUBLIC | Opcodes.ACC_SUPER,
        name(),
        null,
        "java/lang/Object",
        new String[] {Type.getInternalName(Invoker.class)});
    MethodVisitor mv = begin("<init>", "()V");
    mv.visitVarInsn(Opcodes.ALOAD, 0);
    mv.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
    end(mv, Opcodes.RETURN);
    create("newTest", Optional.of(test.className()));
    create("newState", test.state().filter(state -> !state.equals(test.className())));
    create("newResult", test.result().filter(result -> !result.equals(test.className())));
    call();
    writer.visitEnd();
    return writer.toByteArray();
  }

  private void create(String method, Optional<String> className) {
    MethodVisitor mv = begin(method, "()" + OBJECT);
    if (method.equals("newTest") && takesThread()) {
      mv.visitMethodInsn(Opcodes.INVOKESTATIC, THREAD, "prepareActor", "()V", false);
    }
    if (className.isPresent()) {
      mv.visitTypeInsn(Opcodes.NEW, className.get());
      mv.visitInsn(Opcodes.DUP);
      mv.visitMethodInsn(Opcodes.INVOKESPECIAL, className.get(), "<init>", "()V", false);
    } else {
      mv.visitInsn(Opcodes.ACONST_NULL);
    }
    end(mv, Opcodes.ARETURN);
  }

  private void call() {
    List<TestMethod> methods = new ArrayList<>(test.actors());
    test.arbiter().ifPresent(methods::add);
    MethodVisitor mv = begin("call", CALL);
    Label[] labels = new Label[methods.size()];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = new Label();
    }
    Label other = new Label();
    mv.visitVarInsn(Opcodes.ILOAD, 1);
    mv.visitTableSwitchInsn(0, labels.length - 1, other, labels);
    for (int i = 0; i < labels.length; i++) {
      mv.visitLabel(labels[i]);
      mv.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
      call(mv, methods.get(i));
      mv.visitInsn(Opcodes.RETURN);
    }
    mv.visitLabel(other);
    mv.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
    end(mv, Opcodes.RETURN);
  }

  private void call(MethodVisitor mv, TestMethod method) {
    cast(mv, 2, test.className());
    for (Type type : Type.getArgumentTypes(method.descriptor())) {
      String name = type.getInternalName();
      if (name.equals("java/lang/Thread")) {
        mv.visitMethodInsn(Opcodes.INVOKESTATIC, THREAD, "actor", "()L" + THREAD + ";", false);
      } else {
        boolean isTest = name.equals(test.className());
        boolean isResult = test.result().filter(name::equals).isPresent();
        cast(mv, isTest ? 2 : isResult ? 4 : 3, name);
      }
    }
    String descriptor = method.descriptor().replace("Ljava/lang/Thread;", "L" + THREAD + ";");
    mv.visitMethodInsn(Opcodes.INVOKEVIRTUAL, method.owner(), method.name(), descriptor, false);
    Type result = Type.getReturnType(descriptor);
    if (result.getSize() > 0) {
      mv.visitInsn(result.getSize() == 2 ? Opcodes.POP2 : Opcodes.POP);
    }
  }

  private boolean takesThread() {
    return test.actors().stream().anyMatch(m -> m.descriptor().contains("Ljava/lang/Thread;"));
  }

  private static void cast(MethodVisitor mv, int local, String type) {
    mv.visitVarInsn(Opcodes.ALOAD, local);
    mv.visitTypeInsn(Opcodes.CHECKCAST, type);
  }

  private MethodVisitor begin(String name, String descriptor) {
    MethodVisitor mv = writer.visitMethod(Opcodes.ACC_PUBLIC, name, descriptor, null, null);
    mv.visitCode();
    return mv;
  }

  private static void end(MethodVisitor mv, int returns) {
    mv.visitInsn(returns);
    mv.visitMaxs(0, 0);
    mv.visitEnd();
  }
}
