package io.quiesce.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiesce.runtime.program.Program;
import io.quiesce.runtime.program.Programs;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a user sees of {@code run}. */
final class RunCommandTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... arguments) {
    return Quiesce.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }

  @Test
  void call_binaryTrees_printsALineForEachCycleAndASummaryAndExits0() {
    int code = run("run", "binary-trees", "--seconds", "0.3", "--completion", "two-step");

    assertThat(err.toString()).isEmpty();
    assertThat(code).isZero();
    assertThat(out.toString())
        .containsPattern("gc 1 @\\d+\\.\\d+s: .* ms clock, .* MB goal, .* 2 P")
        .containsPattern("binary-trees: .* cycles, .* objects audited, no violation");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "no-such-program|--seed|1|no program is called 'no-such-program'; there are binary-trees",
        "chaos|--completion|three|no completion protocol is called 'three'",
        "chaos|--procs|0|procs=0; must be 1 to 64",
        "chaos|--gogc|-5|gogc=-5; must be at least 1",
        "chaos|--seconds|soon|Invalid value for option '--seconds'"
      })
  void call_wrongUsage_saysWhatAndExits2(String program, String option, String value, String says) {
    int code = run("run", program, option, value);

    assertThat(code).isEqualTo(2);
    assertThat(err.toString()).contains(says).doesNotContain("\tat ");
    assertThat(out.toString()).isEmpty();
  }

  @Test
  void help_namesEachProgram() {
    assertThat(run("run", "--help")).isZero();

    assertThat(Programs.all())
        .extracting(Program::name)
        .allSatisfy(name -> assertThat(out.toString()).contains("  " + name + "  "));
  }
}
