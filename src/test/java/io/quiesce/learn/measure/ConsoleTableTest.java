package io.quiesce.learn.measure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is read from jcstress' console: the tables at the end, and no others. */
final class ConsoleTableTest {
  private static final String PRINTED =
      """
      ...... [FAILED] t.Sb.Broken

        RESULT  SAMPLES     FREQ      EXPECT  DESCRIPTION
          0, 0      353    0.49%   Forbidden  x
          0, 1   42,902   59.65%  Acceptable  y

      RUN RESULTS:
        Interesting tests: No matches.

        Failed tests: 1 matching test results.

      ...... [FAILED] t.Sb.Broken

        Results across all configurations:

        RESULT  SAMPLES     FREQ      EXPECT  DESCRIPTION
          0, 0      935    0.19%   Forbidden  x
          0, 1  316,593   64.65%  Acceptable  y
          1, 1        1   <0.01%  Acceptable  y

        All remaining tests: 1 matching test results.

      .......... [OK] t.Sb.Stop

        Results across all configurations:

            RESULT  SAMPLES     FREQ       EXPECT  DESCRIPTION
             STALE        0    0.00%    Forbidden  x
        TERMINATED      320  100.00%  Interesting  y
      """;

  @Test
  void read_tablesAtTheEnd_areTaken() {
    assertThat(ConsoleTable.read(PRINTED.lines().toList()))
        .isEqualTo(
            Map.of(
                "t.Sb.Broken", Map.of("0, 0", 935L, "0, 1", 316_593L, "1, 1", 1L),
                "t.Sb.Stop", Map.of("STALE", 0L, "TERMINATED", 320L)));
  }

  @Test
  void read_runThatEndedEarly_hasNothing() {
    String early = PRINTED.substring(0, PRINTED.indexOf("RUN RESULTS"));

    assertThat(ConsoleTable.read(early.lines().toList())).isEmpty();
    assertThat(ConsoleTable.read(List.of())).isEmpty();
  }
}
