package io.quiesce.explore.search.execution;

import io.quiesce.explore.model.Model;

/**
 * How far executions are followed, and under which model.
 *
 * @param model the memory model
 * @param loop how many turns of one waiting loop, of those that cannot be told to be useless
 * @param steps how many events of one thread
 */
public record Bounds(Model model, int loop, int steps) {}
