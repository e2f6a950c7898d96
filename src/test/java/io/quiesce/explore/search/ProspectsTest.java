package io.quiesce.explore.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiesce.explore.litmus.LitmusProgram;
import io.quiesce.explore.litmus.LitmusThread;
import io.quiesce.explore.model.Model;
import io.quiesce.explore.program.Mode;
import io.quiesce.explore.search.execution.Ending;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is wasted on graphs that the model rejects, and what would be lost by wasting less. */
final class ProspectsTest {

  private static Result search(LitmusThread... threads) {
    Options options = Options.of(Model.JMM).withSelfCheck(true);
    Result result = Search.of(() -> new LitmusProgram(List.of(threads)), options).run();
    assertThat(result.duplicates()).isZero();
    return result;
  }

  /** Volatile accesses alone are sequentially consistent, so the counts are those of sc. */
  @ParameterizedTest
  @CsvSource({"2, 140", "3, 1698", "4, 19605"})
  void volatiles_alone_wasteNothing(int size, long executions) {
    Options options = Options.of(Model.JMM).withSelfCheck(true);
    Result result =
        Search.of(() -> ParametricTest.fib(size, Mode.VOLATILE, Mode.VOLATILE), options).run();

    assertThat(result.complete()).isEqualTo(executions);
    assertThat(result.wasted()).isZero();
    assertThat(result.duplicates()).isZero();
  }

  /**
   * The second thread reads {@code z}, which makes its write of {@code x} a source of push, unless
   * it reads 1 from {@code q}. Together with the third thread having missed {@code y} that is
   * inconsistent. But the write of {@code q}, which comes after that, takes the read of {@code z}
   * back: one execution is only reached through an inconsistent graph, which is itself a leaf.
   */
  @Test
  void inconsistentGraph_thatARevisitRepairs_isFollowed() {
    Result result =
        search(
            new LitmusThread().write(1, 1, Mode.RELEASE),
            new LitmusThread()
                .read(0, 1, Mode.ACQUIRE)
                .write(0, 1, Mode.VOLATILE)
                .read(1, 2, Mode.PLAIN)
                .jumpIfEqual(1, 1, 5)
                .read(2, 3, Mode.VOLATILE),
            new LitmusThread()
                .write(0, 2, Mode.VOLATILE)
                .read(0, 1, Mode.VOLATILE)
                .write(2, 1, Mode.PLAIN));

    assertThat(result.complete()).isEqualTo(15);
    assertThat(result.count(Ending.INCONSISTENT)).isEqualTo(1);
  }
}
