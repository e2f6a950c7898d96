package io.quiesce.explore.transform;

import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.tree.MethodNode;

/** Holds one method until its loops are known, then rewrites it. */
final class BufferedMethod extends MethodNode {
  private final ClassContext context;
  private final MethodVisitor target;

  BufferedMethod(ClassContext context, String name, String descriptor, MethodVisitor target) {
    super(Opcodes.ASM9, 0, name, descriptor, null, null);
    this.context = context;
    this.target = target;
  }

  @Override
  public void visitEnd() {
    super.visitEnd();
    accept(new MethodRewriter(context, name, new Loops(this), target));
  }
}
