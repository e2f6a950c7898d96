package io.quiesce.hunt.history;

import io.quiesce.hunt.source.Quoted;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * The source of a jcstress class for a history, to stand inside the Lincheck test.
 *
 * <p>The calls before are in its constructor, each thread is an actor, and the calls after and the
 * test's own checks are in the arbiter. Each thread has one field of the result, and so have the
 * calls after.
 */
final class HistoryText {
  /** The class's simple name. */
  static final String NAME = "History";

  private static final int MOST_FIELDS = 8;
  private static final String ANNOTATIONS = "org.openjdk.jcstress.annotations.";

  private final History history;
  private final Class<?> test;
  private final Operations operations;
  private final Orders orders;
  private final List<String> checks;
  private final String result;

  /**
   * The text for a history of a test.
   *
   * @param orders by the test's specification
   * @param checks methods of the test to call at the end
   * @throws IllegalArgumentException if it has too many threads for jcstress
   */
  HistoryText(History history, Class<?> test, Orders orders, List<String> checks) {
    this.history = history;
    this.test = test;
    this.operations = new Operations(test);
    this.orders = orders;
    this.checks = List.copyOf(checks);
    int fields = history.threads().size() + (history.after().isEmpty() ? 0 : 1);
    if (fields > MOST_FIELDS) {
      throw new IllegalArgumentException(
          "jcstress has results of at most " + MOST_FIELDS + " parts; this needs " + fields);
    }
    this.result = "L".repeat(fields) + "_Result";
  }

  /** What it imports. */
  SortedSet<String> imports() {
    SortedSet<String> names = new TreeSet<>();
    List.of("Actor", "Expect", "JCStressTest", "Outcome", "State")
        .forEach(name -> names.add(ANNOTATIONS + name));
    if (hasArbiter()) {
      names.add(ANNOTATIONS + "Arbiter");
    }
    names.add("org.openjdk.jcstress.infra.results." + result);
    if (orders.isThrowing()) {
      names.add("java.util.concurrent.Callable");
    }
    return names;
  }

  private boolean hasArbiter() {
    return !history.after().isEmpty() || !checks.isEmpty();
  }

  /** The class. */
  String text() {
    StringBuilder text = new StringBuilder();
    text.append("\n  /** Calls that Lincheck found: {@code ").append(history).append("}. */\n");
    text.append("  @JCStressTest\n");
    orders.outcomes().forEach(outcome -> text.append(acceptable(outcome)));
    text.append(
        "  @Outcome(expect = Expect.FORBIDDEN, desc = \"no order of the calls gives it\")\n");
    text.append("  @State\n  public static class ").append(NAME).append(" {\n");
    String type = test.getSimpleName();
    text.append(String.format("    private final %s object = new %s();%n", type, type));
    if (!history.before().isEmpty()) {
      text.append(method("/** The calls before. */", "public " + NAME + "()", before()));
    }
    for (int i = 0; i < history.threads().size(); i++) {
      String header = String.format("public void thread%d(%s r)", i + 1, result);
      text.append(method("@Actor", header, calls(history.threads().get(i), "r.r" + (i + 1))));
    }
    if (hasArbiter()) {
      text.append(method("@Arbiter", "public void after(" + result + " r)", after()));
    }
    if (orders.isThrowing()) {
      text.append(attempt());
    }
    return text.append("  }\n").toString();
  }

  private static String acceptable(String outcome) {
    return String.format(
        "  @Outcome(id = %s, expect = Expect.ACCEPTABLE, desc = \"an order gives it\")%n",
        Quoted.of(literal(outcome)));
  }

  /** jcstress takes an id for a regular expression, too. */
  private static String literal(String outcome) {
    return outcome.matches("[^\\\\^$.|?*+()\\[\\]{}]*") ? outcome : "\\Q" + outcome + "\\E";
  }

  private static String method(String above, String header, List<String> statements) {
    StringBuilder text = new StringBuilder();
    text.append("\n    ").append(above).append("\n    ").append(header).append(" {\n");
    statements.forEach(statement -> text.append("      ").append(statement).append(";\n"));
    return text.append("    }\n").toString();
  }

  private List<String> before() {
    return history.before().stream().map(this::call).toList();
  }

  private List<String> after() {
    List<String> statements = new ArrayList<>();
    if (!history.after().isEmpty()) {
      statements.addAll(calls(history.after(), "r.r" + (history.threads().size() + 1)));
    }
    checks.forEach(check -> statements.add("object." + check + "()"));
    return statements;
  }

  /** Calls, one after the other, and their results, joined. */
  private List<String> calls(List<Call> calls, String field) {
    List<String> statements = new ArrayList<>();
    List<String> results = new ArrayList<>();
    for (Call call : calls) {
      if (operations.isVoid(call) && !orders.isThrowing()) {
        statements.add(call(call));
        results.add(Quoted.of(Orders.VOID));
      } else if (calls.size() == 1) {
        results.add(call(call));
      } else {
        String name = "result" + (results.size() + 1);
        statements.add("Object " + name + " = " + call(call));
        results.add(name);
      }
    }
    String between = " + " + Quoted.of(Orders.SEPARATOR) + " + ";
    statements.add(field + " = " + String.join(between, results));
    return statements;
  }

  private String call(Call call) {
    String plain = "object." + operations.source(call);
    if (!orders.isThrowing()) {
      return plain;
    }
    return operations.isVoid(call)
        ? String.format("attempt(() -> { %s; return %s; })", plain, Quoted.of(Orders.VOID))
        : "attempt(() -> " + plain + ")";
  }

  private static String attempt() {
    return
"""

    private static Object attempt(Callable<Object> call) {
      try {
        return call.call();
      } catch (Exception thrown) {
        return thrown.getClass().getSimpleName();
      }
    }
""";
  }
}
