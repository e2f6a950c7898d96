package io.quiesce.explore.search.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.withinPercentage;

import io.quiesce.explore.litmus.LitmusProgram;
import io.quiesce.explore.litmus.LitmusThread;
import io.quiesce.explore.model.Model;
import io.quiesce.explore.program.Mode;
import io.quiesce.explore.program.Rmw;
import io.quiesce.explore.search.execution.Bounds;
import io.quiesce.explore.search.execution.Waiting;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The mean of many random ways is the number of executions, however uneven the tree is. */
final class ProbesTest {
  private static final int WAYS = 5_000;

  private static double mean(Model model, LitmusThread... threads) {
    Waiting waiting = new Waiting(new Bounds(model, 8, 1000));
    LitmusProgram program = new LitmusProgram(List.of(threads));
    Explorer explorer = new Explorer(program, model.checker(), waiting, g -> {});
    Probes probes = new Probes(explorer, model.checker(), g -> waiting.ending(g).isExecution(), 1);
    for (int i = 0; i < WAYS; i++) {
      probes.probe();
    }
    return probes.sum() / probes.drawn();
  }

  @ParameterizedTest
  @EnumSource(
      value = Model.class,
      names = {"SC", "TSO", "RC11"})
  void mean_ofManyWays_isTheNumberOfExecutions(Model model) {
    LitmusThread reads = new LitmusThread().read(0, 0, Mode.OPAQUE).read(1, 0, Mode.OPAQUE);
    LitmusThread one = new LitmusThread().write(0, 1, Mode.OPAQUE);
    LitmusThread two = new LitmusThread().write(0, 2, Mode.OPAQUE);
    LitmusThread adds = new LitmusThread().update(0, 0, Rmw.ADD, 1, Mode.VOLATILE);

    assertThat(mean(model, one, two, reads, reads)).isCloseTo(72, withinPercentage(10));
    assertThat(mean(model, adds, adds, adds, adds)).isCloseTo(24, withinPercentage(10));
  }
}
