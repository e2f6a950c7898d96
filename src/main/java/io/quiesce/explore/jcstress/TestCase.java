package io.quiesce.explore.jcstress;

import java.util.List;
import java.util.Optional;

/**
 * One jcstress test.
 *
 * @param className internal name of the class with {@code @JCStressTest}
 * @param actors the {@code @Actor} methods, sorted by name; in termination mode followed by the
 *     {@code @Signal} method
 * @param arbiter the {@code @Arbiter} method
 * @param state internal name of the {@code @State} class
 * @param result internal name of the result class
 * @param termination whether it is of mode {@code Termination}
 * @param outcomes what it says of outcomes
 */
public record TestCase(
    String className,
    List<TestMethod> actors,
    Optional<TestMethod> arbiter,
    Optional<String> state,
    Optional<String> result,
    boolean termination,
    Outcomes outcomes) {
  /** Outcome of a test of mode {@code Termination} whose actor ended. */
  public static final String TERMINATED = "TERMINATED";

  /** Outcome of a test of mode {@code Termination} whose actor never ends. */
  public static final String STALE = "STALE";

  /** The binary name of the test's class. */
  public String name() {
    return className.replace('/', '.');
  }
}
