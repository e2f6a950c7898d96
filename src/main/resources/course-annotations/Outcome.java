package org.openjdk.jcstress.annotations;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What is said of some outcomes of a test. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Repeatable(Outcome.Outcomes.class)
public @interface Outcome {
  /** The outcomes; none for all that are not named. */
  String[] id() default {};

  /** What is said of them. */
  Expect expect();

  /** Why. */
  String desc() default "";

  /** Several of them. */
  @Target(ElementType.TYPE)
  @Retention(RetentionPolicy.RUNTIME)
  @interface Outcomes {
    /** All of them. */
    Outcome[] value();
  }
}
