package io.quiesce.bugs.tool;

import io.quiesce.bugs.overlay.Overlay;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What a tool is asked for.
 *
 * @param overlay the bug, or the unpatched subject
 * @param first regular expression of the tests to run first; empty for none
 * @param budget wall time; a tool is stopped when it is over
 * @param evidence a directory for what it prints
 */
public record Job(Overlay overlay, String first, Duration budget, Path evidence) {}
