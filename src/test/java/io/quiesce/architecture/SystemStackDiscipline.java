package io.quiesce.architecture;

import com.tngtech.archunit.core.domain.AccessTarget.CodeUnitAccessTarget;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaCodeUnitAccess;
import com.tngtech.archunit.core.domain.JavaCodeUnitReference;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import io.quiesce.phase.ExecutionContext;
import io.quiesce.phase.SystemStack;
import java.util.List;
import java.util.stream.Stream;

/**
 * A method marked {@link SystemStack} is called only from where the system stack is certain: from a
 * method that is marked too, from a lambda or a method reference in a method that calls {@link
 * ExecutionContext#systemstack}, or from a method that calls {@link
 * ExecutionContext#enterSystemStack}.
 *
 * <p>The rule goes by methods, not by paths through them: that the lambda is really the one handed
 * to {@code systemstack}, and that the call lies between enter and leave, is checked at run time.
 */
public final class SystemStackDiscipline {
  private SystemStackDiscipline() {}

  /** Each call or reference from where the system stack is not certain. */
  public static List<String> violations(JavaClasses classes) {
    return toMarked(classes)
        .filter(access -> !isCertain(access.getOrigin(), access))
        .map(JavaCodeUnitAccess::getDescription)
        .toList();
  }

  /** The number of calls and references that the rule had to judge. */
  public static long judged(JavaClasses classes) {
    return toMarked(classes).count();
  }

  private static Stream<JavaCodeUnitAccess<?>> toMarked(JavaClasses classes) {
    return classes.stream()
        .flatMap(type -> type.getCodeUnitAccessesFromSelf().stream())
        .filter(SystemStackDiscipline::targetsMarked);
  }

  private static boolean targetsMarked(JavaCodeUnitAccess<?> access) {
    CodeUnitAccessTarget target = access.getTarget();
    return target.resolveMember().map(SystemStackDiscipline::isMarked).orElse(false);
  }

  private static boolean isMarked(JavaCodeUnit unit) {
    return unit.isAnnotatedWith(SystemStack.class);
  }

  private static boolean isCertain(JavaCodeUnit origin, JavaCodeUnitAccess<?> access) {
    boolean deferred = access.isDeclaredInLambda() || access instanceof JavaCodeUnitReference<?>;
    return isMarked(origin)
        || (deferred && calls(origin, "systemstack"))
        || calls(origin, "enterSystemStack");
  }

  private static boolean calls(JavaCodeUnit origin, String method) {
    for (JavaMethodCall call : origin.getMethodCallsFromSelf()) {
      if (call.getName().equals(method)
          && call.getTargetOwner().isAssignableTo(ExecutionContext.class)) {
        return true;
      }
    }
    return false;
  }
}
