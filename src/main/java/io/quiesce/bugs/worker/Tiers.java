package io.quiesce.bugs.worker;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * The order in which tests are worth running: those asked for, those of the packages that were
 * changed, all others.
 *
 * @param <T> a test
 */
final class Tiers<T> {
  private final List<T> first = new ArrayList<>();
  private final List<T> near = new ArrayList<>();
  private final List<T> others = new ArrayList<>();

  /**
   * Sorts tests.
   *
   * @param name a test's name, with dots
   * @param regex finds the names asked for; empty for none
   */
  Tiers(List<T> tests, Function<T, String> name, String regex, List<String> packages) {
    Pattern asked = Pattern.compile(regex);
    for (T test : tests) {
      String full = name.apply(test);
      if (!regex.isEmpty() && asked.matcher(full).find()) {
        first.add(test);
      } else if (packages.stream().anyMatch(one -> isIn(full, one))) {
        near.add(test);
      } else {
        others.add(test);
      }
    }
  }

  /** Whether a class, nested or not, is in a package itself, not below it. */
  private static boolean isIn(String name, String packageName) {
    return name.startsWith(packageName + ".")
        && Character.isUpperCase(name.charAt(packageName.length() + 1));
  }

  /** The tiers that have tests, in order. */
  List<List<T>> inOrder() {
    List<List<T>> tiers = new ArrayList<>(List.of(first, near, others));
    tiers.removeIf(List::isEmpty);
    return tiers;
  }
}
