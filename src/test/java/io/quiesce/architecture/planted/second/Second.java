package io.quiesce.architecture.planted.second;

import io.quiesce.architecture.planted.first.First;

/** The other half of a cycle. */
public record Second(First first) {}
