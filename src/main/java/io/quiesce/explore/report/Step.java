package io.quiesce.explore.report;

/**
 * One line of a witness.
 *
 * @param number from 1, in an order that the execution allows
 * @param thread number of the thread
 * @param access what is done, such as {@code write Dekker.x = 1}
 * @param mode access mode; empty for what has none
 * @param line source line
 * @param readsFrom number of the step that wrote what is read; 0 for the initial value, -1 if
 *     nothing is read
 * @param missed number of a step that wrote something newer, which is not seen; 0 if there is none
 */
public record Step(
    int number, int thread, String access, String mode, String line, int readsFrom, int missed) {
  /**
   * The access of {@code write Dekker.x = 1} without what follows the variable, and without the
   * number of an object: both differ from run to run.
   */
  public String withoutValues() {
    return access
        .replaceAll(" = .*$", "")
        .replaceAll(" \\S+( -> .*|, no write)$", "")
        .replaceAll("[#@]\\d+", "")
        .strip();
  }
}
