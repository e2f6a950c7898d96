package io.quiesce.hunt.history;

import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The calls of a Lincheck scenario.
 *
 * @param before made before the threads begin
 * @param threads the calls of each thread
 * @param after made after all threads have ended
 */
record History(List<Call> before, List<List<Call>> threads, List<Call> after) {
  private static final Pattern LINE = Pattern.compile("([^\\[]*)\\[(.*)]([^\\]]*)");
  private static final Pattern CALL = Pattern.compile("(\\w+)\\((.*)\\)");

  History {
    before = List.copyOf(before);
    threads = threads.stream().map(List::copyOf).toList();
    after = List.copyOf(after);
  }

  /**
   * Reads the line in which the stress launcher names a scenario, such as {@code push(1) [ pop() |
   * pop(); push(2) ] detach()}.
   *
   * @throws IllegalArgumentException if it is none
   */
  static History of(String line) {
    Matcher parts = LINE.matcher(line);
    if (!parts.matches()) {
      throw malformed(line);
    }
    List<List<Call>> threads =
        Arrays.stream(parts.group(2).split("\\|", -1)).map(part -> calls(part, line)).toList();
    return new History(calls(parts.group(1), line), threads, calls(parts.group(3), line));
  }

  private static List<Call> calls(String text, String line) {
    return Arrays.stream(text.split(";", -1))
        .map(String::strip)
        .filter(call -> !call.isEmpty())
        .map(call -> call(call, line))
        .toList();
  }

  private static Call call(String text, String line) {
    Matcher call = CALL.matcher(text);
    if (!call.matches()) {
      throw malformed(line);
    }
    String arguments = call.group(2).strip();
    return new Call(
        call.group(1), arguments.isEmpty() ? List.of() : List.of(arguments.split("\\s*,\\s*", -1)));
  }

  private static IllegalArgumentException malformed(String line) {
    return new IllegalArgumentException(
        "'" + line + "' is no scenario of Lincheck; it should be as in 'a(1) [ b() | c(2) ] d()'");
  }

  @Override
  public String toString() {
    String parallel =
        threads.stream().map(History::line).collect(Collectors.joining(" | ", " [ ", " ] "));
    return (line(before) + parallel + line(after)).strip();
  }

  private static String line(List<Call> calls) {
    return calls.stream().map(Call::toString).collect(Collectors.joining("; "));
  }
}
