package io.quiesce.explore.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiesce.explore.litmus.LitmusProgram;
import io.quiesce.explore.litmus.LitmusThread;
import io.quiesce.explore.model.Model;
import io.quiesce.explore.program.Mode;
import io.quiesce.explore.program.Program;
import io.quiesce.explore.program.Rmw;
import io.quiesce.explore.search.execution.Ending;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Threads that wait: what waiting costs, and what becomes of those that wait for ever. */
final class WaitingTest {
  private static final Mode A = Mode.ACQUIRE;
  private static final Mode R = Mode.RELEASE;
  private static final Mode V = Mode.VOLATILE;

  private static Result search(Model model, int threads, LitmusThread... all) {
    Supplier<Program> program = () -> new LitmusProgram(List.of(all), threads);
    Result result = Search.of(program, Options.of(model).withSelfCheck(true)).run();
    assertThat(result.duplicates()).isZero();
    return result;
  }

  private static Result search(Model model, LitmusThread... all) {
    return search(model, all.length, all);
  }

  @ParameterizedTest
  @EnumSource(Model.class)
  void lock_takenByFourThreads_givesEachOrderOnce(Model model) {
    List<LitmusThread> threads = new ArrayList<>();
    for (int i = 1; i <= 4; i++) {
      threads.add(
          new LitmusThread()
              .awaitAndSet(0, 0, i, A)
              .read(0, 1, Mode.PLAIN)
              .writeSum(1, 1, 0, LitmusThread.NONE, Mode.PLAIN)
              .write(0, 0, R));
    }
    Result result = search(model, threads.toArray(LitmusThread[]::new));

    assertThat(result.complete()).isEqualTo(24);
    assertThat(result.stuck()).isZero();
    assertThat(result.isExhaustive()).isTrue();
  }

  @ParameterizedTest
  @EnumSource(Model.class)
  void await_ofOneOfThreeWrites_isOneExecutionForEachPlaceOfIt(Model model) {
    Result result =
        search(
            model,
            new LitmusThread().write(0, 1, V).write(0, 2, V).write(0, 3, V),
            new LitmusThread().await(0, 3, V));

    assertThat(result.complete()).isEqualTo(1);
    assertThat(result.stuck()).isZero();
  }

  @ParameterizedTest
  @EnumSource(Model.class)
  void spin_untilAFlagIsSet_isOneExecution(Model model) {
    LitmusThread spinner = new LitmusThread().read(0, 0, A).jumpIfEqual(0, 1, 4).spin(1).jump(0);
    Result result = search(model, new LitmusThread().write(0, 1, R), spinner);

    assertThat(result.complete()).isEqualTo(1);
    assertThat(result.isExhaustive()).isTrue();
  }

  @Test
  void spin_ofUnknownLength_endsWhenATurnRepeats() {
    LitmusThread spinner = new LitmusThread().read(0, 0, A).jumpIfEqual(0, 1, 4).spin(0).jump(0);
    Result result = search(Model.JMM, new LitmusThread().write(0, 1, R), spinner);

    assertThat(result.complete()).isEqualTo(2);
    assertThat(result.isExhaustive()).isTrue();
  }

  @Test
  void spin_onAFlagThatNobodySets_isALivelock() {
    LitmusThread spinner = new LitmusThread().read(0, 0, A).jumpIfEqual(0, 1, 4).spin(1).jump(0);
    Result result = search(Model.JMM, new LitmusThread().write(1, 1, R), spinner);

    assertThat(result.complete()).isZero();
    assertThat(result.count(Ending.LIVELOCK)).isEqualTo(1);
    assertThat(result.isExhaustive()).isTrue();
  }

  @Test
  void spin_thatWritesInEveryTurn_hitsTheLoopBoundAndSaysSo() {
    LitmusThread spinner =
        new LitmusThread().update(0, 0, Rmw.ADD, 1, V).jumpIfEqual(0, -1, 4).spin(1).jump(0);
    Result result = search(Model.JMM, spinner);

    assertThat(result.complete()).isZero();
    assertThat(result.bounds()).containsEntry("loop=8", 1L);
    assertThat(result.isExhaustive()).isFalse();
  }

  @Test
  void loop_withoutAnEnd_hitsTheStepBoundAndSaysSo() {
    LitmusThread loop = new LitmusThread().update(0, 0, Rmw.ADD, 1, V).jump(0);
    Options options = Options.of(Model.JMM).withBounds(8, 40);
    Result result = Search.of(() -> new LitmusProgram(List.of(loop)), options).run();

    assertThat(result.bounds()).containsEntry("steps=40", 1L);
    assertThat(result.isExhaustive()).isFalse();
  }

  @Test
  void locks_takenInOppositeOrders_deadlock() {
    Result result =
        search(
            Model.JMM,
            new LitmusThread()
                .awaitAndSet(0, 0, 1, A)
                .awaitAndSet(1, 0, 1, A)
                .write(1, 0, R)
                .write(0, 0, R),
            new LitmusThread()
                .awaitAndSet(1, 0, 2, A)
                .awaitAndSet(0, 0, 2, A)
                .write(0, 0, R)
                .write(1, 0, R));

    assertThat(result.count(Ending.DEADLOCK)).isEqualTo(1);
    assertThat(result.complete()).isEqualTo(2);
  }

  @Test
  void wakeup_thatComesBeforeTheWait_isLost() {
    LitmusThread waiter =
        new LitmusThread().read(0, 0, V).jumpIfEqual(0, 1, 4).write(1, 0, V).await(1, 1, V);
    Result result = search(Model.JMM, new LitmusThread().write(0, 1, V).write(1, 1, V), waiter);

    assertThat(result.count(Ending.LOST_WAKEUP)).isEqualTo(1);
    assertThat(result.count(Ending.DEADLOCK)).isZero();
  }

  @ParameterizedTest
  @EnumSource(Model.class)
  void join_ofASpawnedThread_seesAllThatItDid(Model model) {
    Set<String> outcomes = new TreeSet<>();
    LitmusThread main =
        new LitmusThread().write(1, 7, Mode.PLAIN).spawn(1).join(1).read(0, 0, Mode.PLAIN);
    LitmusThread child =
        new LitmusThread()
            .begin()
            .read(0, 1, Mode.PLAIN)
            .writeSum(0, 1, 0, LitmusThread.NONE, Mode.PLAIN);
    LitmusProgram program = new LitmusProgram(List.of(main, child), 1);
    Result result =
        Search.of(() -> program, Options.of(model))
            .visiting(x -> outcomes.add(program.register(0, 0) + " " + x.outcome().length()))
            .run();

    assertThat(result.complete()).isEqualTo(1);
    assertThat(outcomes).hasSize(1);
    assertThat(program.register(0, 0)).isEqualTo(8);
  }

  @Test
  void weakCompareAndSet_alone_succeedsOrFailsSpuriously() {
    Result result = search(Model.JMM, new LitmusThread().weakCas(0, 0, 0, 1, V));
    Result mismatch = search(Model.JMM, new LitmusThread().weakCas(0, 0, 5, 1, V));

    assertThat(result.complete()).isEqualTo(2);
    assertThat(mismatch.complete()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource(Model.class)
  void choice_besideARace_multipliesExecutions(Model model) {
    Result result =
        search(
            model,
            new LitmusThread().choice(0, 3).writeSum(0, 1, 0, LitmusThread.NONE, V),
            new LitmusThread().read(0, 0, V));

    assertThat(result.complete()).isEqualTo(6);
  }

  @Test
  void finalField_publishedByARace_isNeverSeenUnset() {
    LitmusThread builder =
        new LitmusThread().finalWrite(0, 42, 9).freeze(9).write(1, 9, Mode.PLAIN);
    LitmusThread reader =
        new LitmusThread().read(0, 1, Mode.PLAIN).jumpIfEqual(0, 0, 3).finalRead(1, 0, 9);
    LitmusThread leaky = new LitmusThread().finalWrite(0, 42, 9).write(1, 9, Mode.PLAIN).freeze(9);

    assertThat(search(Model.JMM, builder, reader).complete()).isEqualTo(2);
    assertThat(search(Model.JMM, leaky, reader).complete()).isEqualTo(3);
  }
}
