package io.quiesce.report.view;

/** What a night amounts to, in one word; the first that fits. */
public enum Status {
  /** It missed a planted bug or planted none: that it found nothing means nothing. */
  BLIND("blind"),
  /** Something is there. */
  FOUND("findings"),
  /** It has no end: it runs, or was killed. */
  UNFINISHED("not ended"),
  /** It ran, and not a single job says anything. */
  EMPTY("nothing ran"),
  /** It saw, and found nothing. */
  CLEAN("clean");

  private final String label;

  Status(String label) {
    this.label = label;
  }

  /** The words for people. */
  public String label() {
    return label;
  }
}
