package io.quiesce.hunt.model;

import java.util.regex.Pattern;

/**
 * Something that can be run: a class of a suite, with the engine that runs it.
 *
 * @param name the class with dots, for nested classes too, as jcstress writes it; for chaos the
 *     program and its protocol, such as {@code chaos.ragged}
 * @param engine what runs it
 */
public record Scenario(String name, Engine engine) implements Comparable<Scenario> {
  /** What the name of a test begins with that keeps a finding; the finding's signature follows. */
  public static final String KEPT = "Finding";

  private static final Pattern REGRESSION = Pattern.compile("\\." + KEPT + "[0-9A-F]{12}(\\.|$)");

  /** Whether a test under {@code stress/ledger} has this name. */
  public static boolean isRegression(String name) {
    return REGRESSION.matcher(name).find();
  }

  @Override
  public int compareTo(Scenario other) {
    int byName = name.compareTo(other.name);
    return byName != 0 ? byName : engine.compareTo(other.engine);
  }

  @Override
  public String toString() {
    return engine.label() + " " + name;
  }
}
