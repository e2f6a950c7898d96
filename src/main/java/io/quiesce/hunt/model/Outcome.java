package io.quiesce.hunt.model;

/**
 * An outcome that a job saw, or one that is declared and that it did not see.
 *
 * @param outcome as the scenario shows it, such as {@code 1, 0}; or the name of an ending or error
 * @param count how many executions or samples gave it; 0 if it was not seen
 * @param expectation what the scenario says of it: ACCEPTABLE, ACCEPTABLE_INTERESTING, FORBIDDEN or
 *     UNKNOWN
 */
public record Outcome(String outcome, long count, String expectation) {}
