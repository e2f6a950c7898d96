package io.quiesce.hunt.model;

/**
 * Something that can be run: a class of a suite, with the engine that runs it.
 *
 * @param name the class with dots, for nested classes too, as jcstress writes it; for chaos the
 *     program and its protocol, such as {@code chaos.ragged}
 * @param engine what runs it
 */
public record Scenario(String name, Engine engine) implements Comparable<Scenario> {
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
