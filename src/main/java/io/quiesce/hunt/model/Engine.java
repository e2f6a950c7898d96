package io.quiesce.hunt.model;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What can run a scenario. */
public enum Engine {
  /** Every execution that the Java memory model allows, up to growing bounds. */
  EXPLORER(false),
  /** Random executions, for scenarios that cannot be exhausted. */
  WALKS(false),
  /** The random program on the whole runtime, audited by the oracles. */
  CHAOS(false),
  /** Interleavings of operations, against a sequential specification. */
  LINCHECK(true),
  /** The hardware at hand, in jcstress's compile modes. */
  JCSTRESS(true);

  private final boolean needsCheckout;

  Engine(boolean needsCheckout) {
    this.needsCheckout = needsCheckout;
  }

  /** The word for files, tables and the command line. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Whether it needs compiled tests that the jar does not carry. */
  public boolean needsCheckout() {
    return needsCheckout;
  }

  /**
   * The engine of a label.
   *
   * @throws IllegalArgumentException if there is none; the message lists all
   */
  public static Engine labelled(String label) {
    return Arrays.stream(values())
        .filter(engine -> engine.label().equals(label))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no engine '"
                        + label
                        + "'; there are "
                        + Arrays.stream(values())
                            .map(Engine::label)
                            .collect(Collectors.joining(", "))));
  }
}
