package io.quiesce.learn.measure;

import io.quiesce.learn.course.Lesson;
import io.quiesce.learn.course.Variant;
import java.util.Map;
import java.util.Optional;

/**
 * How often the hardware gave each outcome.
 *
 * @param asked whether jcstress was run
 * @param samples by program (binary name) and outcome
 * @param note why there are none, or what they are; never empty
 */
public record Frequencies(boolean asked, Map<String, Map<String, Long>> samples, String note) {

  /** Copies. */
  public Frequencies {
    samples = Map.copyOf(samples);
  }

  /** Nothing was asked, and why. */
  public static Frequencies none(String why) {
    return new Frequencies(false, Map.of(), why);
  }

  /** What was measured of a variant; empty if it was not run. */
  public Optional<Map<String, Long>> of(Lesson lesson, Variant variant) {
    return variant.isJava()
        ? Optional.ofNullable(samples.get(lesson.source().binaryName(variant.program())))
        : Optional.empty();
  }

  /** Whether anything of a lesson was measured. */
  public boolean covers(Lesson lesson) {
    return lesson.variants().stream().anyMatch(variant -> of(lesson, variant).isPresent());
  }
}
