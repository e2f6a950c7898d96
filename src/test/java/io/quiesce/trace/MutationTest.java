package io.quiesce.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiesce.trace.check.Disagreement;
import io.quiesce.trace.read.EventKind;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;

/**
 * Each kind of check can fail: one number of a recorded trace is changed, or one event dropped, and
 * the judge of that level says so with the right comparison.
 *
 * <p>A row names the trace, a text that finds the event and how many such events come before it,
 * the argument, its new value ({@code +n} adds to the recorded one) or {@code drop}, the level, and
 * the beginning of what the first disagreement of the level must compare.
 */
@TestInstance(Lifecycle.PER_CLASS)
final class MutationTest {
  private final Map<String, TraceText> recorded = new HashMap<>();

  private static final List<String> LEADING = List.of("seq", "us", "m", "p", "g", "ph");
  private static final int FIRST_ARGUMENT = 7;

  /** How much is kept after a changed number; a dropped event may be missed only much later. */
  private static final int LINES_AFTER = 400;

  @TempDir static Path folder;

  @ParameterizedTest(name = "{0} {1} #{2}: {3} {4}")
  @CsvFileSource(resources = "/traces/mutations.csv", delimiter = '|', numLinesToSkip = 1)
  void of_changedTrace_disagreesThere(
      String trace, String find, int nth, String argument, String value, String level, String what)
      throws IOException {
    TraceText before = recorded.computeIfAbsent(trace, TraceText::recorded);
    int line = before.find(find, nth);
    boolean drop = "drop".equals(value);
    TraceText changed =
        drop
            ? before.without(line)
            : change(before, line, argument, value).upTo(line + LINES_AFTER);

    ReplayReport report = Replay.of(changed.writeTo(folder.resolve("changed.csv")));

    LevelReport judged =
        report.levels().stream().filter(l -> l.level().equals(level)).findFirst().orElseThrow();
    assertThat(judged.tally().first()).as("%s", report).isPresent();
    Disagreement first = judged.tally().first().orElseThrow();
    assertThat(first.what()).as("%s", report).startsWith(what);
    assertThat(first.go()).isNotEqualTo(first.ours());
    if (!drop) {
      assertThat(first.event().line()).as("%s", report).isGreaterThanOrEqualTo(line - 40L);
    }
  }

  private static int column(TraceText text, int line, String argument) {
    int leading = LEADING.indexOf(argument);
    if (leading >= 0) {
      return leading;
    }
    String kind = text.lines().get(line).split(",", -1)[FIRST_ARGUMENT - 1];
    return FIRST_ARGUMENT + EventKind.valueOf(kind).index(argument);
  }

  private static TraceText change(TraceText text, int line, String argument, String value) {
    int column = column(text, line, argument);
    return text.withColumn(
        line, column, value.startsWith("+") ? sum(text, line, column, value) : value);
  }

  private static String sum(TraceText text, int line, int column, String more) {
    String[] columns = text.lines().get(line).split(",", -1);
    EventKind kind = EventKind.valueOf(columns[FIRST_ARGUMENT - 1]);
    int radix = kind.isHex(column - FIRST_ARGUMENT) ? 16 : 10;
    long sum = Long.parseLong(columns[column], radix) + Long.parseLong(more.substring(1));
    return Long.toString(sum, radix);
  }
}
