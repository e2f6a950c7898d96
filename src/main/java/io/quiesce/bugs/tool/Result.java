package io.quiesce.bugs.tool;

/** How a tool ended. */
public enum Result {
  /** A check that must pass failed, hung or crashed. */
  CAUGHT("caught"),
  /** All that was tried in the budget passed. */
  NOT_CAUGHT("not caught"),
  /** The tool could not do its work; this says nothing of the bug. */
  TOOL_FAILED("tool failed");

  private final String label;

  Result(String label) {
    this.label = label;
  }

  /** The words for people. */
  public String label() {
    return label;
  }
}
