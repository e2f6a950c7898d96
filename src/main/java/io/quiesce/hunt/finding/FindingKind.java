package io.quiesce.hunt.finding;

import java.util.Locale;

/** What sort of thing was found. */
public enum FindingKind {
  /** An outcome that a scenario forbids or does not list, or a thread that never ends. */
  OUTCOME,
  /** An invariant that an oracle or a check found broken: an error, a violation in a random run. */
  INVARIANT,
  /** A history that no order of its operations explains. */
  LINEARIZABILITY,
  /** The hardware showed what the model does not allow: the model or the JVM is wrong. */
  DISAGREEMENT,
  /** A JVM died or hung under a scenario. */
  CRASH;

  /** The word for people. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
