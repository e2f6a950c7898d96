package io.quiesce.explore.junit;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiesce.explore.run.TestReport;
import io.quiesce.explore.run.Verdict;
import io.quiesce.explore.subject.AtomicSubjects;
import io.quiesce.explore.subject.FaultySubjects;

/** The extension as a user writes it. */
final class ExploreExtensionTest {
  @ExploreTest(AtomicSubjects.Treiber.class)
  void explore_stack_isProved(TestReport report) {
    assertThat(report.rows()).hasSize(2);
  }

  @ExploreTest(value = FaultySubjects.Buffering.class, expect = Verdict.REFUTED)
  void explore_plainStoreBuffering_isRefuted(TestReport report) {
    assertThat(report.firstFailure().orElseThrow().outcome()).isEqualTo("0, 0");
  }

  @ExploreTest(value = FaultySubjects.Buffering.class, model = "sc")
  void explore_underAnotherModel_isProved(TestReport report) {
    assertThat(report.model().label()).isEqualTo("sc");
  }
}
