/**
 * Exploring tests from JUnit 5.
 *
 * <pre>{@code
 * final class DekkerTest {
 *   @ExploreTest(Dekker.class)
 *   void dekker_volatile_isProved(TestReport report) {}
 * }
 * }</pre>
 *
 * <p>JUnit is not on the class path of the command line; only users of this package need it.
 *
 * <p>Depends on {@code explore.run}, {@code explore.report} and JUnit's API.
 */
package io.quiesce.explore.junit;
