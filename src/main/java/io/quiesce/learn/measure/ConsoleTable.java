package io.quiesce.learn.measure;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads the tables that jcstress prints at its end, with option {@code -v}: for each test the
 * samples of each outcome across all forks.
 */
final class ConsoleTable {
  private static final String RESULTS = "RUN RESULTS:";
  private static final Pattern TEST = Pattern.compile("\\.+ \\[([A-Z ]+)] (\\S+)");
  private static final Pattern ROW =
      Pattern.compile(" +(\\S.*?) +([\\d,]+) +<?[\\d.]+% +(?:Forbidden|Acceptable|Interesting).*");

  private ConsoleTable() {}

  /** Samples by test and outcome; tests without a table, such as those that died, are left out. */
  static Map<String, Map<String, Long>> read(List<String> lines) {
    Map<String, Map<String, Long>> tests = new TreeMap<>();
    boolean atEnd = false;
    String test = "";
    for (String line : lines) {
      atEnd |= line.strip().equals(RESULTS);
      Matcher head = TEST.matcher(line.strip());
      Matcher row = ROW.matcher(line);
      if (head.matches()) {
        test = head.group(2);
      } else if (atEnd && !test.isEmpty() && row.matches()) {
        tests
            .computeIfAbsent(test, name -> new LinkedHashMap<>())
            .merge(row.group(1), Long.parseLong(row.group(2).replace(",", "")), Long::sum);
      }
    }
    return tests;
  }
}
