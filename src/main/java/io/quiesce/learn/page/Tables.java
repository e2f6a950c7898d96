package io.quiesce.learn.page;

import io.quiesce.learn.course.Lesson;
import io.quiesce.learn.course.Variant;
import io.quiesce.learn.predict.Prediction;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The tables of a lesson; the first row of each is its head. */
final class Tables {
  private static final BigDecimal ALL = new BigDecimal(100);

  private final Findings findings;
  private final Lesson lesson;
  private final Prediction prediction;

  Tables(Findings findings) {
    this.findings = findings;
    this.lesson = findings.lesson();
    this.prediction = findings.prediction();
  }

  private static List<List<String>> start(List<Variant> columns) {
    List<String> head = new ArrayList<>(List.of("outcome"));
    columns.forEach(variant -> head.add(variant.name() + ": " + variant.shows()));
    return new ArrayList<>(List.of(head));
  }

  /** Outcomes by variants: in how many executions, and whether they are bugs. */
  List<List<String>> outcomes() {
    List<List<String>> rows = start(lesson.variants());
    for (String outcome : prediction.outcomes()) {
      List<String> row = new ArrayList<>(List.of(outcome));
      for (Variant variant : lesson.variants()) {
        long executions = prediction.executions(variant, outcome);
        String mark = prediction.isFailure(variant, outcome) ? " wrong" : "";
        row.add(executions == 0 ? "-" : number(executions) + mark);
      }
      rows.add(row);
    }
    List<String> verdicts = new ArrayList<>(List.of("verdict"));
    lesson.variants().forEach(variant -> verdicts.add(prediction.of(variant).verdict().name()));
    rows.add(verdicts);
    return rows;
  }

  /** Outcomes by variants: how often the hardware gave them. */
  List<List<String>> frequencies() {
    List<Variant> columns =
        lesson.variants().stream()
            .filter(variant -> findings.frequencies().of(lesson, variant).isPresent())
            .toList();
    List<List<String>> rows = start(columns);
    Set<String> outcomes = new TreeSet<>();
    for (Variant variant : columns) {
      outcomes.addAll(samples(variant).keySet());
      prediction.of(variant).rows().forEach(row -> outcomes.add(row.outcome()));
    }
    for (String outcome : outcomes) {
      List<String> row = new ArrayList<>(List.of(outcome));
      columns.forEach(variant -> row.add(share(variant, outcome)));
      if (row.stream().skip(1).anyMatch(cell -> !cell.equals("-"))) {
        rows.add(row);
      }
    }
    return rows;
  }

  private Map<String, Long> samples(Variant variant) {
    return findings.frequencies().of(lesson, variant).orElse(Map.of());
  }

  /** How often; a dash for what is neither allowed nor was seen. */
  private String share(Variant variant, String outcome) {
    long count = samples(variant).getOrDefault(outcome, 0L);
    if (count == 0) {
      return prediction.executions(variant, outcome) == 0 ? "-" : "0";
    }
    long all = samples(variant).values().stream().mapToLong(Long::longValue).sum();
    BigDecimal percent = new BigDecimal(100.0 * count / all).round(new MathContext(3));
    boolean rounded = count < all && percent.compareTo(ALL) >= 0;
    String shown = rounded ? "> 99.9" : percent.stripTrailingZeros().toPlainString();
    return number(count) + " (" + shown + " %)";
  }

  /** What the model allows and the hardware did not show, as a paragraph. */
  String notShown() {
    String list =
        lesson.variants().stream()
            .filter(variant -> findings.frequencies().of(lesson, variant).isPresent())
            .filter(variant -> !findings.notShown(variant).isEmpty())
            .map(variant -> variant.name() + " " + quoted(findings.notShown(variant)))
            .collect(Collectors.joining("; "));
    String unasked =
        lesson.variants().stream()
            .filter(Variant::isJava)
            .filter(variant -> findings.frequencies().of(lesson, variant).isEmpty())
            .map(Variant::name)
            .collect(Collectors.joining(", "));
    return (list.isEmpty()
            ? "The hardware showed all that the model allows."
            : "Allowed, and not seen this time: " + list + ".")
        + (unasked.isEmpty() ? "" : " Not run: " + unasked + ".");
  }

  /** For a lesson none of whose programs was run. */
  String whyNothingWasMeasured() {
    int actors =
        lesson.variants().stream()
            .mapToInt(variant -> prediction.of(variant).test().actors().size())
            .max()
            .orElse(0);
    int cpus = Runtime.getRuntime().availableProcessors();
    return findings.frequencies().asked() && actors > cpus
        ? "This machine cannot be asked: jcstress needs a CPU for each of the "
            + actors
            + " threads, and there are "
            + cpus
            + "."
        : findings.frequencies().note();
  }

  private static String quoted(List<String> outcomes) {
    return outcomes.stream().map(one -> "`" + one + "`").collect(Collectors.joining(", "));
  }

  private static String number(long value) {
    return String.format(Locale.ROOT, "%,d", value);
  }
}
