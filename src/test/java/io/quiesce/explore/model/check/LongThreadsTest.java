package io.quiesce.explore.model.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiesce.explore.litmus.LitmusProgram;
import io.quiesce.explore.litmus.LitmusThread;
import io.quiesce.explore.model.Model;
import io.quiesce.explore.program.Mode;
import io.quiesce.explore.search.Options;
import io.quiesce.explore.search.Result;
import io.quiesce.explore.search.Search;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Long threads cost what their length asks for: the order of volatile accesses is neither looked
 * for anew at each of them, nor among those of a constructor or an arbiter. With that left out each
 * of these takes minutes.
 */
@Timeout(60)
final class LongThreadsTest {
  private static final int LONG = 400;

  private static LitmusThread storeThenLoad(LitmusThread thread, int mine, int other, Mode mode) {
    return thread.write(mine, 1, mode).read(0, other, mode);
  }

  private static LitmusThread busy(LitmusThread thread, int location) {
    LitmusThread longer = thread;
    for (int i = 1; i <= LONG; i++) {
      longer = longer.write(location, i, Mode.VOLATILE);
    }
    return longer;
  }

  private static long executions(int atStart, LitmusThread... threads) {
    LitmusProgram program = new LitmusProgram(List.of(threads), atStart);
    Result result = Search.of(() -> program, Options.of(Model.JMM)).run();
    assertThat(result.isExhaustive()).isTrue();
    return result.complete();
  }

  @Test
  void volatileAccessesAfterAWeakOutcome_doNotChangeTheCount() {
    assertThat(
            executions(
                2,
                busy(storeThenLoad(new LitmusThread(), 0, 1, Mode.OPAQUE), 2),
                busy(storeThenLoad(new LitmusThread(), 1, 0, Mode.OPAQUE), 3)))
        .isEqualTo(4);
  }

  @Test
  void constructorAndArbiter_doNotChangeTheCount() {
    for (Mode mode : new Mode[] {Mode.OPAQUE, Mode.VOLATILE}) {
      LitmusThread constructor = busy(new LitmusThread(), 0).write(0, 0, Mode.VOLATILE);
      LitmusThread main = constructor.spawn(1).spawn(2).join(1).join(2);
      assertThat(
              executions(
                  1,
                  busy(main, 0).read(0, 0, Mode.VOLATILE),
                  storeThenLoad(new LitmusThread().begin(), 0, 1, mode),
                  storeThenLoad(new LitmusThread().begin(), 1, 0, mode)))
          .isEqualTo(mode == Mode.VOLATILE ? 3 : 4);
    }
  }
}
