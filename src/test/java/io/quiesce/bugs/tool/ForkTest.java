package io.quiesce.bugs.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Forks end by themselves or are killed, and what they print is kept. */
final class ForkTest {
  private static final Duration LONG = Duration.ofMinutes(5);

  @TempDir private Path directory;

  private static List<String> shell(String script) {
    return List.of("sh", "-c", script);
  }

  private Fork fork(Duration budget) throws IOException {
    return new Fork(directory, directory.resolve("log.txt"), budget);
  }

  @Test
  void run_endsByItself_givesStatusAndLines() throws IOException {
    List<String> lines = new ArrayList<>();
    try (Fork fork = fork(LONG)) {
      Fork.Exit exit = fork.run(shell("echo one; echo two >&2; exit 7"), lines::add);

      assertThat(exit).isEqualTo(new Fork.Exit(Fork.End.EXIT, 7));
    }
    assertThat(lines).containsExactlyInAnyOrder("one", "two");
    assertThat(directory.resolve("log.txt")).content().contains("one", "two", "status 7");
  }

  @Test
  void run_pastTheBudget_isKilled() throws IOException {
    try (Fork fork = fork(Duration.ofMillis(300))) {
      assertThat(fork.run(shell("sleep 600"), line -> {}).end()).isEqualTo(Fork.End.LATE);
      assertThat(fork.left()).isZero();
    }
  }

  @Test
  void run_silentTooLong_isKilled() throws IOException {
    try (Fork fork = fork(LONG)) {
      Fork.Exit exit = fork.run(shell("echo a; sleep 600"), line -> {}, Duration.ofMillis(500));

      assertThat(exit.end()).isEqualTo(Fork.End.SILENT);
    }
  }
}
