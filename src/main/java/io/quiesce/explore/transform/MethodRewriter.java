package io.quiesce.explore.transform;

import io.quiesce.explore.transform.classes.Names;
import io.quiesce.explore.transform.hook.ArrayHooks;
import io.quiesce.explore.transform.hook.Hook;
import io.quiesce.explore.transform.hook.Synthetics;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.objectweb.asm.Handle;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/**
 * Rewrites the instructions of one method that touch shared memory.
 *
 * <p>Fields are {@link FieldRewriter}'s and calls {@link CallRewriter}'s. Array accesses are done
 * by the hook alone, but for reads of references, whose static type is not known here: there the
 * hook first puts the chosen value into the array.
 */
final class MethodRewriter extends MethodVisitor {
  private static final String OBJECT = "java/lang/Object";

  private final ClassContext context;
  private final CallRewriter calls;
  private final FieldRewriter fields;
  private final String method;
  private final boolean constructor;
  private final Loops loops;
  private final Set<Label> seen = new HashSet<>();
  private final Map<Label, Integer> turns = new HashMap<>();
  private final Deque<String> unfinished = new ArrayDeque<>();
  private boolean constructed;
  private boolean switchMap;
  private int line;
  private int pendingTurn;

  MethodRewriter(ClassContext context, String method, Loops loops, MethodVisitor mv) {
    super(Opcodes.ASM9, mv);
    this.context = context;
    this.calls = new CallRewriter(context, mv);
    this.fields = new FieldRewriter(context, method, mv);
    this.method = method;
    this.loops = loops;
    this.constructor = method.equals("<init>");
    this.constructed = !constructor;
  }

  private int site(String what) {
    return context.site(method, line, what);
  }

  private void pushSite(String what) {
    Hook.push(mv, site(what));
  }

  @Override
  public void visitCode() {
    super.visitCode();
    if (method.equals("<clinit>")) {
      Hook.call(mv, "beginStatic", "()V");
    }
  }

  @Override
  public void visitLineNumber(int newLine, Label start) {
    line = newLine;
    super.visitLineNumber(newLine, start);
  }

  @Override
  public void visitLabel(Label label) {
    seen.add(label);
    super.visitLabel(label);
    if (loops.mayWaitAt(label)) {
      turns.put(label, site("waiting loop"));
      pendingTurn = turns.get(label);
    }
  }

  /** A frame belongs to the label before it, so the start of a turn is marked after the frame. */
  private void beforeInstruction() {
    if (pendingTurn > 0) {
      int turn = pendingTurn;
      pendingTurn = 0;
      Hook.push(mv, turn);
      Hook.call(mv, "turn", "(I)V");
    }
  }

  @Override
  public void visitJumpInsn(int opcode, Label label) {
    beforeInstruction();
    if (seen.contains(label)) {
      boolean waits = turns.containsKey(label);
      Hook.push(mv, waits ? turns.get(label) : site("loop"));
      Hook.call(mv, waits ? "retry" : "loop", "(I)V");
    }
    super.visitJumpInsn(opcode, label);
  }

  @Override
  public void visitVarInsn(int opcode, int local) {
    beforeInstruction();
    super.visitVarInsn(opcode, local);
  }

  @Override
  public void visitLdcInsn(Object value) {
    beforeInstruction();
    super.visitLdcInsn(value);
  }

  @Override
  public void visitIincInsn(int local, int increment) {
    beforeInstruction();
    super.visitIincInsn(local, increment);
  }

  @Override
  public void visitTableSwitchInsn(int min, int max, Label other, Label... labels) {
    beforeInstruction();
    super.visitTableSwitchInsn(min, max, other, labels);
  }

  @Override
  public void visitLookupSwitchInsn(Label other, int[] keys, Label[] labels) {
    beforeInstruction();
    super.visitLookupSwitchInsn(other, keys, labels);
  }

  @Override
  public void visitFieldInsn(int opcode, String owner, String name, String descriptor) {
    beforeInstruction();
    switchMap |= name.startsWith("$SwitchMap$");
    fields.rewrite(opcode, owner, name, descriptor, constructed, line);
  }

  @Override
  public void visitInsn(int opcode) {
    beforeInstruction();
    if (opcode >= Opcodes.IALOAD && opcode <= Opcodes.SALOAD) {
      load(opcode);
    } else if (opcode >= Opcodes.IASTORE && opcode <= Opcodes.SASTORE) {
      pushSite("");
      Hook.call(mv, "store", ArrayHooks.store(opcode));
    } else if (opcode == Opcodes.MONITORENTER || opcode == Opcodes.MONITOREXIT) {
      pushSite(opcode == Opcodes.MONITORENTER ? "lock" : "unlock");
      String hook = opcode == Opcodes.MONITORENTER ? "monitorEnter" : "monitorExit";
      Hook.call(mv, hook, "(Ljava/lang/Object;I)V");
    } else {
      if (opcode == Opcodes.RETURN) {
        beforeReturn();
      }
      super.visitInsn(opcode);
    }
  }

  private void load(int opcode) {
    if (opcode == Opcodes.IALOAD && switchMap) {
      switchMap = false;
      super.visitInsn(opcode);
    } else if (opcode == Opcodes.AALOAD) {
      super.visitInsn(Opcodes.DUP2);
      pushSite("");
      Hook.call(mv, "prepare", "([Ljava/lang/Object;II)V");
      super.visitInsn(Opcodes.AALOAD);
    } else {
      pushSite("");
      Hook.call(mv, "load", ArrayHooks.load(opcode));
    }
  }

  private void beforeReturn() {
    if (method.equals("<clinit>")) {
      Hook.call(mv, "endStatic", "()V");
    } else if (constructor && (context.self().escapes() || context.self().hasFinalReferences())) {
      super.visitVarInsn(Opcodes.ALOAD, 0);
      Hook.call(mv, "freeze", "(Ljava/lang/Object;)V");
    }
  }

  @Override
  public void visitIntInsn(int opcode, int operand) {
    beforeInstruction();
    super.visitIntInsn(opcode, operand);
    if (opcode == Opcodes.NEWARRAY) {
      announceArray();
    }
  }

  @Override
  public void visitMultiANewArrayInsn(String descriptor, int dimensions) {
    beforeInstruction();
    super.visitMultiANewArrayInsn(descriptor, dimensions);
    announceArray();
  }

  private void announceArray() {
    super.visitInsn(Opcodes.DUP);
    Hook.call(mv, "newArray", "(Ljava/lang/Object;)V");
  }

  @Override
  public void visitTypeInsn(int opcode, String type) {
    beforeInstruction();
    if (opcode == Opcodes.NEW) {
      unfinished.push(type);
      super.visitTypeInsn(opcode, type.equals(OBJECT) ? Names.PLAIN_OBJECT : type);
      return;
    }
    super.visitTypeInsn(opcode, type);
    if (opcode == Opcodes.ANEWARRAY) {
      announceArray();
    }
  }

  @Override
  public void visitMethodInsn(
      int opcode, String owner, String name, String descriptor, boolean isInterface) {
    beforeInstruction();
    if (!name.equals("<init>")) {
      calls.rewrite(opcode, owner, name, descriptor, isInterface, method, line);
    } else if (unfinished.isEmpty()) {
      superConstructor(owner, descriptor);
    } else {
      boolean plain = unfinished.pop().equals(OBJECT);
      calls.construct(plain ? Names.PLAIN_OBJECT : owner, descriptor, method, line);
    }
  }

  private void superConstructor(String owner, String descriptor) {
    super.visitMethodInsn(Opcodes.INVOKESPECIAL, owner, "<init>", descriptor, false);
    constructed = true;
    if (owner.equals(context.self().name())) {
      return;
    }
    if (context.self().isRoot()) {
      super.visitVarInsn(Opcodes.ALOAD, 0);
      Hook.call(mv, "born", "(L" + Hook.TRACKED + ";)V");
    }
    if (context.self().escapes()) {
      // also without final fields of its own: a subclass may have some
      super.visitVarInsn(Opcodes.ALOAD, 0);
      Hook.call(mv, "constructing", "(Ljava/lang/Object;)V");
    }
    fields.announceEarly(line);
  }

  @Override
  public void visitInvokeDynamicInsn(
      String name, String descriptor, Handle bootstrap, Object... arguments) {
    beforeInstruction();
    boolean lambda = bootstrap.getOwner().equals("java/lang/invoke/LambdaMetafactory");
    if (!lambda || descriptor.startsWith("()")) {
      super.visitInvokeDynamicInsn(name, descriptor, bootstrap, arguments);
      return;
    }
    Type[] captured = Type.getArgumentTypes(descriptor);
    context
        .synthetics()
        .call(
            mv,
            "indy " + site("lambda") + " ",
            descriptor,
            out -> {
              Synthetics.load(out, captured, 0, type -> CallRewriter.escape(out, type));
              out.visitInvokeDynamicInsn(name, descriptor, bootstrap, arguments);
              out.visitInsn(Opcodes.ARETURN);
            });
  }
}
