package io.quiesce.stress.jcstress;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiesce.stress.Mode;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** What the launcher plans after it has seen what a JVM's start costs. */
final class ForkBudgetTest {
  private static final Duration BUDGET = Duration.ofSeconds(24);
  private static final int STARTUP = 2_000;

  @Test
  void next_afterOneSlowFork_plansWhatStillFits() {
    ForkBudget budget = new ForkBudget(Mode.QUICK, BUDGET, 1);
    ForkBudget.Share first = budget.next(1, 100);
    budget.learn(1, first, Duration.ofMillis(STARTUP + first.testingMillis()));

    ForkBudget.Share rest = budget.next(1, 100);

    long planned = rest.forks() * (long) (STARTUP + rest.testingMillis());
    assertThat(rest.forks()).isGreaterThan(3);
    assertThat(planned).isBetween(BUDGET.toMillis() / 2, BUDGET.toMillis());
  }
}
