package io.quiesce.explore.run;

import io.quiesce.explore.jcstress.Expectation;
import io.quiesce.explore.search.execution.Recording;

/**
 * One outcome that happened.
 *
 * @param outcome what the test showed, or the name of an ending or an error
 * @param executions how many executions give it
 * @param expect what the test says of it
 * @param description why
 * @param unlisted whether no {@code @Outcome} names it
 * @param id short name of the shortest execution that gives it; empty if there is none to show
 * @param recording how to get there again; null if there is none
 */
public record OutcomeRow(
    String outcome,
    long executions,
    Expectation expect,
    String description,
    boolean unlisted,
    String id,
    Recording recording) {}
