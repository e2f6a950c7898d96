package io.quiesce.hunt.night;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiesce.explore.java.ClassPath;
import io.quiesce.hunt.Facts;
import io.quiesce.hunt.ledger.Ledger;
import io.quiesce.hunt.ledger.SqliteLedger;
import io.quiesce.hunt.model.Engine;
import io.quiesce.hunt.model.Job;
import io.quiesce.hunt.model.JobResult;
import io.quiesce.hunt.model.Scenario;
import io.quiesce.hunt.model.Unit;
import io.quiesce.hunt.model.Verdict;
import io.quiesce.hunt.plan.Catalogue;
import io.quiesce.hunt.plan.History;
import io.quiesce.hunt.plan.Planner;
import io.quiesce.hunt.progress.LineProgress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which jobs of a plan are handed out. */
final class WorkTest {
  private static final Scenario EXPLORED = new Scenario("io.X", Engine.EXPLORER);
  private static final Scenario WALKED = new Scenario("io.X", Engine.WALKS);
  private static final Scenario CHAOS = new Scenario("chaos.ragged.2", Engine.CHAOS);

  @TempDir private Path directory;

  private Planner planner(Scenario... scenarios) {
    try (Ledger ledger = SqliteLedger.open(directory.resolve("l.db"))) {
      Catalogue catalogue = new Catalogue(new ClassPath(List.of(directory)));
      List<Unit> units = Planner.units(List.of(scenarios), List.of("17"));
      return new Planner(catalogue, History.of(ledger, Facts.at(1)), units, 1);
    }
  }

  private Work work(int rounds, List<JobResult> before, Scenario... scenarios) {
    return new Work(
        planner(scenarios), rounds, e -> 1, before, new LineProgress(s -> {}, Duration.ZERO));
  }

  private static JobResult result(Job job, Verdict verdict) {
    return new JobResult(
        "n", job, verdict, Facts.at(1), Duration.ZERO, 1, List.of(), false, "", "");
  }

  /** Hands out all, with a verdict for each job. */
  private static List<String> all(Work work, Function<Job, Verdict> verdict)
      throws InterruptedException {
    List<String> order = new ArrayList<>();
    for (List<Job> jobs = work.next(); !jobs.isEmpty(); jobs = work.next()) {
      for (Job job : jobs) {
        order.add(job.scenario().engine().label() + job.round());
        work.ended(result(job, verdict.apply(job)));
      }
    }
    return order;
  }

  @Test
  void next_proved_isNotRunAgainNorWalked() throws InterruptedException {
    assertThat(all(work(9, List.of(), EXPLORED, WALKED), job -> Verdict.PROVED))
        .containsExactly("explorer0");
  }

  @Test
  void next_bound_isWalkedAndGrows() throws InterruptedException {
    assertThat(all(work(2, List.of(), EXPLORED, WALKED), job -> Verdict.BOUND))
        .containsExactly("explorer0", "walks0", "explorer1", "walks1");
  }

  @Test
  void next_vacuousOrNeverRan_isNotTriedAgain() throws InterruptedException {
    assertThat(all(work(3, List.of(), EXPLORED, CHAOS), job -> Verdict.VACUOUS))
        .containsExactlyInAnyOrder("explorer0", "chaos0");
  }

  @Test
  void next_chaos_goesOnForAllRounds() throws InterruptedException {
    assertThat(all(work(3, List.of(), CHAOS), job -> Verdict.PASSED))
        .containsExactly("chaos0", "chaos1", "chaos2");
  }

  @Test
  void next_nightThatGoesOn_leavesOutWhatItHas() throws InterruptedException {
    JobResult before = result(planner(CHAOS).round(0).get(0), Verdict.PASSED);

    assertThat(all(work(2, List.of(before), CHAOS), job -> Verdict.PASSED))
        .containsExactly("chaos1");
  }

  @Test
  void next_engineThatCannotRun_isLeftOut() throws InterruptedException {
    Work work =
        new Work(
            planner(EXPLORED, CHAOS),
            1,
            engine -> engine == Engine.CHAOS ? 0 : 1,
            List.of(),
            new LineProgress(s -> {}, Duration.ZERO));

    assertThat(all(work, job -> Verdict.PROVED)).containsExactly("explorer0");
  }
}
