package io.quiesce.oracle;

import java.util.List;

/** An invariant of stacks or goroutines does not hold; the message has one line for each breach. */
public final class StackInvariantException extends IllegalStateException {
  private static final long serialVersionUID = 1L;

  /** Makes the exception from the breaches that an oracle found. */
  StackInvariantException(List<String> breaches) {
    super(String.join(System.lineSeparator(), breaches));
  }

  /** Throws if there are breaches. */
  static void throwIfAny(List<String> breaches) {
    if (!breaches.isEmpty()) {
      throw new StackInvariantException(breaches);
    }
  }
}
