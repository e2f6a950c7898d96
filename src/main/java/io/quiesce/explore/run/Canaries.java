package io.quiesce.explore.run;

import io.quiesce.explore.canary.Canary;
import io.quiesce.explore.jcstress.Outcomes;
import io.quiesce.explore.jcstress.TestCase;
import io.quiesce.explore.jcstress.TestMethod;
import io.quiesce.explore.transform.classes.ClassBytes;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Programs with a known bug, explored before anything else: if one of them is missed, the explorer
 * is blind, and whatever else it says is worth nothing.
 */
public final class Canaries {
  private static final String PACKAGE = "io/quiesce/explore/canary/";

  private Canaries() {}

  /**
   * Explores all of them.
   *
   * @return what was missed, one line each; empty if all is well
   */
  public static List<String> check() {
    return check(bytes());
  }

  /** The same with other classes of the same names, for a test that a missed one is noticed. */
  static List<String> check(ClassBytes classes) {
    List<String> missed = new ArrayList<>();
    for (Canary canary : Canary.values()) {
      check(canary, classes).ifPresent(missed::add);
    }
    return missed;
  }

  private static Optional<String> check(Canary canary, ClassBytes classes) {
    String name = PACKAGE + canary.className();
    TestCase test =
        new TestCase(
            name,
            List.of(new TestMethod(name, "left", "()V"), new TestMethod(name, "right", "()V")),
            Optional.empty(),
            Optional.of(name),
            Optional.of(name),
            false,
            Outcomes.of(List.of()));
    try {
      TestReport report = Exploration.of(test, classes).run();
      boolean seen = report.rows().stream().anyMatch(row -> row.outcome().equals(canary.bug()));
      return seen
          ? Optional.empty()
          : Optional.of(canary + ": " + canary.bug() + " was not found, only " + report.rows());
    } catch (RuntimeException e) {
      return Optional.of(canary + ": " + e);
    }
  }

  /** The classes of the canaries. */
  static ClassBytes bytes() {
    return name -> {
      if (!name.startsWith(PACKAGE)) {
        return null;
      }
      try (InputStream in = Canary.class.getResourceAsStream("/" + name + ".class")) {
        return in == null ? null : in.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException("reading " + name, e);
      }
    };
  }
}
