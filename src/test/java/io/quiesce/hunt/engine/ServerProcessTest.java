package io.quiesce.hunt.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quiesce.hunt.model.Verdict;
import io.quiesce.hunt.worker.Answer;
import io.quiesce.hunt.worker.Ask;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that dies says so; it is never taken for one that found nothing. */
final class ServerProcessTest {
  private static final Ask ASK = new Ask(Ask.What.SEARCH, "X", 10, 8, 0, "");

  @TempDir private Path directory;

  private ServerProcess shell(String script) throws IOException {
    return new ServerProcess(List.of("sh", "-c", script), directory);
  }

  @Test
  void ask_serverThatDies_neverRanAndWhy() throws IOException {
    try (ServerProcess server = shell("read line; echo OutOfMemoryError; exit 3")) {
      Answer answer = server.ask(ASK);

      assertThat(answer.verdict()).isEqualTo(Verdict.NEVER_RAN);
      assertThat(answer.note()).contains("died").contains("OutOfMemoryError");
      assertThat(server.isUsable()).isFalse();
    }
  }

  @Test
  void ask_answerAmongOtherLines_isFound() throws IOException {
    String answer =
        "@@hunt {\"verdict\":\"PROVED\",\"executions\":3,\"outcomes\":[],\"complete\":true,"
            + "\"note\":\"n\",\"found\":[]}";
    try (ServerProcess server = shell("read line; echo noise; echo; echo '" + answer + "'; cat")) {
      assertThat(server.ask(ASK))
          .isEqualTo(new Answer(Verdict.PROVED, 3, List.of(), true, "n", List.of()));
      assertThat(server.isUsable()).isTrue();
    }
  }

  @Test
  void jdk_runningOne_isReadFromItsDirectory() {
    Jdk running = Jdk.running();

    Jdk read = Jdk.in(running.home());

    assertThat(read.feature()).isEqualTo(running.feature());
    assertThatThrownBy(() -> Jdk.in(directory))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is no JDK");
  }
}
