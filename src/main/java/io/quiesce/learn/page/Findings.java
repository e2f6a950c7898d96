package io.quiesce.learn.page;

import io.quiesce.bugs.corpus.Bug;
import io.quiesce.learn.course.Lesson;
import io.quiesce.learn.course.Variant;
import io.quiesce.learn.measure.Frequencies;
import io.quiesce.learn.predict.Prediction;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * All that was found out about one lesson.
 *
 * @param prediction what the memory model allows
 * @param frequencies what the hardware did
 * @param bug the bug of the corpus that the lesson comes from
 * @param stamp where and when
 */
public record Findings(Prediction prediction, Frequencies frequencies, Bug bug, Stamp stamp) {
  /** The lesson. */
  public Lesson lesson() {
    return prediction.lesson();
  }

  /**
   * What contradicts the lesson, one line each: claims that do not hold, and outcomes that the
   * hardware gave and the model does not allow.
   */
  public List<String> problems() {
    List<String> problems = new ArrayList<>(prediction.problems());
    for (Variant variant : lesson().variants()) {
      for (String outcome : seen(variant)) {
        if (prediction.executions(variant, outcome) == 0) {
          problems.add(
              lesson().slug()
                  + ": the hardware gave "
                  + outcome
                  + " in "
                  + variant.name()
                  + ", which the model does not allow: the model, the JVM or the CPU is wrong");
        }
      }
    }
    return problems;
  }

  /** The outcomes that the hardware gave at least once. */
  private List<String> seen(Variant variant) {
    return frequencies.of(lesson(), variant).orElse(Map.of()).entrySet().stream()
        .filter(entry -> entry.getValue() > 0)
        .map(Map.Entry::getKey)
        .toList();
  }

  /** The outcomes that the model allows and the hardware never gave. */
  public List<String> notShown(Variant variant) {
    List<String> seen = seen(variant);
    return prediction.of(variant).rows().stream()
        .map(row -> row.outcome())
        .filter(outcome -> !seen.contains(outcome))
        .sorted()
        .toList();
  }
}
