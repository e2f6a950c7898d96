package io.quiesce.architecture.planted.first;

import io.quiesce.architecture.planted.second.Second;

/** One half of a cycle. */
public record First(Second second) {}
