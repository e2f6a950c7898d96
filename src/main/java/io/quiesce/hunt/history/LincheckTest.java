package io.quiesce.hunt.history;

import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * A compiled test of Lincheck, with what the suite's annotations say of it. They are read by their
 * names, for the product does not have them.
 *
 * @param type its class
 */
record LincheckTest(Class<?> type) {
  private static final String DECLARATION = "io.quiesce.stress.lincheck.ModelChecked";
  private static final String CHECK = "org.jetbrains.lincheck.datastructures.Validate";

  /**
   * The test of a name.
   *
   * @throws IllegalArgumentException if there is none
   */
  static LincheckTest load(String binaryName, ClassLoader loader, List<Path> places) {
    try {
      return new LincheckTest(loader.loadClass(binaryName));
    } catch (ClassNotFoundException e) {
      throw new IllegalArgumentException(binaryName + " is not in " + places, e);
    }
  }

  /** Its sequential specification. */
  Class<?> specification() {
    Annotation declared =
        Arrays.stream(type.getAnnotations())
            .filter(one -> one.annotationType().getName().equals(DECLARATION))
            .findFirst()
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        type.getName() + " has no specification: it is not @ModelChecked"));
    try {
      return (Class<?>) declared.annotationType().getMethod("specification").invoke(declared);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("the specification of " + type.getName(), e);
    }
  }

  /** The names of the methods that check it at the end, sorted. */
  List<String> checks() {
    return Arrays.stream(type.getMethods())
        .filter(LincheckTest::isCheck)
        .map(Method::getName)
        .sorted(Comparator.naturalOrder())
        .toList();
  }

  private static boolean isCheck(Method method) {
    return Arrays.stream(method.getAnnotations())
        .anyMatch(one -> one.annotationType().getName().equals(CHECK));
  }
}
