package io.quiesce.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.core.domain.JavaModifier;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * No static mutable state: a static field is final, and what it holds cannot be changed, as far as
 * its type tells. Tables may be private arrays; lists and maps must be declared by their interface,
 * and are then unmodifiable ones.
 */
public final class StaticState {
  /** Programs to be explored, each loaded afresh; some of them race on a static on purpose. */
  private static final String CANARIES = "io.quiesce.explore.canary";

  private StaticState() {}

  /** Each static field that is, or may be, mutable state. */
  public static List<String> violations(JavaClasses classes) {
    return classes.stream()
        .filter(type -> !type.getPackageName().equals(CANARIES))
        .flatMap(type -> type.getFields().stream())
        .filter(field -> field.getModifiers().contains(JavaModifier.STATIC))
        // javac's own tables, for switches over enums
        .filter(field -> !field.getModifiers().contains(JavaModifier.SYNTHETIC))
        .flatMap(field -> violation(field).map(why -> field.getFullName() + " " + why).stream())
        .toList();
  }

  private static Optional<String> violation(JavaField field) {
    if (!field.getModifiers().contains(JavaModifier.FINAL)) {
      return Optional.of("is static and not final");
    }
    JavaClass type = field.getRawType();
    if (type.isArray() && !field.getModifiers().contains(JavaModifier.PRIVATE)) {
      return Optional.of("is an array that others can change; make it private");
    }
    return holdsState(type) ? Optional.of("holds mutable state") : Optional.empty();
  }

  private static boolean holdsState(JavaClass type) {
    boolean collection = type.isAssignableTo(Collection.class) || type.isAssignableTo(Map.class);
    return (collection && !type.isInterface())
        || type.getPackageName().equals("java.util.concurrent.atomic")
        || type.isAssignableTo(ThreadLocal.class)
        || type.isAssignableTo(StringBuilder.class);
  }
}
