package io.quiesce.explore.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiesce.explore.litmus.LitmusProgram;
import io.quiesce.explore.litmus.LitmusThread;
import io.quiesce.explore.model.Model;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Compares numbers of executions with published ones. */
final class PublishedCounts {
  private PublishedCounts() {}

  /** Every rotation of up to three, and a reversal. */
  static List<List<LitmusThread>> orders(LitmusThread... threads) {
    List<List<LitmusThread>> orders = new ArrayList<>();
    List<LitmusThread> order = new ArrayList<>(List.of(threads));
    for (int i = 0; i < Math.min(3, threads.length); i++) {
      orders.add(List.copyOf(order));
      Collections.rotate(order, 1);
    }
    Collections.reverse(order);
    orders.add(List.copyOf(order));
    return orders.stream().distinct().toList();
  }

  /** Expects a number of executions, in every order, by one worker and by two. */
  static void count(Model model, long expected, long[] initial, LitmusThread... threads) {
    for (List<LitmusThread> order : orders(threads)) {
      for (int workers = 1; workers <= 2; workers++) {
        Options options = Options.of(model).withSelfCheck(true).withWorkers(workers);
        Result result = Search.of(() -> new LitmusProgram(order, initial), options).run();
        assertThat(result.complete()).as("%s, %d workers", model, workers).isEqualTo(expected);
        assertThat(result.duplicates()).isZero();
        assertThat(result.isExhaustive()).isTrue();
      }
    }
  }

  /** The same for three models. */
  static void counts(long sc, long tso, long rc11, LitmusThread... threads) {
    count(Model.SC, sc, new long[0], threads);
    count(Model.TSO, tso, new long[0], threads);
    count(Model.RC11, rc11, new long[0], threads);
  }
}
