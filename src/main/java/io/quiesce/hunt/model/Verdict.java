package io.quiesce.hunt.model;

import java.util.Locale;

/** How a job ended. */
public enum Verdict {
  /** Every execution was visited and all is as declared. */
  PROVED,
  /** Ran as asked, on samples; nothing was found. */
  PASSED,
  /** A bound or the time was over before everything was visited; nothing was found. */
  BOUND,
  /** Something was found; the night has a sighting of it. */
  FOUND,
  /** Ran and says nothing: no samples, too few CPUs, something that is not modelled. */
  VACUOUS,
  /** The engine could not work, or was killed before it said anything. */
  NEVER_RAN;

  /** The words for people, such as {@code never ran}. */
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', ' ');
  }

  /** Whether the result says anything of the scenario. */
  public boolean isMeaningful() {
    return this != VACUOUS && this != NEVER_RAN;
  }
}
