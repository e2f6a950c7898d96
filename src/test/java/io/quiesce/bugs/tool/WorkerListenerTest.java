package io.quiesce.bugs.tool;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What the lines and the end of a worker mean: found, not found, or no answer at all. */
final class WorkerListenerTest {
  private static final Fork.Exit WELL = new Fork.Exit(Fork.End.EXIT, 0);
  private static final Fork.Exit FAILED = new Fork.Exit(Fork.End.EXIT, 1);
  private static final Fork.Exit LATE = new Fork.Exit(Fork.End.LATE, -1);

  private static Finding after(Fork.Exit exit, String... lines) {
    WorkerListener listener = new WorkerListener();
    for (String line : lines) {
      listener.accept(line);
    }
    return listener.finding(exit);
  }

  @Test
  void finding_foundLine_isCaughtWithItsTest() {
    Finding finding = after(FAILED, "@@bugs\tBEGIN\tT", "noise", "@@bugs\tFOUND\tT\twhy\tabc");

    assertThat(finding).isEqualTo(new Finding(Result.CAUGHT, "T", "why", "abc"));
  }

  @Test
  void finding_done_isNotCaught() {
    assertThat(after(WELL, "@@bugs\tBEGIN\tT", "@@bugs\tDONE\t1 test").result())
        .isEqualTo(Result.NOT_CAUGHT);
  }

  @Test
  void finding_budgetOverInATest_isNotCaught() {
    assertThat(after(LATE, "@@bugs\tBEGIN\tT").result()).isEqualTo(Result.NOT_CAUGHT);
  }

  @Test
  void finding_budgetOverBeforeATest_isNoAnswer() {
    assertThat(after(LATE, "still loading").result()).isEqualTo(Result.TOOL_FAILED);
  }

  @Test
  void finding_crashInATest_isCaught() {
    Finding finding = after(FAILED, "@@bugs\tBEGIN\tT", "OutOfMemoryError");

    assertThat(finding.result()).isEqualTo(Result.CAUGHT);
    assertThat(finding.test()).isEqualTo("T");
    assertThat(finding.message()).contains("OutOfMemoryError");
  }

  @Test
  void finding_endBeforeATest_isNoAnswer() {
    assertThat(after(FAILED, "Error: could not find the main class").result())
        .isEqualTo(Result.TOOL_FAILED);
    assertThat(after(WELL).result()).isEqualTo(Result.TOOL_FAILED);
  }
}
