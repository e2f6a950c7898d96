package io.quiesce.explore.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A JUnit test that explores a jcstress class. The method may take a {@link
 * io.quiesce.explore.run.TestReport}; it runs after the exploration, whose verdict must be the
 * expected one.
 */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(ExploreExtension.class)
@Test
public @interface ExploreTest {
  /** The class with {@code @JCStressTest}. */
  Class<?> value();

  /** The memory model: {@code sc}, {@code tso}, {@code rc11} or {@code jmm}. */
  String model() default "jmm";

  /** The verdict without which the test fails. */
  io.quiesce.explore.run.Verdict expect() default io.quiesce.explore.run.Verdict.PROVED;
}
