package io.quiesce.stress;

/** How one test ended. Everything but {@link #OK} and {@link #UNKNOWN} fails the run. */
public enum Verdict {
  /** Ran as asked, with samples, and every outcome was one that the test accepts. */
  OK("ok"),
  /** Nothing bad was found, but not everything was visited, so nothing is proved either. */
  UNKNOWN("UNKNOWN"),
  /** An outcome was seen that the test forbids. */
  FORBIDDEN("FORBIDDEN OUTCOME"),
  /** An outcome was seen that the test does not list. */
  UNLISTED("UNLISTED OUTCOME"),
  /** The declaration cannot be trusted: one actor, an outcome without a reason, clashing ids. */
  ILL_FORMED("ILL-FORMED"),
  /** The machine cannot run it, for example more actors than CPUs. */
  NOT_SCHEDULED("NOT SCHEDULED"),
  /** It ran and gave no sample. */
  NO_SAMPLES("NO SAMPLES"),
  /** Its classes do not fit the classes that it was compiled against. */
  API_MISMATCH("API MISMATCH"),
  /** The test itself threw. */
  ERROR("ERROR"),
  /** A forked JVM died or never answered. */
  FORK_DIED("FORK DIED"),
  /** It did not come to an end in its time. */
  TIMED_OUT("TIMED OUT"),
  /** An interleaving was found whose results the sequential specification does not allow. */
  INCORRECT("INCORRECT"),
  /** A thread never ends: a deadlock, a lost wake-up or a livelock. */
  STUCK("STUCK"),
  /** It uses something whose effect on shared memory the explorer does not know. */
  UNMODELLED("UNMODELLED"),
  /** A scenario that must be explored to its end hit the bound. */
  NOT_EXHAUSTED("NOT EXHAUSTED");

  private final String label;

  Verdict(String label) {
    this.label = label;
  }

  /** The words for the console. */
  public String label() {
    return label;
  }

  /** Whether the run fails because of it. */
  public boolean failed() {
    return this != OK && this != UNKNOWN;
  }
}
