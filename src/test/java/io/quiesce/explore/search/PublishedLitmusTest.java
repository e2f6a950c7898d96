package io.quiesce.explore.search;

import io.quiesce.explore.litmus.LitmusThread;
import io.quiesce.explore.model.Model;
import io.quiesce.explore.program.Fence;
import io.quiesce.explore.program.Mode;
import io.quiesce.explore.program.Rmw;
import org.junit.jupiter.api.Test;

/**
 * Litmus programs of GenMC's test suite with the numbers of executions that it expects under sc and
 * rc11; tso lies between the two, or is the same.
 */
final class PublishedLitmusTest {
  private static final Mode O = Mode.OPAQUE;
  private static final Mode A = Mode.ACQUIRE;
  private static final Mode R = Mode.RELEASE;
  private static final Mode V = Mode.VOLATILE;
  private static final int X = 0;
  private static final int Y = 1;
  private static final int Z = 2;

  private static LitmusThread thread() {
    return new LitmusThread();
  }

  private static void counts(long sc, long rc11, LitmusThread... threads) {
    PublishedCounts.count(Model.SC, sc, new long[0], threads);
    PublishedCounts.count(Model.RC11, rc11, new long[0], threads);
  }

  @Test
  void storeBufferingOfVolatiles_isSequentiallyConsistent() {
    counts(3, 3, thread().write(X, 1, V).read(0, Y, V), thread().write(Y, 1, V).read(0, X, V));
  }

  @Test
  void storeBufferingWithOneAcquireRead_isNot() {
    counts(3, 4, thread().write(X, 1, V).read(0, Y, V), thread().write(Y, 1, V).read(0, X, A));
  }

  @Test
  void detour_isCountedAsPublished() {
    counts(
        9,
        9,
        thread().write(X, 1, O),
        thread()
            .read(0, Z, O)
            .writeSum(X, -1, 0, LitmusThread.NONE, O)
            .read(1, X, O)
            .writeSum(Y, 0, 1, LitmusThread.NONE, O),
        thread().read(0, Y, O).writeSum(Z, 0, 0, LitmusThread.NONE, O));
  }

  @Test
  void twoWritesAndTwoReads_areCountedAsPublished() {
    counts(
        12,
        12,
        thread().read(0, X, A).read(1, X, A),
        thread().write(X, 1, R),
        thread().write(X, 2, R));
  }

  @Test
  void messagePassingBesideAnIncrement_isCountedAsPublished() {
    counts(
        7,
        7,
        thread().read(0, Y, A).update(1, Z, Rmw.ADD, 1, V),
        thread().update(1, Z, Rmw.ADD, 1, V).read(0, X, A),
        thread().write(X, 1, R).write(Y, 1, R));
  }

  @Test
  void incrementsBesideReadsAndAWrite_areCountedAsPublished() {
    LitmusThread increment = thread().update(0, X, Rmw.ADD, 1, O);
    LitmusThread reads = thread().read(0, X, O).read(1, X, O);
    counts(600, 600, increment, increment, reads, thread().write(X, 42, O), reads);
  }

  @Test
  void releaseSequence_isCountedAsPublished() {
    counts(
        16,
        20,
        thread().write(X, 1, O).write(Y, 1, R).write(Y, 2, O),
        thread().update(0, Y, Rmw.SET, 3, O),
        thread().read(0, Y, O).fence(Fence.ACQUIRE).fence(Fence.RELEASE).read(1, X, O));
  }

  @Test
  void readsOfTwoVariables_areIndependent() {
    counts(
        4,
        4,
        thread().read(0, Y, A),
        thread().read(0, X, A),
        thread().write(X, 1, R),
        thread().write(Y, 1, R));
  }

  /** Whoever finds the other's flag down writes the shared variable; with fences never both. */
  @Test
  void dekkerWithFences_isSequentiallyConsistent() {
    counts(3, 3, dekker(X, Y), dekker(Y, X));
  }

  private static LitmusThread dekker(int own, int other) {
    return thread()
        .write(own, 1, O)
        .fence(Fence.FULL)
        .read(0, other, O)
        .jumpIfEqual(0, 1, 5)
        .write(Z, own, O);
  }
}
