package io.quiesce.explore.canary;

/** The canaries, each with the outcome that gives its bug away. */
public enum Canary {
  /** Two increments of a field. */
  FIELD("RacyField", "1"),
  /** Two increments of an array element. */
  ARRAY("RacyArray", "1"),
  /** Two increments of a static field. */
  STATIC("RacyStatic", "1"),
  /** Two increments by a lambda. */
  LAMBDA("RacyLambda", "1"),
  /** Read and write through a {@code VarHandle}. */
  HANDLE("RacyHandle", "1"),
  /** Read and write through a field updater. */
  UPDATER("RacyUpdater", "1"),
  /** Store buffering in opaque mode. */
  STORE_BUFFERING("StoreBuffering", "0 0"),
  /** A condition is tested outside of the monitor in which the thread then waits. */
  LOST_WAKEUP("LostWakeup", "LOST_WAKEUP");

  private final String className;
  private final String bug;

  Canary(String className, String bug) {
    this.className = className;
    this.bug = bug;
  }

  /** Simple name of its class in this package. */
  public String className() {
    return className;
  }

  /** The outcome that has to be found. */
  public String bug() {
    return bug;
  }
}
