package io.quiesce.bugs.corpus;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What can catch a bug, the one that is usually fastest first. */
public enum Tool {
  /** The JUnit tests and properties. */
  UNIT(true),
  /** Every execution of the scenarios that the Java memory model allows. */
  EXPLORE(false),
  /** Recorded runs of Go, replayed. */
  REPLAY(false),
  /** Interleavings of operations, against a sequential specification. */
  LINCHECK(true),
  /** The random program on the whole runtime, its cycles audited by the oracles. */
  CHAOS(false),
  /** The hardware at hand. */
  JCSTRESS(true);

  private final boolean needsCheckout;

  Tool(boolean needsCheckout) {
    this.needsCheckout = needsCheckout;
  }

  /** The word for files and the command line. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it needs compiled tests that the jar does not carry. */
  public boolean needsCheckout() {
    return needsCheckout;
  }

  /**
   * The tool of a label.
   *
   * @throws IllegalArgumentException if there is none; the message lists all
   */
  public static Tool labelled(String label) {
    return Arrays.stream(values())
        .filter(tool -> tool.label().equals(label))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no tool '" + label + "'; use " + all()));
  }

  private static String all() {
    return Arrays.stream(values()).map(Tool::label).collect(Collectors.joining(", "));
  }
}
