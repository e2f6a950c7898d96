package io.quiesce.architecture;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Imports only go down: which top-level package may read which.
 *
 * <p>A package that is not listed is a violation itself, so a new one cannot stay outside the rule.
 */
public final class Layers {
  private static final String BASE = "io.quiesce.";

  private static final Map<String, Set<String>> MAY_READ =
      Map.ofEntries(
          Map.entry("lockfree", Set.of()),
          Map.entry("phase", Set.of()),
          Map.entry("heap", Set.of("lockfree", "phase")),
          Map.entry("sched", Set.of("lockfree", "phase")),
          Map.entry("stack", Set.of("lockfree", "phase", "heap", "sched")),
          Map.entry("gc", Set.of("lockfree", "phase", "heap", "sched", "stack")),
          Map.entry("runtime", Set.of("lockfree", "phase", "heap", "sched", "stack", "gc")),
          Map.entry(
              "oracle", Set.of("lockfree", "phase", "heap", "sched", "stack", "gc", "runtime")),
          Map.entry(
              "trace",
              Set.of("lockfree", "phase", "heap", "sched", "stack", "gc", "runtime", "oracle")),
          Map.entry("explore", Set.of()),
          Map.entry("bugs", Set.of("oracle", "explore")),
          Map.entry("hunt", Set.of("oracle", "explore", "bugs")),
          Map.entry("report", Set.of("bugs", "hunt")),
          Map.entry("learn", Set.of("explore", "bugs")),
          Map.entry(
              "cli",
              Set.of(
                  "lockfree",
                  "phase",
                  "heap",
                  "sched",
                  "stack",
                  "gc",
                  "runtime",
                  "oracle",
                  "trace",
                  "explore",
                  "bugs",
                  "hunt",
                  "report",
                  "learn")));

  private Layers() {}

  /** Each import from one top-level package to another that is not allowed. */
  public static List<String> violations(JavaClasses classes) {
    return classes.stream()
        .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
        .flatMap(dependency -> violation(dependency).stream())
        .toList();
  }

  private static Optional<String> violation(Dependency dependency) {
    String from = dependency.getOriginClass().getPackageName();
    String to = dependency.getTargetClass().getPackageName();
    return violation(from, to).map(why -> why + ": " + dependency.getDescription());
  }

  /** Why package {@code from} may not read package {@code to}, if it may not. */
  public static Optional<String> violation(String from, String to) {
    String origin = layer(from);
    if (!MAY_READ.containsKey(origin)) {
      return Optional.of("package " + from + " is in no layer; add it to the table of Layers");
    }
    if (!(to + ".").startsWith(BASE) || layer(to).equals(origin)) {
      return Optional.empty();
    }
    return MAY_READ.get(origin).contains(layer(to))
        ? Optional.empty()
        : Optional.of(origin + " may not read " + layer(to));
  }

  /** The first name below the base package; empty for the base package itself. */
  static String layer(String packageName) {
    if (!packageName.startsWith(BASE)) {
      return "";
    }
    String below = packageName.substring(BASE.length());
    int dot = below.indexOf('.');
    return dot < 0 ? below : below.substring(0, dot);
  }
}
