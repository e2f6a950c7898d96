package io.quiesce.cli.hunt;

import java.io.Console;
import java.util.Optional;

/** Whether a person looks at the output. */
final class Terminal {
  private Terminal() {}

  /** Whether the output goes to a terminal that can draw. */
  static boolean isThere() {
    return System.getenv("TERM") != null
        && Optional.ofNullable(System.console()).map(Terminal::isTerminal).orElse(false);
  }

  /** Since JDK 22 there is always a console, which says itself whether it is a terminal. */
  private static boolean isTerminal(Console console) {
    try {
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (NoSuchMethodException e) {
      return true;
    } catch (ReflectiveOperationException e) {
      return false;
    }
  }
}
