package io.quiesce.bugs.worker;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** The order of tests: asked for, near, others. */
final class TiersTest {
  private static final List<String> TESTS =
      List.of("io.q.heap.A", "io.q.heap.page.B", "io.q.stack.C.Inner", "io.q.stack.D");

  private static List<List<String>> tiers(String first, String... packages) {
    return new Tiers<>(TESTS, Function.identity(), first, List.of(packages)).inOrder();
  }

  @Test
  void inOrder_askedForAndPackage_threeTiers() {
    assertThat(tiers("C[.]Inner", "io.q.heap"))
        .containsExactly(
            List.of("io.q.stack.C.Inner"),
            List.of("io.q.heap.A"),
            List.of("io.q.heap.page.B", "io.q.stack.D"));
  }

  @Test
  void inOrder_nothingKnown_oneTier() {
    assertThat(tiers("", "")).containsExactly(TESTS);
  }
}
