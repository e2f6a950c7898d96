package io.quiesce.bugs.matrix;

/** The words for the machine at hand. */
final class Machine {
  private Machine() {}

  /** Processors, architecture and Java. */
  static String line() {
    return Runtime.getRuntime().availableProcessors()
        + " CPUs, "
        + System.getProperty("os.arch")
        + ", "
        + System.getProperty("os.name")
        + ", JDK "
        + Runtime.version();
  }
}
