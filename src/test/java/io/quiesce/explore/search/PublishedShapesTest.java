package io.quiesce.explore.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiesce.explore.litmus.LitmusProgram;
import io.quiesce.explore.litmus.LitmusThread;
import io.quiesce.explore.model.Model;
import io.quiesce.explore.program.Fence;
import io.quiesce.explore.program.Mode;
import io.quiesce.explore.program.Rmw;
import io.quiesce.explore.search.execution.Execution;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/**
 * Programs of GenMC's test suite with the numbers of executions that it expects, and of JAM21's
 * with the numbers of final states; each with its threads in every rotation and reversed, by one
 * worker and by two.
 */
final class PublishedShapesTest {
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

  private static void states(int expected, LitmusThread... threads) {
    for (List<LitmusThread> order : PublishedCounts.orders(threads)) {
      Set<String> states = new TreeSet<>();
      Search.of(() -> new LitmusProgram(order), Options.of(Model.JMM))
          .visiting(x -> states.add(x.outcome() + finalValues(x)))
          .run();
      assertThat(states).hasSize(expected);
    }
  }

  private static String finalValues(Execution x) {
    Set<String> values = new TreeSet<>();
    for (int i = 0; i < x.graph().locations(); i++) {
      int location = x.graph().usedLocation(i);
      int top = x.graph().top(location);
      long last = top == 0 ? 0 : x.graph().valueWritten(x.graph().writeAt(location, top));
      values.add(location + "=" + last);
    }
    return values.toString();
  }

  @Test
  void iriwWithADependentWrite_isCountedAsPublished() {
    LitmusThread copies = thread().read(0, X, O).writeSum(Y, 0, 0, LitmusThread.NONE, R);
    LitmusThread left = thread().read(0, X, O).fence(Fence.ACQUIRE).read(1, Y, O);
    LitmusThread right = thread().read(0, Y, O).fence(Fence.ACQUIRE).read(1, X, O);
    LitmusThread writer = thread().write(X, 1, O);
    PublishedCounts.count(Model.SC, 27, new long[0], writer, copies, left, right);
    PublishedCounts.count(Model.RC11, 28, new long[0], writer, copies, left, right);
  }

  @Test
  void iriwWithAcquireReadsFirst_isCountedAsPublished() {
    LitmusThread[] threads = {
      thread().write(X, 1, V),
      thread().read(0, X, A).read(1, Y, V),
      thread().read(0, Y, A).read(1, X, V),
      thread().write(Y, 1, V)
    };
    PublishedCounts.count(Model.SC, 15, new long[0], threads);
    PublishedCounts.count(Model.RC11, 16, new long[0], threads);
    states(16, threads);
  }

  @Test
  void rwcWithFences_isCountedAsPublished() {
    LitmusThread[] threads = {
      thread().write(X, 1, O),
      thread().read(0, X, O).fence(Fence.FULL).read(1, Y, O),
      thread().write(Y, 1, O).fence(Fence.FULL).read(0, X, O)
    };
    PublishedCounts.counts(7, 7, 7, threads);
    states(7, threads);
  }

  @Test
  void z6u_isCountedAsPublished() {
    LitmusThread[] threads = {
      thread().write(X, 1, V).write(Y, 1, R),
      thread().update(0, Y, Rmw.ADD, 1, V).read(1, Y, O),
      thread().write(Y, 3, V).read(0, X, V)
    };
    PublishedCounts.count(Model.SC, 18, new long[0], threads);
    PublishedCounts.count(Model.RC11, 22, new long[0], threads);
  }

  @Test
  void coRR1_isCountedAsPublished() {
    PublishedCounts.counts(
        36,
        36,
        36,
        thread().write(X, 1, R),
        thread().write(X, 2, R),
        thread().read(0, X, A).read(1, X, A),
        thread().read(0, X, A));
  }

  @Test
  void fourReadsOfThreeWrites_areCountedAsPublished() {
    LitmusThread reads = thread().read(0, X, O).read(1, X, O).read(2, X, O).read(3, X, O);
    PublishedCounts.counts(
        210,
        210,
        210,
        thread().write(X, 1, O),
        thread().write(X, 2, O),
        thread().write(X, 3, O),
        reads);
  }

  @Test
  void incrementsOfAReleaseSequence_areCountedAsPublished() {
    PublishedCounts.counts(
        180,
        180,
        180,
        thread().update(0, X, Rmw.ADD, 1, A).update(0, X, Rmw.ADD, 1, O),
        thread().update(0, X, Rmw.ADD, 1, O).update(0, X, Rmw.ADD, 1, O),
        thread().update(0, X, Rmw.ADD, 1, R),
        thread().update(0, X, Rmw.ADD, 1, O));
  }

  @Test
  void cumulativeRelease_isCountedAsPublished() {
    LitmusThread releases = thread().write(X, 1, O).write(Y, 1, R);
    LitmusThread copies = thread().read(0, Y, O).writeSum(Z, 0, 0, LitmusThread.NONE, O);
    LitmusThread fenced = thread().read(0, Z, O).fence(Fence.ACQUIRE).read(1, X, O);
    PublishedCounts.count(Model.SC, 7, new long[0], releases, copies, fenced);
    PublishedCounts.count(Model.RC11, 8, new long[0], releases, copies, fenced);
    LitmusThread acquires = thread().read(0, Y, A);
    PublishedCounts.count(Model.SC, 14, new long[0], releases, copies, fenced, acquires);
    PublishedCounts.count(Model.RC11, 16, new long[0], releases, copies, fenced, acquires);
  }

  @Test
  void writeAndIncrements_areEveryPermutation() {
    LitmusThread increment = thread().update(0, X, Rmw.ADD, 1, A);
    PublishedCounts.counts(6, 6, 6, thread().write(X, 42, O), increment, increment);
    PublishedCounts.counts(
        120, 120, 120, thread().write(X, 42, O), increment, increment, increment, increment);
  }

  @Test
  void sharedPointer_isCountedAsPublished() {
    LitmusThread[] threads = {sharing(X, Y), sharing(Y, X)};
    for (Model model : List.of(Model.SC, Model.TSO, Model.RC11)) {
      PublishedCounts.count(model, 410, new long[] {3, 4}, threads);
    }
  }

  /** Points {@code Z} at another location, reads its own 100 times, adds 3 through the pointer. */
  private static LitmusThread sharing(int own, int other) {
    LitmusThread thread = thread().write(Z, other, R);
    for (int i = 0; i < 100; i++) {
      thread.read(0, own, A);
    }
    thread.read(1, Z, A);
    thread.jumpIfEqual(1, 1, thread.here() + 4);
    thread.read(2, X, A).writeSum(X, 3, 2, LitmusThread.NONE, R).jump(thread.here() + 3);
    return thread.read(2, Y, A).writeSum(Y, 3, 2, LitmusThread.NONE, R);
  }

  @Test
  void polledPublication_isCountedAsPublished() {
    LitmusThread reader =
        thread()
            .read(0, Y, A)
            .jumpIfEqual(0, 1, 5)
            .set(1, 1, 1, LitmusThread.NONE)
            .jumpIfLess(1, 41, 0)
            .jump(8)
            .read(2, X, A)
            .jumpIfEqual(2, 42, 8)
            .error();
    PublishedCounts.counts(42, 42, 42, thread().write(X, 42, R).write(Y, 1, R), reader);
  }

  @Test
  void peterson_isCountedAsPublished() {
    PublishedCounts.counts(4, 22, 22, peterson(0, A, R), peterson(1, A, R));
    PublishedCounts.counts(4, 4, 4, peterson(0, V, V), peterson(1, V, V));
  }

  /** Flags at 0 and 1, the turn at 2, the critical section's variable at 3; 4 is never written. */
  private static LitmusThread peterson(int self, Mode read, Mode write) {
    return thread()
        .write(self, 1, write)
        .write(2, 1 - self, write)
        .read(0, 1 - self, read)
        .jumpIfDifferent(0, 1, 7)
        .read(1, 2, read)
        .jumpIfDifferent(1, 1 - self, 7)
        .await(4, 1, read)
        .write(3, self, write)
        .read(2, 3, read)
        .write(self, 0, write);
  }

  @Test
  void lockAroundTwoIncrements_isEveryPermutation() {
    List<LitmusThread> threads = new ArrayList<>();
    for (int i = 1; i <= 5; i++) {
      threads.add(
          thread()
              .awaitAndSet(X, 0, i, A)
              .read(0, Y, O)
              .writeSum(Y, 1, 0, LitmusThread.NONE, O)
              .read(1, Z, O)
              .writeSum(Z, 1, 1, LitmusThread.NONE, O)
              .write(X, 0, R));
    }
    PublishedCounts.counts(120, 120, 120, threads.toArray(LitmusThread[]::new));
  }

  /** A release write is not carried on by a later opaque write of its thread. */
  @Test
  void releaseSequenceOfOneThread_isNone() {
    states(
        4,
        thread().write(X, 1, O).write(Y, 1, R).write(Y, 2, O),
        thread().read(0, Y, A).jumpIfDifferent(0, 2, 3).read(1, X, O));
  }

  @Test
  void lostUpdate_isPossibleInEveryMode() {
    for (Mode mode : List.of(Mode.PLAIN, O, V)) {
      LitmusThread increment = thread().read(0, X, mode);
      increment.writeSum(X, 1, 0, LitmusThread.NONE, mode);
      Set<Long> values = new TreeSet<>();
      Search.of(() -> new LitmusProgram(List.of(increment, increment)), Options.of(Model.JMM))
          .visiting(x -> values.add(x.graph().valueWritten(x.graph().writeAt(X, 2))))
          .run();
      assertThat(values).containsExactly(1L, 2L);
    }
  }
}
