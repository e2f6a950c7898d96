package io.quiesce.gc;

/** How the end of marking is decided. */
public enum Protocol {
  /** Go 1.5 to 1.11: {@link io.quiesce.gc.complete.TwoStepCompletion}. */
  TWO_STEP("two-step"),
  /** Go since 1.12: {@link io.quiesce.gc.complete.RaggedBarrierCompletion}. */
  RAGGED("ragged");

  private final String label;

  Protocol(String label) {
    this.label = label;
  }

  /**
   * The protocol with that label.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Protocol labelled(String label) {
    for (Protocol protocol : values()) {
      if (protocol.label.equals(label)) {
        return protocol;
      }
    }
    throw new IllegalArgumentException(
        "no completion protocol is called '" + label + "'; there are two-step and ragged");
  }

  @Override
  public String toString() {
    return label;
  }
}
