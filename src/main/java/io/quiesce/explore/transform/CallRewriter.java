package io.quiesce.explore.transform;

import io.quiesce.explore.transform.classes.HiddenState;
import io.quiesce.explore.transform.classes.Names;
import io.quiesce.explore.transform.classes.Platform;
import io.quiesce.explore.transform.classes.Refusals;
import io.quiesce.explore.transform.hook.HandleCalls;
import io.quiesce.explore.transform.hook.Hook;
import io.quiesce.explore.transform.hook.Substitute;
import io.quiesce.explore.transform.hook.Synthetics;
import java.util.Arrays;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.Type;

/** Decides what becomes of a method call, and emits it. */
final class CallRewriter {
  private static final String OBJECT = "Ljava/lang/Object;";

  private final ClassContext context;
  private final MethodVisitor mv;

  CallRewriter(ClassContext context, MethodVisitor mv) {
    this.context = context;
    this.mv = mv;
  }

  /** Any call but that of a constructor. */
  void rewrite(
      int opcode,
      String owner,
      String name,
      String descriptor,
      boolean isInterface,
      String method,
      int line) {
    String shown = Names.shown(owner).replaceAll(".*[.]", "") + "." + name;
    int site = context.site(method, line, shown);
    Substitute substitute = Substitute.of(opcode, owner, name, descriptor);
    if (owner.equals(Names.HANDLE)
        && opcode == Opcodes.INVOKEVIRTUAL
        && HandleCalls.isAccess(name)) {
      Hook.push(mv, site);
      HandleCalls.rewrite(mv, context.synthetics(), name, descriptor);
    } else if (owner.equals(Names.HANDLE) && HandleCalls.fence(name).isPresent()) {
      Hook.push(mv, HandleCalls.fence(name).get());
      Hook.push(mv, site);
      Hook.call(mv, "fence", "(II)V");
    } else if (owner.equals(Names.OFFSETS) && HandleCalls.isOffsetAccess(name, descriptor)) {
      Hook.push(mv, site);
      HandleCalls.rewriteOffset(mv, context.synthetics(), owner, name, descriptor);
    } else if (substitute != null) {
      substitute.emit(mv, site);
    } else if (owner.charAt(0) == '[') {
      arrayMethod(opcode, owner, name, descriptor);
    } else {
      ordinary(opcode, owner, name, descriptor, isInterface, site);
    }
  }

  private void arrayMethod(int opcode, String owner, String name, String descriptor) {
    if (name.equals("clone")) {
      Hook.call(mv, "cloneArray", "(" + OBJECT + ")" + OBJECT);
      mv.visitTypeInsn(Opcodes.CHECKCAST, owner);
    } else {
      mv.visitMethodInsn(opcode, owner, name, descriptor, false);
    }
  }

  private void ordinary(
      int opcode, String owner, String name, String descriptor, boolean isInterface, int site) {
    if (opcode != Opcodes.INVOKESTATIC && HiddenState.isChangedBy(owner, name)) {
      // the receiver, where it is at hand
      mv.visitInsn(descriptor.startsWith("()") ? Opcodes.DUP : Opcodes.ACONST_NULL);
      Hook.call(mv, "changed", "(" + OBJECT + ")V");
    }
    if (context.infos().get(owner) != null) {
      rewritten(owner, name, descriptor, site);
    } else if (Platform.isPlatform(owner) && Refusals.refuses(owner, name, descriptor)) {
      refuse(Names.shown(owner) + "." + name, site);
    } else if (Platform.isPlatform(owner) && Refusals.exposes(owner, descriptor)) {
      if (owner.equals("java/util/Arrays") && name.equals("asList")) {
        mv.visitInsn(Opcodes.DUP);
        Hook.push(mv, site);
        Hook.call(mv, "requireOwn", "(" + OBJECT + "I)V");
      }
      exposed(opcode, owner, name, descriptor, isInterface);
      return;
    }
    mv.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
    if (Platform.isPlatform(owner) && HiddenState.isIterator(Type.getReturnType(descriptor))) {
      mv.visitInsn(Opcodes.DUP);
      Hook.call(mv, "made", "(" + OBJECT + ")V");
    }
  }

  /** A call into a clone or a model keeps the caller's line for the report. */
  private void rewritten(String owner, String name, String descriptor, int site) {
    if (owner.startsWith(Names.MODELS)
        && !context.infos().get(owner).declares(name + descriptor)
        && !Refusals.isObjectMethod(name)) {
      refuse(Names.shown(owner) + "." + name, site);
    } else if (Names.isLibrary(owner) && !Names.isLibrary(context.self().name())) {
      Hook.push(mv, site);
      Hook.call(mv, "at", "(I)V");
    }
  }

  private void refuse(String what, int site) {
    mv.visitLdcInsn(what);
    Hook.push(mv, site);
    Hook.call(mv, "refuse", "(Ljava/lang/String;I)V");
  }

  /**
   * A call of the JDK that is given arrays or objects: their contents must be what they are. The
   * receiver keeps what it is given, but is itself found only where it is stored.
   */
  private void exposed(
      int opcode, String owner, String name, String descriptor, boolean isInterface) {
    boolean isStatic = opcode == Opcodes.INVOKESTATIC;
    if (opcode == Opcodes.INVOKESPECIAL) {
      mv.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
      return;
    }
    String extended = isStatic ? descriptor : "(L" + owner + ";" + descriptor.substring(1);
    Type[] arguments = Type.getArgumentTypes(extended);
    Type result = Type.getReturnType(descriptor);
    context
        .synthetics()
        .call(
            mv,
            "call " + owner + " " + name + " ",
            extended,
            out -> {
              int receivers = isStatic ? 0 : 1;
              Synthetics.load(out, arguments, receivers, type -> expose(out, type));
              eachArray(out, arguments, "fill");
              out.visitMethodInsn(opcode, owner, name, descriptor, isInterface);
              eachArray(out, arguments, "absorb");
              out.visitInsn(result.getOpcode(Opcodes.IRETURN));
            });
  }

  private static void expose(MethodVisitor out, Type type) {
    if (type.getSort() == Type.ARRAY) {
      out.visitInsn(Opcodes.DUP);
      Hook.call(out, "expose", "(" + OBJECT + ")V");
    } else {
      escape(out, type);
    }
  }

  private static void eachArray(MethodVisitor out, Type[] arguments, String hook) {
    int local = 0;
    for (Type type : arguments) {
      if (type.getSort() == Type.ARRAY) {
        out.visitVarInsn(Opcodes.ALOAD, local);
        Hook.call(out, hook, "(" + OBJECT + ")V");
      }
      local += type.getSize();
    }
  }

  /**
   * Lets the reference on the stack escape, where its type is one that may be shared. A stream is
   * its user's own: if another thread could find it, it was stored, and is refused there.
   */
  static void escape(MethodVisitor out, Type type) {
    boolean reference = type.getSort() == Type.OBJECT || type.getSort() == Type.ARRAY;
    boolean confined = reference && type.getInternalName().startsWith("java/util/stream/");
    if (reference && !confined && !type.getInternalName().equals("java/lang/String")) {
      out.visitInsn(Opcodes.DUP);
      Hook.call(out, "escape", "(" + OBJECT + ")V");
    }
  }

  /** The constructor of a new object (never one called on {@code this}). */
  void construct(String owner, String descriptor, String method, int line) {
    int site = context.site(method, line, "new " + Names.shown(owner).replaceAll(".*[.]", ""));
    if (owner.equals("java/util/Random") && descriptor.equals("()V")) {
      mv.visitLdcInsn(42L);
      mv.visitMethodInsn(Opcodes.INVOKESPECIAL, owner, "<init>", "(J)V", false);
      return;
    }
    if (context.infos().get(owner) == null && Platform.isPlatform(owner)) {
      beforePlatform(owner, descriptor, site);
    } else if (Names.isLibrary(owner) && !Names.isLibrary(context.self().name())) {
      Hook.push(mv, site);
      Hook.call(mv, "at", "(I)V");
    }
    mv.visitMethodInsn(Opcodes.INVOKESPECIAL, owner, "<init>", descriptor, false);
  }

  private void beforePlatform(String owner, String descriptor, int site) {
    Type[] arguments = Type.getArgumentTypes(descriptor);
    boolean arrays = Arrays.stream(arguments).anyMatch(type -> type.getSort() == Type.ARRAY);
    boolean last = arguments.length == 1 && arguments[0].getSort() == Type.ARRAY;
    if (Refusals.refuses(owner, "<init>", descriptor) || (arrays && !last)) {
      refuse("new " + Names.shown(owner) + descriptor, site);
    } else if (last) {
      mv.visitInsn(Opcodes.DUP);
      Hook.call(mv, "expose", "(" + OBJECT + ")V");
      mv.visitInsn(Opcodes.DUP);
      Hook.call(mv, "fill", "(" + OBJECT + ")V");
    }
  }
}
