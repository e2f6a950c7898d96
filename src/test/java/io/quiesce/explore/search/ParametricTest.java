package io.quiesce.explore.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiesce.explore.litmus.LitmusProgram;
import io.quiesce.explore.litmus.LitmusThread;
import io.quiesce.explore.model.Model;
import io.quiesce.explore.program.Mode;
import io.quiesce.explore.program.Program;
import io.quiesce.explore.program.Rmw;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/**
 * Programs with a parameter and published numbers of executions (GenMC, Nidhugg). Sizes that take
 * seconds run with {@code -Doracle.dir=DIR}.
 */
final class ParametricTest {
  private static final Mode A = Mode.ACQUIRE;
  private static final Mode R = Mode.RELEASE;
  private static final Mode V = Mode.VOLATILE;
  private static final Mode O = Mode.OPAQUE;
  private static final boolean LARGE = !System.getProperty("oracle.dir", "").isEmpty();

  private static void expect(Supplier<Program> program, long sc, long tso, long rc11) {
    assertThat(count(program, Model.SC)).as("sc").isEqualTo(sc);
    assertThat(count(program, Model.TSO)).as("tso").isEqualTo(tso);
    assertThat(count(program, Model.RC11)).as("rc11").isEqualTo(rc11);
  }

  private static long count(Supplier<Program> program, Model model) {
    Result result = Search.of(program, Options.of(model).withSelfCheck(true)).run();
    assertThat(result.duplicates()).as("repeated executions under %s", model).isZero();
    return result.complete();
  }

  private static Supplier<Program> same(int n, IntFunction<LitmusThread> t) {
    return () -> {
      List<LitmusThread> threads = new ArrayList<>();
      for (int i = 0; i < n; i++) {
        threads.add(t.apply(i));
      }
      return new LitmusProgram(threads);
    };
  }

  @Test
  void increments_ofOneVariable_areEveryPermutation() {
    expect(same(6, i -> new LitmusThread().update(0, 0, Rmw.ADD, 1, A)), 720, 720, 720);
  }

  @Test
  void increments_ofThreeVariables_areCubesOfPermutations() {
    expect(
        same(
            3,
            i ->
                new LitmusThread()
                    .update(0, 0, Rmw.ADD, 1, A)
                    .update(0, 1, Rmw.ADD, 1, A)
                    .update(0, 2, Rmw.ADD, 1, A)),
        216,
        216,
        216);
  }

  @Test
  void readThenWrite_byFourThreads_is576() {
    expect(same(4, i -> new LitmusThread().read(0, 0, O).write(0, i, O)), 576, 576, 576);
  }

  @Test
  void casrot_countsAsPublished() {
    long[] counts = {2, 5, 14, 43, 144, 523, 2048, 8597};
    for (int n = 2; n <= (LARGE ? 9 : 7); n++) {
      long expected = counts[n - 2];
      expect(same(n, i -> new LitmusThread().cas(0, 0, i, i + 1, A)), expected, expected, expected);
    }
  }

  @Test
  void casw_countsAsPublished() {
    long[] counts = {6, 66, 1200, 32880, 1270080};
    for (int n = 2; n <= (LARGE ? 6 : 4); n++) {
      long expected = counts[n - 2];
      expect(
          same(n, i -> new LitmusThread().cas(0, 0, 0, 1, V).write(0, i + 4, V)),
          expected,
          expected,
          expected);
    }
  }

  @Test
  void wcas_countsAsPublished() {
    for (int n = 2; n <= 7; n++) {
      long expected = n * (1L << (n - 1)) + 1;
      int last = n;
      expect(
          same(
              n + 1,
              i ->
                  i == last
                      ? new LitmusThread().write(0, 2, O)
                      : new LitmusThread().cas(0, 0, 2, 3, O)),
          expected,
          expected,
          expected);
    }
  }

  @Test
  void readers_ofOneWrite_areAllSubsets() {
    expect(
        same(
            9, i -> i == 0 ? new LitmusThread().write(0, 42, O) : new LitmusThread().read(0, 0, O)),
        256,
        256,
        256);
  }

  @Test
  void writersAndAReader_countEveryOrder() {
    expect(
        same(6, i -> i == 5 ? new LitmusThread().read(0, 0, O) : new LitmusThread().write(0, i, O)),
        720,
        720,
        720);
  }

  @Test
  void lastzero_countsAsPublished() {
    int n = LARGE ? 10 : 5;
    long expected = LARGE ? 3328 : 64;
    expect(() -> lastzero(n), expected, expected, expected);
  }

  private static Program lastzero(int n) {
    List<LitmusThread> threads = new ArrayList<>();
    LitmusThread reader = new LitmusThread().set(1, n, LitmusThread.NONE, LitmusThread.NONE);
    reader.readAt(0, 0, 1, A).jumpIfEqual(0, 0, 5);
    reader.set(1, -1, 1, LitmusThread.NONE).jump(1);
    threads.add(reader);
    for (int j = 1; j <= n; j++) {
      threads.add(new LitmusThread().read(0, j - 1, A).writeSum(j, 1, 0, LitmusThread.NONE, R));
    }
    return new LitmusProgram(threads);
  }

  @Test
  void indexer_countsAsPublished() {
    expect(() -> indexer(13), 64, 64, 64);
  }

  private static Program indexer(int n) {
    List<LitmusThread> threads = new ArrayList<>();
    for (int tid = 0; tid < n; tid++) {
      LitmusThread thread = new LitmusThread();
      for (int i = 0; i < 4; i++) {
        long w = i + 1 == 4 ? 4 * 11 + tid : (i + 1) * 11L + tid;
        thread.set(1, 7 * w % 128, LitmusThread.NONE, LitmusThread.NONE);
        int probe = thread.here();
        thread.casAt(0, 0, 1, 0, w, V);
        thread.jumpIfEqual(0, 0, probe + 5);
        thread.set(1, 1, 1, LitmusThread.NONE);
        thread.jumpIfLess(1, 128, probe);
        thread.set(1, 0, LitmusThread.NONE, LitmusThread.NONE);
      }
      threads.add(thread);
    }
    return new LitmusProgram(threads);
  }

  @Test
  void coA_countsAsPublished() {
    long[] sc = {4, 15, 130, 2028, 49776};
    long[] weak = {4, 16, 144, 2304, 57600};
    for (int n = 1; n <= (LARGE ? 5 : 4); n++) {
      int size = n;
      expect(() -> coA(size), sc[n - 1], weak[n - 1], weak[n - 1]);
    }
  }

  static Program coA(int n) {
    List<LitmusThread> threads = new ArrayList<>();
    threads.add(new LitmusThread().write(0, 1, R).read(0, 1, A).read(1, 0, A));
    threads.add(new LitmusThread().write(0, 2, R).read(0, 2, A).read(1, 0, A));
    for (int i = 1; i < n; i++) {
      threads.add(new LitmusThread().write(1, i, R).write(2, i, R));
    }
    return new LitmusProgram(threads);
  }

  @Test
  void fibBench_countsAsPublished() {
    long[] sc = {11, 140, 1698, 19605, 218243};
    long[] weak = {11, 153, 2258, 34205, 525630};
    for (int n = 1; n <= (LARGE ? 5 : 3); n++) {
      int size = n;
      expect(() -> fib(size), sc[n - 1], weak[n - 1], weak[n - 1]);
    }
  }

  static Program fib(int n) {
    return fib(n, A, R);
  }

  static Program fib(int n, Mode read, Mode write) {
    LitmusThread x = new LitmusThread();
    LitmusThread y = new LitmusThread();
    for (int i = 0; i < n; i++) {
      x.read(0, 0, read).read(1, 1, read).writeSum(0, 0, 0, 1, write);
      y.read(0, 1, read).read(1, 0, read).writeSum(1, 0, 0, 1, write);
    }
    LitmusThread check = new LitmusThread().read(0, 0, read).jumpIfLess(0, 145, 3).jump(5);
    check.read(1, 1, read).jumpIfLess(1, 145, 6).error();
    return new LitmusProgram(List.of(x, y, check), 3, 1, 1);
  }
}
