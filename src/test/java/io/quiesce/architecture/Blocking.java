package io.quiesce.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * No monitor, no lock, no sleep: the subject makes progress by atomics alone, and its tests must
 * not come right by waiting.
 */
public final class Blocking {
  /** The layers that keep the rule. */
  public static final List<String> LAYERS =
      List.of("lockfree", "phase", "heap", "sched", "stack", "gc");

  private static final String LOCKS = "java.util.concurrent.locks";
  private static final Set<String> MONITOR_METHODS = Set.of("wait", "notify", "notifyAll");

  private Blocking() {}

  /** Each use of a monitor, a lock or a sleep. */
  public static List<String> violations(JavaClasses classes) {
    List<String> found = new ArrayList<>();
    for (JavaClass type : classes) {
      type.getMethods().stream()
          .filter(method -> method.getModifiers().contains(JavaModifier.SYNCHRONIZED))
          .forEach(method -> found.add(method.getFullName() + " is synchronized"));
      type.getDirectDependenciesFromSelf().stream()
          .filter(d -> d.getTargetClass().getPackageName().equals(LOCKS))
          .filter(d -> !d.getTargetClass().isEquivalentTo(LockSupport.class))
          .forEach(d -> found.add(d.getDescription()));
      type.getMethodCallsFromSelf().stream()
          .filter(Blocking::waits)
          .forEach(call -> found.add(call.getDescription()));
      found.addAll(synchronizedBlocks(type));
    }
    return found;
  }

  private static boolean waits(JavaMethodCall call) {
    return (call.getTargetOwner().isEquivalentTo(Thread.class) && call.getName().equals("sleep"))
        || (call.getTargetOwner().isEquivalentTo(Object.class)
            && MONITOR_METHODS.contains(call.getName()));
  }

  private static List<String> synchronizedBlocks(JavaClass type) {
    List<String> found = new ArrayList<>();
    ClassVisitor visitor =
        new ClassVisitor(Opcodes.ASM9) {
          @Override
          public MethodVisitor visitMethod(
              int access, String method, String descriptor, String signature, String[] thrown) {
            return new MethodVisitor(Opcodes.ASM9) {
              @Override
              public void visitInsn(int opcode) {
                if (opcode == Opcodes.MONITORENTER) {
                  found.add(type.getName() + "." + method + " has a synchronized block");
                }
              }
            };
          }
        };
    try (InputStream code = type.getSource().orElseThrow().getUri().toURL().openStream()) {
      new ClassReader(code).accept(visitor, ClassReader.SKIP_DEBUG | ClassReader.SKIP_FRAMES);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return found;
  }
}
