package io.quiesce.explore.transform;

import io.quiesce.explore.transform.classes.ClassInfo;
import io.quiesce.explore.transform.classes.ClassInfos;
import io.quiesce.explore.transform.classes.Locations;
import io.quiesce.explore.transform.classes.Names;
import io.quiesce.explore.transform.classes.Sites;
import io.quiesce.explore.transform.hook.Hook;
import io.quiesce.explore.transform.hook.Synthetics;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.FieldVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;
import org.objectweb.asm.commons.ClassRemapper;

/**
 * Rewrites one class: its names first, then its members.
 *
 * <p>Every object of a rewritten class knows its first location (field {@code q$base}), the layout
 * of its class, and how to show its fields to a visitor. A {@code synchronized} method becomes a
 * method that enters the monitor and calls the body, which moves to a method of its own. Classes
 * become public, since the casts that the rewriting adds may name them from another package.
 */
public final class ClassRewriter extends ClassVisitor {
  private static final int OLDEST = 50;

  private final ClassInfos infos;
  private final Names names;
  private final Sites sites;
  private final Locations locations;
  private ClassContext context;
  private String file;
  private boolean isInterface;

  private ClassRewriter(
      ClassInfos infos, Names names, Sites sites, Locations locations, ClassVisitor next) {
    super(Opcodes.ASM9, next);
    this.infos = infos;
    this.names = names;
    this.sites = sites;
    this.locations = locations;
  }

  /**
   * Rewrites a class file.
   *
   * @param bytes the class file as it was found
   * @param infos the rewritten classes
   * @param names what becomes of names
   * @param sites takes the sites of the class
   * @param locations numbers static fields
   * @return the class file to be loaded
   * @throws UnmodelledException if the class file is too old to be rewritten
   */
  public static byte[] rewrite(
      byte[] bytes, ClassInfos infos, Names names, Sites sites, Locations locations) {
    ClassReader reader = new ClassReader(bytes);
    ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
    ClassRewriter rewriter = new ClassRewriter(infos, names, sites, locations, writer);
    reader.accept(new ClassRemapper(rewriter, names), 0);
    return writer.toByteArray();
  }

  @Override
  public void visit(
      int version,
      int access,
      String name,
      String signature,
      String superName,
      String[] interfaces) {
    if ((version & 0xffff) < OLDEST) {
      throw new UnmodelledException(
          Names.shown(name) + ": class file version " + version + " (Java 5 or older)");
    }
    isInterface = (access & Opcodes.ACC_INTERFACE) != 0;
    ClassInfo self = infos.get(name);
    Synthetics synthetics = new Synthetics(name, isInterface);
    context = new ClassContext(self, infos, names, sites, locations, synthetics, file);
    boolean tracked = !isInterface && self.isRoot();
    String[] all = interfaces;
    if (tracked) {
      all = java.util.Arrays.copyOf(interfaces, interfaces.length + 1);
      all[interfaces.length] = Hook.TRACKED;
    }
    int open = (access & ~(Opcodes.ACC_PRIVATE | Opcodes.ACC_PROTECTED)) | Opcodes.ACC_PUBLIC;
    super.visit(version, open, name, null, superName, all);
    if (!isInterface) {
      new ObjectMembers(cv, self).emit();
    }
  }

  @Override
  public void visitSource(String source, String debug) {
    file = source;
    ClassContext c = context;
    context =
        new ClassContext(
            c.self(), c.infos(), c.names(), c.sites(), c.locations(), c.synthetics(), source);
    super.visitSource(source, debug);
  }

  @Override
  public FieldVisitor visitField(
      int access, String name, String descriptor, String signature, Object value) {
    boolean loosen = context.self().leaky() && (access & Opcodes.ACC_STATIC) == 0;
    int flags = loosen ? access & ~Opcodes.ACC_FINAL : access;
    return super.visitField(flags, name, descriptor, null, value);
  }

  @Override
  public MethodVisitor visitMethod(
      int access, String name, String descriptor, String signature, String[] exceptions) {
    int flags = access & ~Opcodes.ACC_SYNCHRONIZED;
    String target = name;
    if ((access & Opcodes.ACC_NATIVE) != 0) {
      new ObjectMembers(cv, context.self()).refuseNative(flags, name, descriptor);
      return null;
    }
    if ((access & Opcodes.ACC_SYNCHRONIZED) != 0) {
      target = "q$locked$" + name;
      new LockedMethod(context, cv).emit(flags, name, target, descriptor, exceptions);
      flags = (flags & Opcodes.ACC_STATIC) | Opcodes.ACC_PRIVATE | Opcodes.ACC_SYNTHETIC;
    }
    MethodVisitor mv = super.visitMethod(flags, target, descriptor, null, exceptions);
    return new BufferedMethod(context, name, descriptor, mv);
  }

  @Override
  public void visitEnd() {
    context.synthetics().emit(cv);
    super.visitEnd();
  }
}
