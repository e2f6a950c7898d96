package io.quiesce.explore.program;

/** What orders an operation with others: the mode of an access, or a fence. */
public sealed interface Ordering permits Mode, Fence {}
