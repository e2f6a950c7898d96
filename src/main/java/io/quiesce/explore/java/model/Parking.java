package io.quiesce.explore.java.model;

/** Stands for {@code LockSupport}. */
public final class Parking {
  private Parking() {}

  /** Waits for a permit. */
  public static void park() {
    park(false);
  }

  /** Waits for a permit. */
  public static void park(Object blocker) {
    park(false);
  }

  /** Waits for a permit or for the time to run out. */
  public static void parkNanos(long nanos) {
    park(true);
  }

  /** Waits for a permit or for the time to run out. */
  public static void parkNanos(Object blocker, long nanos) {
    park(true);
  }

  /** Waits for a permit or for the time to run out. */
  public static void parkUntil(long deadline) {
    park(true);
  }

  /** Waits for a permit or for the time to run out. */
  public static void parkUntil(Object blocker, long deadline) {
    park(true);
  }

  private static void park(boolean timed) {
    Hooks.requireThread("LockSupport.park", Hooks.here());
    Hooks.world.threads.park(timed, Hooks.here());
  }

  /** Gives a thread its permit. */
  public static void unpark(ModelThread thread) {
    if (thread != null) {
      Hooks.requireThread("LockSupport.unpark", Hooks.here());
      Hooks.world.threads.unpark(Hooks.world.threads.numberOf(thread), Hooks.here());
    }
  }

  /** For monitoring tools; does nothing here. */
  public static void setCurrentBlocker(Object blocker) {}
}
