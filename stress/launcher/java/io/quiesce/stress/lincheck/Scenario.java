package io.quiesce.stress.lincheck;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * One scenario to explore, in calls of {@code @Operation} methods, as in {@code "alloc(2);
 * free(0)"}.
 *
 * <p>Arguments are literals of the parameter's type: int, long, boolean, String without quotes, or
 * the name of an enum constant.
 */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Repeatable(Scenario.List.class)
public @interface Scenario {
  /** Calls made by one thread before the others start. */
  String before() default "";

  /** The calls of each thread. */
  String[] threads();

  /** Calls made by one thread after all ended. */
  String after() default "";

  /**
   * Whether all interleavings must be seen in every mode; a scenario that then hits the bound
   * fails. Off for scenarios that are too large, which get the mode's share of interleavings and
   * are reported as bounded.
   */
  boolean exhaustive() default true;

  /** Holds repeated scenarios. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target(ElementType.TYPE)
  @interface List {
    /** The scenarios in the order of the source. */
    Scenario[] value();
  }
}
