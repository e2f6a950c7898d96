package io.quiesce.trace;

import io.quiesce.trace.check.Tally;
import java.util.OptionalLong;

/**
 * What one judge found.
 *
 * @param level what it judged
 * @param tally its counts and its first disagreement
 * @param stoppedAt the {@code seq} at which the subject refused what Go did, if it did: nothing
 *     after that was judged
 */
public record LevelReport(String level, Tally tally, OptionalLong stoppedAt) {}
