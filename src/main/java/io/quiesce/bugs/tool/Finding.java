package io.quiesce.bugs.tool;

/**
 * What came out of one run.
 *
 * @param result how it ended
 * @param test the first test that failed; empty if none
 * @param message one line
 * @param replay the name of an execution, or empty
 */
record Finding(Result result, String test, String message, String replay) {
  static Finding caught(String test, String message) {
    return new Finding(Result.CAUGHT, test, message, "");
  }

  static Finding notCaught(String message) {
    return new Finding(Result.NOT_CAUGHT, "", message, "");
  }

  static Finding failed(String message) {
    return new Finding(Result.TOOL_FAILED, "", message, "");
  }
}
