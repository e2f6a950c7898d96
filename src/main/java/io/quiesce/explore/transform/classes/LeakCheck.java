package io.quiesce.explore.transform.classes;

import java.util.Set;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;
import org.objectweb.asm.tree.AbstractInsnNode;
import org.objectweb.asm.tree.ClassNode;
import org.objectweb.asm.tree.InvokeDynamicInsnNode;
import org.objectweb.asm.tree.MethodInsnNode;
import org.objectweb.asm.tree.MethodNode;
import org.objectweb.asm.tree.analysis.Analyzer;
import org.objectweb.asm.tree.analysis.AnalyzerException;
import org.objectweb.asm.tree.analysis.BasicInterpreter;
import org.objectweb.asm.tree.analysis.BasicValue;
import org.objectweb.asm.tree.analysis.Frame;

/**
 * Decides whether a constructor can hand out {@code this} before it returns.
 *
 * <p>Where none can, a final field is never seen unset (JLS 17.5) and its reads need no event.
 * Everything that is done with {@code this} but reading and writing its fields and calling the
 * superclass constructor counts as handing it out; the answer "may leak" is always safe.
 */
@SuppressWarnings("ReferenceEquality") // there is one THIS, and equals() compares types only
final class LeakCheck {
  /** The value {@code this} of a constructor, followed through the frames. */
  private static final BasicValue THIS = new ThisValue();

  private LeakCheck() {}

  /** True if a constructor of the class may let {@code this} escape. */
  static boolean mayLeak(ClassReader reader) {
    ClassNode node = new ClassNode();
    reader.accept(node, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    for (MethodNode method : node.methods) {
      if (method.name.equals("<init>") && leaks(node, method)) {
        return true;
      }
    }
    return false;
  }

  private static boolean leaks(ClassNode node, MethodNode method) {
    try {
      Frame<BasicValue>[] frames = new Analyzer<>(new Follow()).analyze(node.name, method);
      int index = 0;
      for (AbstractInsnNode insn : method.instructions) {
        Frame<BasicValue> frame = frames[index++];
        if (frame != null && handsOut(insn, frame, Set.of(node.name, node.superName))) {
          return true;
        }
      }
      return false;
    } catch (AnalyzerException e) {
      return true;
    }
  }

  private static boolean handsOut(
      AbstractInsnNode insn, Frame<BasicValue> frame, Set<String> constructed) {
    return switch (insn.getOpcode()) {
      case Opcodes.PUTFIELD, Opcodes.PUTSTATIC, Opcodes.AASTORE, Opcodes.ATHROW ->
          top(frame, 0) == THIS;
      case Opcodes.MONITORENTER, Opcodes.ASTORE -> top(frame, 0) == THIS;
      case Opcodes.INVOKEVIRTUAL,
          Opcodes.INVOKESPECIAL,
          Opcodes.INVOKESTATIC,
          Opcodes.INVOKEINTERFACE,
          Opcodes.INVOKEDYNAMIC ->
          passes(insn, frame, constructed);
      default -> false;
    };
  }

  private static boolean passes(
      AbstractInsnNode insn, Frame<BasicValue> frame, Set<String> constructed) {
    if (insn instanceof InvokeDynamicInsnNode dynamic) {
      return amongTop(frame, Type.getArgumentTypes(dynamic.desc).length);
    }
    MethodInsnNode call = (MethodInsnNode) insn;
    boolean superCall = call.name.equals("<init>") && constructed.contains(call.owner);
    int arguments = Type.getArgumentTypes(call.desc).length;
    boolean receives = call.getOpcode() != Opcodes.INVOKESTATIC && !superCall;
    return amongTop(frame, arguments + (receives ? 1 : 0));
  }

  private static boolean amongTop(Frame<BasicValue> frame, int count) {
    for (int depth = 0; depth < count; depth++) {
      if (top(frame, depth) == THIS) {
        return true;
      }
    }
    return false;
  }

  private static BasicValue top(Frame<BasicValue> frame, int depth) {
    return frame.getStack(frame.getStackSize() - 1 - depth);
  }

  /** Equal to itself only, so that the analysis notices where it is merged with others. */
  private static final class ThisValue extends BasicValue {
    ThisValue() {
      super(BasicValue.REFERENCE_VALUE.getType());
    }

    @Override
    public boolean equals(Object other) {
      return this == other;
    }

    @Override
    public int hashCode() {
      return System.identityHashCode(this);
    }
  }

  /** Keeps {@code this} apart from all other references. */
  private static final class Follow extends BasicInterpreter {
    Follow() {
      super(Opcodes.ASM9);
    }

    @Override
    public BasicValue newParameterValue(boolean isInstanceMethod, int local, Type type) {
      return isInstanceMethod && local == 0 ? THIS : newValue(type);
    }

    @Override
    public BasicValue unaryOperation(AbstractInsnNode insn, BasicValue value)
        throws AnalyzerException {
      boolean cast = insn.getOpcode() == Opcodes.CHECKCAST && value == THIS;
      return cast ? THIS : super.unaryOperation(insn, value);
    }

    @Override
    public BasicValue merge(BasicValue left, BasicValue right) {
      boolean mixed = (left == THIS) != (right == THIS);
      return mixed && left.isReference() && right.isReference() ? THIS : super.merge(left, right);
    }
  }
}
