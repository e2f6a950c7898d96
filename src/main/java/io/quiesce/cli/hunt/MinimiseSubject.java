package io.quiesce.cli.hunt;

import io.quiesce.explore.jcstress.TestCase;
import io.quiesce.hunt.finding.Finding;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What is made small: a scenario that the explorer can run.
 *
 * @param finding in this scenario
 * @param test the scenario
 * @param places where its classes and those that it calls are
 * @param source of it, where that is at hand
 * @param made whether it was made of the finding, and is nowhere else
 */
record MinimiseSubject(
    Finding finding, TestCase test, List<Path> places, Optional<Source> source, boolean made) {
  /** Copies the list. */
  MinimiseSubject {
    places = List.copyOf(places);
  }

  /**
   * A source file.
   *
   * @param path below its root
   * @param text of it
   */
  record Source(String path, String text) {}
}
