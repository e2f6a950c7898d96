package io.quiesce.explore.transform;

import io.quiesce.explore.transform.classes.FieldInfo;
import io.quiesce.explore.transform.classes.ResultNames;
import io.quiesce.explore.transform.hook.Hook;
import io.quiesce.explore.transform.hook.Synthetics;
import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * Rewrites the accesses of one method to fields.
 *
 * <p>Reads keep their instruction and hand its value to the hook, which answers with what the
 * search chose; so no branch is needed, and a null receiver fails as it always did. Writes go
 * through {@link Synthetics}.
 */
final class FieldRewriter {
  private final ClassContext context;
  private final String method;
  private final MethodVisitor mv;
  private final List<FieldInfo> early = new ArrayList<>();

  FieldRewriter(ClassContext context, String method, MethodVisitor mv) {
    this.context = context;
    this.method = method;
    this.mv = mv;
  }

  /** Writes an access; {@code constructed} is whether {@code this} may be handed to hooks. */
  void rewrite(
      int opcode, String owner, String name, String descriptor, boolean constructed, int line) {
    if (ResultNames.isResult(owner) && context.infos().get(owner) == null) {
      result(opcode, owner, name, descriptor);
      return;
    }
    FieldInfo field = context.infos().field(owner, name);
    if (field == null || name.startsWith("$SwitchMap$") || name.equals("$VALUES")) {
      mv.visitFieldInsn(opcode, owner, name, descriptor);
    } else if (field.isStatic()) {
      ofClass(opcode, owner, field, line);
    } else {
      ofObject(opcode, owner, field, constructed, line);
    }
  }

  private void pushSite(int line) {
    Hook.push(mv, context.site(method, line, ""));
  }

  private void result(int opcode, String owner, String name, String descriptor) {
    if (opcode == Opcodes.PUTFIELD && Hook.suffix(descriptor) == 'A') {
      mv.visitInsn(Opcodes.DUP);
      Hook.call(mv, "escape", "(Ljava/lang/Object;)V");
    }
    Hook.push(mv, ResultNames.index(name));
    Hook.call(mv, "result", "(I)V");
    mv.visitFieldInsn(opcode, owner, name, descriptor);
  }

  private void ofClass(int opcode, String owner, FieldInfo field, int line) {
    String type = field.descriptor();
    if (field.isFinal()) {
      mv.visitFieldInsn(opcode, owner, field.name(), type);
      return;
    }
    int access = context.access(field, context.locations().of(field));
    if (opcode == Opcodes.PUTSTATIC) {
      pushSite(line);
      context.synthetics().putStatic(mv, owner, field, access);
      return;
    }
    mv.visitFieldInsn(opcode, owner, field.name(), type);
    Hook.push(mv, access);
    pushSite(line);
    String erased = Hook.erased(type);
    Hook.call(mv, "getStatic" + Hook.suffix(type), "(" + erased + "II)" + erased);
    Hook.cast(mv, type);
  }

  private void ofObject(int opcode, String owner, FieldInfo field, boolean constructed, int line) {
    String type = field.descriptor();
    boolean untracked = field.isFinal() && !context.leaky(field.owner());
    if (untracked || (opcode == Opcodes.PUTFIELD && !constructed)) {
      if (opcode == Opcodes.PUTFIELD && !untracked) {
        early.add(field);
      }
      mv.visitFieldInsn(opcode, owner, field.name(), type);
    } else if (opcode == Opcodes.PUTFIELD) {
      pushSite(line);
      context.synthetics().putField(mv, owner, field, context.access(field, field.slot()));
    } else {
      readObject(owner, field, line);
    }
  }

  private void readObject(String owner, FieldInfo field, int line) {
    String type = field.descriptor();
    mv.visitInsn(Opcodes.DUP);
    mv.visitFieldInsn(Opcodes.GETFIELD, owner, field.name(), type);
    Hook.push(mv, context.access(field, field.slot()));
    pushSite(line);
    String erased = Hook.erased(type);
    String hook = (field.isFinal() ? "getFinal" : "get") + Hook.suffix(type);
    Hook.call(mv, hook, "(Ljava/lang/Object;" + erased + "II)" + erased);
    Hook.cast(mv, type);
  }

  /**
   * Tells the hooks of the fields that were written before the superclass constructor was called.
   */
  void announceEarly(int line) {
    for (FieldInfo field : early) {
      mv.visitVarInsn(Opcodes.ALOAD, 0);
      mv.visitInsn(Opcodes.DUP);
      mv.visitFieldInsn(Opcodes.GETFIELD, field.owner(), field.name(), field.descriptor());
      pushSite(line);
      int access = context.access(field, field.slot());
      context.synthetics().putField(mv, field.owner(), field, access);
    }
  }
}
