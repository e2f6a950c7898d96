package io.quiesce.hunt.finding;

/**
 * One line of a witness's table.
 *
 * @param number from 1, in an order that the execution allows
 * @param thread number of the thread
 * @param access what is done, such as {@code write Dekker.x = 1}
 * @param mode access mode; empty for what has none
 * @param line where, such as {@code Dekker.java:17}
 * @param readsFrom number of the step that wrote what is read; 0 for the initial value, -1 if
 *     nothing is read
 * @param missed number of a step that wrote something newer, which is not seen; 0 if there is none
 */
public record WitnessStep(
    int number, int thread, String access, String mode, String line, int readsFrom, int missed) {}
