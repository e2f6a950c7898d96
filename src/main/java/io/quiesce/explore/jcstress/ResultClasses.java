package io.quiesce.explore.jcstress;

import io.quiesce.explore.transform.classes.ClassBytes;
import io.quiesce.explore.transform.classes.ResultNames;
import java.util.HashMap;
import java.util.Map;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Makes jcstress' result classes by their names: {@code II_Result} has two int fields {@code r1}
 * and {@code r2} and shows itself as {@code "0, 1"}.
 */
public final class ResultClasses implements ClassBytes {
  private final Map<String, byte[]> made = new HashMap<>();

  @Override
  public byte[] find(String internalName) {
    if (!ResultNames.isResult(internalName)) {
      return null;
    }
    return made.computeIfAbsent(internalName, ResultClasses::make);
  }

  private static byte[] make(String name) {
    String letters = ResultNames.letters(name);
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    writer.visit(
        Opcodes.V17, Opcodes.ACC_PUBLIC | Opcodes.ACC_SUPER, name, null, "java/lang/Object", null);
    for (int i = 0; i < letters.length(); i++) {
      writer
          .visitField(Opcodes.ACC_PUBLIC, "r" + (i + 1), descriptor(letters.charAt(i)), null, null)
          .visitEnd();
    }
    constructor(writer);
    shown(writer, name, letters);
    writer.visitEnd();
    return writer.toByteArray();
  }

  private static String descriptor(char letter) {
    return letter == 'L' ? "Ljava/lang/Object;" : String.valueOf(letter);
  }

  private static void constructor(ClassWriter writer) {
    MethodVisitor mv = writer.visitMethod(Opcodes.ACC_PUBLIC, "<init>", "()V", null, null);
    mv.visitCode();
    mv.visitVarInsn(Opcodes.ALOAD, 0);
    mv.visitMethodInsn(Opcodes.INVOKESPECIAL, "java/lang/Object", "<init>", "()V", false);
    mv.visitInsn(Opcodes.RETURN);
    mv.visitMaxs(0, 0);
    mv.visitEnd();
  }

  private static void shown(ClassWriter writer, String name, String letters) {
    String builder = "java/lang/StringBuilder";
    MethodVisitor mv =
        writer.visitMethod(Opcodes.ACC_PUBLIC, "toString", "()Ljava/lang/String;", null, null);
    mv.visitCode();
    mv.visitTypeInsn(Opcodes.NEW, builder);
    mv.visitInsn(Opcodes.DUP);
    mv.visitMethodInsn(Opcodes.INVOKESPECIAL, builder, "<init>", "()V", false);
    for (int i = 0; i < letters.length(); i++) {
      if (i > 0) {
        mv.visitLdcInsn(", ");
        append(mv, "Ljava/lang/String;");
      }
      char letter = letters.charAt(i);
      mv.visitVarInsn(Opcodes.ALOAD, 0);
      mv.visitFieldInsn(Opcodes.GETFIELD, name, "r" + (i + 1), descriptor(letter));
      append(mv, letter == 'B' || letter == 'S' ? "I" : descriptor(letter));
    }
    mv.visitMethodInsn(Opcodes.INVOKEVIRTUAL, builder, "toString", "()Ljava/lang/String;", false);
    mv.visitInsn(Opcodes.ARETURN);
    mv.visitMaxs(0, 0);
    mv.visitEnd();
  }

  private static void append(MethodVisitor mv, String type) {
    mv.visitMethodInsn(
        Opcodes.INVOKEVIRTUAL,
        "java/lang/StringBuilder",
        "append",
        "(" + type + ")Ljava/lang/StringBuilder;",
        false);
  }
}
