package io.quiesce.stress.lincheck;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Makes a class with {@code @Operation} methods a test of the Lincheck suite.
 *
 * <p>The class is public, has a public constructor without arguments that builds the object under
 * test, and may have one {@code @Validate} method, run after every interleaving: the place for the
 * structural invariants.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface ModelChecked {
  /** The sequential specification: a public class with the same methods, run by one thread. */
  Class<?> specification();

  /** Whether an operation must end when it runs alone, from any reachable state. */
  boolean obstructionFree() default false;

  /** Threads of a random scenario. */
  int threads() default 2;

  /** Operations of each thread of a random scenario. */
  int actorsPerThread() default 2;

  /** Operations before the threads of a random scenario start. */
  int actorsBefore() default 1;

  /** Operations after they ended. */
  int actorsAfter() default 1;

  /**
   * Whether the budget is filled with random scenarios. Off for operations that only make sense in
   * a certain order.
   */
  boolean random() default true;

  /**
   * About how many times as long as in a small test one interleaving takes. Scenarios that are not
   * explored to the end get that many times fewer interleavings.
   */
  int cost() default 1;

  /**
   * Classes whose methods are not explored: oracles, and the records that a test keeps beside its
   * subject. What they call is not explored either, so they must not call the subject from a thread
   * of a scenario.
   */
  Class<?>[] judges() default {};

  /**
   * More iterations of one loop than this are taken for waiting, and for a hang if nobody else can
   * go on; 0 leaves that to Lincheck. For subjects that walk over arrays: Lincheck ends a scenario
   * silently when a long loop looks to it as if it waited.
   */
  int longestLoop() default 0;
}
