package io.quiesce.bugs.corpus;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Where a bug comes from.
 *
 * @param issue such as {@code golang/go#11267}; empty if there is none
 * @param change such as {@code CL 11502}; empty if there is none
 * @param year of the bug, or 0
 * @param source of a classic one: a paper, a sample, another project; empty for one of Go
 * @param confidence V for read, S for a source comment, M for memory
 */
public record Origin(String issue, String change, int year, String source, String confidence) {
  /** Everything but the confidence, in one line. */
  @Override
  public String toString() {
    List<String> parts =
        Stream.of(issue, change, source, year == 0 ? "" : Integer.toString(year))
            .filter(part -> !part.isEmpty())
            .collect(Collectors.toList());
    return String.join(", ", parts);
  }
}
