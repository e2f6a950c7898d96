package io.quiesce.gc.pace;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** Both rules for the assist ratio, against numbers worked out by hand from Go's source. */
final class RevisionTest {
  private static final long MIB = 1 << 20;

  private static CycleFigures figures(long live, long scan, long work, long goal) {
    return new CycleFigures(100, live, scan, work, goal, 6 * MIB, 2 * MIB, MIB, MIB / 2);
  }

  private static void assertRatio(AssistRatio ratio, long work, long bytes) {
    assertThat(ratio).isEqualTo(new AssistRatio((double) work / bytes, (double) bytes / work));
  }

  @Test
  void worstCase_spreadsScannableHeapOverDistance() {
    assertRatio(
        Revision.worstCase().revise(figures(7 * MIB, 5 * MIB, MIB, 10 * MIB)), 4 * MIB, 3 * MIB);
  }

  @Test
  void worstCase_allScannedAndBeyondGoal_keepsTheFloors() {
    assertRatio(
        Revision.worstCase().revise(figures(11 * MIB, 5 * MIB, 6 * MIB, 10 * MIB)), 1000, 1);
  }

  @Test
  void steadyState_belowExpectation_expectsLastCyclesWork() {
    assertRatio(
        Revision.steadyState().revise(figures(7 * MIB, 5 * MIB, MIB, 10 * MIB)),
        2 * MIB + MIB / 2 - MIB,
        3 * MIB);
  }

  @Test
  void steadyState_moreWorkThanExpected_extendsTheGoalInProportion() {
    // expected 2.5 MiB, most 6.5 MiB: the runway of 4 MiB becomes 10.4 MiB
    long goal = (long) (4.0 * MIB / (2.5 * MIB) * (6.5 * MIB)) + 6 * MIB;
    assertRatio(
        Revision.steadyState().revise(figures(7 * MIB, 5 * MIB, 3 * MIB, 10 * MIB)),
        (long) (3.5 * MIB),
        goal - 7 * MIB);
  }

  @Test
  void steadyState_extension_stopsAtTheHardGoal() {
    assertRatio(
        Revision.steadyState().revise(figures(7 * MIB, 50 * MIB, 3 * MIB, 10 * MIB)),
        (long) (51.5 * MIB) - 3 * MIB,
        2 * 10 * MIB - 7 * MIB);
  }

  @Test
  void steadyState_beyondTheGoal_allowsATenthMoreAndExpectsTheMost() {
    long goal = (long) (10 * MIB * 1.1);
    long live = 10 * MIB + MIB / 2;
    assertRatio(
        Revision.steadyState().revise(figures(live, 5 * MIB, MIB, 10 * MIB)),
        (long) (6.5 * MIB) - MIB,
        goal - live);
  }

  @Test
  void steadyState_farBeyondTheGoal_keepsTheFloor() {
    assertRatio(
        Revision.steadyState().revise(figures(20 * MIB, 5 * MIB, MIB, 10 * MIB)),
        (long) (6.5 * MIB) - MIB,
        1);
  }

  @Test
  void steadyState_nothingExpected_usesTheHardGoal() {
    CycleFigures first = new CycleFigures(100, 7 * MIB, 5 * MIB, 1, 10 * MIB, 6 * MIB, 0, 0, 0);
    assertRatio(Revision.steadyState().revise(first), 5 * MIB - 1, 13 * MIB);
  }

  @Test
  void steadyState_gogcOff_limitsTheExtensionByTheLargeStandIn() {
    CycleFigures off = new CycleFigures(-1, 7 * MIB, 50 * MIB, 3 * MIB, 10 * MIB, 6 * MIB, 1, 1, 0);
    assertRatio(Revision.steadyState().revise(off), 47 * MIB + 1, 1001 * 10 * MIB - 7 * MIB);
  }
}
