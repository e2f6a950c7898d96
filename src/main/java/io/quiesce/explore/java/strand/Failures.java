package io.quiesce.explore.java.strand;

import java.util.Arrays;

/** Exceptions that came out of a thread of the program. */
final class Failures {
  private static final String OURS =
      "io[.]quiesce[.]explore[.](java|transform|program|graph|model|search|jcstress|run)[.].*";

  private Failures() {}

  /** Whether the explorer itself failed, and not the code that it runs. */
  static boolean isOurs(Throwable thrown) {
    StackTraceElement[] stack = thrown.getStackTrace();
    return stack.length > 0
        && stack[0].getClassName().matches(OURS)
        && !stack[0].getClassName().startsWith("io.quiesce.explore.java.model.")
        && !(thrown instanceof IllegalMonitorStateException
            || thrown instanceof NullPointerException
            || thrown instanceof IndexOutOfBoundsException
            || thrown instanceof ArrayStoreException
            || thrown instanceof ClassCastException
            || thrown instanceof UnsupportedOperationException);
  }

  /** Type, message and the user's frame, in one line. */
  static String describe(Throwable thrown) {
    String at =
        Arrays.stream(thrown.getStackTrace())
            .filter(frame -> !isInfrastructure(frame.getClassName()))
            .findFirst()
            .map(frame -> " at " + frame.getFileName() + ":" + frame.getLineNumber())
            .orElse("");
    return thrown + at;
  }

  private static boolean isInfrastructure(String name) {
    return name.matches(OURS) || name.startsWith("java.") || name.startsWith("quiesce.jdk.");
  }
}
