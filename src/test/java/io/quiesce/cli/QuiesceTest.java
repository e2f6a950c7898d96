package io.quiesce.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

/** What a user sees of the command line itself. */
final class QuiesceTest {
  @Test
  void call_withoutCommand_printsUsageAndExits2() {
    StringWriter err = new StringWriter();

    int code = Quiesce.commandLine().setErr(new PrintWriter(err)).execute();

    assertThat(code).isEqualTo(2);
    assertThat(err.toString()).startsWith("Usage: quiesce");
  }

  @Test
  void call_unknownCommand_exits2WithoutStackTrace() {
    StringWriter err = new StringWriter();

    int code = Quiesce.commandLine().setErr(new PrintWriter(err)).execute("no-such-command");

    assertThat(code).isEqualTo(2);
    assertThat(err.toString()).contains("no-such-command").doesNotContain("\tat ");
  }
}
