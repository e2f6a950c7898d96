package io.quiesce.heap.stats;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is derived from the six figures, and which figures contradict themselves. */
final class HeapSnapshotTest {
  @Test
  void derived_figures_followTheDefinitions() {
    HeapSnapshot s = new HeapSnapshot(1000, 100, 200, 50, 30, 20).check();

    assertThat(s.heapInuse()).isEqualTo(200);
    assertThat(s.heapIdle()).isEqualTo(700);
    assertThat(s.heapSys()).isEqualTo(900);
    assertThat(s.heapReleased()).isEqualTo(100);
    assertThat(s.heapFree()).isEqualTo(600);
    assertThat(s.stacksInuse()).isEqualTo(50);
    assertThat(s.gcSys()).isEqualTo(50);
    assertThat(s.committed()).isEqualTo(900);
    assertThat(s.heapRetained()).isEqualTo(800);
  }

  @ParameterizedTest
  @CsvSource({
    "-1, 0, 0, 0, 0, 0, mapped",
    "10, -1, 0, 0, 0, 0, heapReleased",
    "10, 0, -1, 0, 0, 0, inHeap",
    "10, 0, 0, -1, 0, 0, inStacks",
    "10, 0, 0, 0, -1, 0, inWorkBufs",
    "10, 0, 0, 0, 0, -1, inPtrScalarBits",
    "10, 0, 11, 0, 0, 0, heapIdle",
    "10, 6, 5, 0, 0, 0, heapFree"
  })
  void check_contradiction_namesTheFigure(
      long mapped, long released, long heap, long stacks, long bufs, long bits, String figure) {
    HeapSnapshot s = new HeapSnapshot(mapped, released, heap, stacks, bufs, bits);

    assertThatThrownBy(s::check)
        .isInstanceOf(AccountingException.class)
        .hasMessageContaining("AC8: " + figure + " is -");
  }
}
