package io.quiesce.hunt.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scenarios of Lincheck as lines, and what their orders give. */
final class HistoryTest {
  /** Counts, and refuses to go below zero. */
  public static final class Counter {
    private int count;

    /** Adds. */
    public int add(int n) {
      count += n;
      return count;
    }

    /** Takes away. */
    public void take(long n) {
      if (n > count) {
        throw new IllegalStateException("only " + count);
      }
      count -= (int) n;
    }

    /** What there is. */
    public List<Integer> all() {
      return List.of(count);
    }

    /** Arguments of other types. */
    public String words(String text, boolean flag, Unit unit) {
      return text + flag + unit;
    }

    /** An argument that no scenario has. */
    public void unsupported(double value) {}
  }

  /** A constant for an argument. */
  public enum Unit {
    /** The first. */
    PAGE
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "add(1); add(2) [ add(3) | take(1); add(4) ] all()",
        "[ add(1) | add(2) | add(3) ]",
        "words(a, true, PAGE) [ add(-1) | add(2) ]"
      })
  void of_line_isThatLineAgain(String line) {
    assertThat(History.of(line)).hasToString(line);
  }

  @Test
  void of_line_knowsCallsBeforeBesideAndAfter() {
    History history = History.of("add(1) [ add(3) | take(1); words(a, true, PAGE) ] all()");

    assertThat(history.before()).containsExactly(new Call("add", List.of("1")));
    assertThat(history.threads()).hasSize(2);
    assertThat(history.threads().get(1))
        .containsExactly(
            new Call("take", List.of("1")), new Call("words", List.of("a", "true", "PAGE")));
    assertThat(history.after()).containsExactly(new Call("all", List.of()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "add(1)", "[ add | take(1) ]", "[ add(1) | take(1"})
  void of_otherLine_isRefusedByName(String line) {
    assertThatThrownBy(() -> History.of(line))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("'" + line + "' is no scenario");
  }

  private static Orders orders(String line) {
    return new Orders(Counter.class, History.of(line));
  }

  @Test
  void orders_keepEachThreadsOwn() {
    assertThat(orders("[ add(1); add(2) | add(4) ] all()").outcomes())
        .containsExactly("1; 3, 7, [7]", "1; 7, 5, [7]", "5; 7, 4, [7]");
  }

  @Test
  void orders_callsBefore_comeFirstInAll() {
    assertThat(orders("add(8) [ add(1) | add(1) ]").outcomes()).containsExactly("10, 9", "9, 10");
  }

  @Test
  void orders_exception_isAResultByItsName() {
    Orders orders = orders("[ add(1) | take(1) ]");

    assertThat(orders.outcomes()).containsExactly("1, IllegalStateException", "1, ok");
    assertThat(orders.isThrowing()).isTrue();
    assertThat(orders("[ add(1) | add(1) ]").isThrowing()).isFalse();
  }

  @Test
  void text_outcomes_areNoRegularExpressions() {
    History history = History.of("[ add(1) | take(0) ] all()");
    HistoryText text =
        new HistoryText(history, Counter.class, orders(history.toString()), List.of("take"));

    assertThat(text.text())
        .contains("id = \"\\\\Q1, ok, [1]\\\\E\"", "object.take();")
        .doesNotContain("attempt");
    assertThat(text.imports()).contains("org.openjdk.jcstress.infra.results.LLL_Result");
  }

  @Test
  void text_tooManyThreads_isRefused() {
    String line = "[ " + "add(1) | ".repeat(7) + "add(1) ] all()";
    Orders none = orders("[ add(1) | add(1) ]");

    assertThatThrownBy(() -> new HistoryText(History.of(line), Counter.class, none, List.of()))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at most 8 parts; this needs 9");
  }

  @Test
  void operations_literals_areJava() {
    Operations operations = new Operations(Counter.class);

    assertThat(operations.source(new Call("take", List.of("3")))).isEqualTo("take(3L)");
    assertThat(operations.source(new Call("words", List.of("a\"b", "true", "PAGE"))))
        .isEqualTo("words(\"a\\\"b\", true, " + Unit.class.getCanonicalName() + ".PAGE)");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"add(x)", "words(a, true, SPAN)", "unsupported(1)", "forgotten(1)", "add(1, 2)"})
  void operations_otherCalls_areRefusedByName(String call) {
    Call first = History.of("[ " + call + " | add(1) ]").threads().get(0).get(0);

    assertThatThrownBy(() -> new Operations(Counter.class).source(first))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(call);
  }
}
