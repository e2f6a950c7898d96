package io.quiesce.explore.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.quiesce.explore.litmus.LitmusProgram;
import io.quiesce.explore.litmus.LitmusThread;
import io.quiesce.explore.model.Model;
import io.quiesce.explore.program.Kind;
import io.quiesce.explore.program.Mode;
import io.quiesce.explore.program.NondeterminismException;
import io.quiesce.explore.program.Op;
import io.quiesce.explore.program.Program;
import io.quiesce.explore.program.Rmw;
import io.quiesce.explore.search.execution.BadRecordingException;
import io.quiesce.explore.search.execution.Recording;
import io.quiesce.explore.search.tree.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Workers, limits, tasks, replay, random walks and the guard against uncontrolled programs. */
final class SearchTest {
  private static Program program() {
    return ParametricTest.fib(3);
  }

  @ParameterizedTest
  @EnumSource(Model.class)
  void counts_withOneAndWithThreeWorkers_areEqual(Model model) {
    Options options = Options.of(model).withSelfCheck(true);
    Result one = Search.of(SearchTest::program, options).run();
    Result three = Search.of(SearchTest::program, options.withWorkers(3)).run();

    assertThat(three.endings()).isEqualTo(one.endings());
    assertThat(three.duplicates()).isZero();
    assertThat(three.isExhaustive()).isTrue();
  }

  @Test
  void stoppedSearch_resumedFromItsFrontier_visitsTheRestAndNothingTwice() {
    Set<String> ids = new ConcurrentSkipListSet<>();
    Options options = Options.of(Model.RC11);
    Result first =
        Search.of(SearchTest::program, options.withLimits(1000, Duration.ZERO))
            .visiting(x -> ids.add(x.recording().text()))
            .run();
    List<Task> rest = new ArrayList<>();
    Search.write(first.frontier()).forEach(text -> rest.add(Task.parse(text)));
    Result second =
        Search.of(SearchTest::program, options.withTasks(rest))
            .visiting(x -> ids.add(x.recording().text()))
            .run();

    assertThat(first.isExhaustive()).isFalse();
    assertThat(first.complete()).isEqualTo(1000);
    assertThat(first.complete() + second.complete()).isEqualTo(2258);
    assertThat(ids).hasSize(2258);
  }

  @ParameterizedTest
  @EnumSource(Model.class)
  void everyExecution_replayedFromItsRecording_isTheSame(Model model) {
    Map<String, String> byRecording = new TreeMap<>();
    Search search = Search.of(() -> ParametricTest.fib(2), Options.of(model));
    search.visiting(x -> byRecording.put(x.recording().text(), x.id() + x.outcome())).run();

    assertThat(byRecording).hasSizeGreaterThan(100);
    byRecording.forEach(
        (text, expected) ->
            search
                .visiting(
                    x -> {
                      assertThat(x.id() + x.outcome()).isEqualTo(expected);
                      assertThat(x.recording().text()).isEqualTo(text);
                    })
                .replay(new Recording(text)));
  }

  @Test
  void recording_ofAnotherProgram_isRefusedByName() {
    Search search = Search.of(SearchTest::program, Options.of(Model.JMM));

    assertThatThrownBy(() -> search.replay(new Recording("A..9")))
        .isInstanceOf(BadRecordingException.class)
        .hasMessageContaining("A..9")
        .hasMessageContaining("sign 4");
    assertThatThrownBy(() -> search.replay(new Recording("A..")))
        .isInstanceOf(BadRecordingException.class);
  }

  @Test
  void shortName_isFoundAgain() {
    List<String> ids = new ArrayList<>();
    Search.of(SearchTest::program, Options.of(Model.JMM)).visiting(x -> ids.add(x.id())).run();
    Recording found = Search.of(SearchTest::program, Options.of(Model.JMM)).find(ids.get(77));
    List<String> replayed = new ArrayList<>();
    Search.of(SearchTest::program, Options.of(Model.JMM))
        .visiting(x -> replayed.add(x.id()))
        .replay(found);

    assertThat(replayed).containsExactly(ids.get(77));
    assertThat(Search.of(SearchTest::program, Options.of(Model.JMM)).find("none")).isNull();
  }

  @ParameterizedTest
  @EnumSource(Model.class)
  void randomWalks_areRepeatableAndStayInsideTheModel(Model model) {
    Set<String> all = new ConcurrentSkipListSet<>();
    Search.of(SearchTest::program, Options.of(model)).visiting(x -> all.add(x.id())).run();
    List<String> first = new ArrayList<>();
    List<String> second = new ArrayList<>();
    Search search = Search.of(SearchTest::program, Options.of(model));
    Result result = search.visiting(x -> first.add(x.id())).walk(7, 400);
    search.visiting(x -> second.add(x.id())).walk(7, 400);

    assertThat(first).isEqualTo(second).isSubsetOf(all);
    assertThat(Set.copyOf(first)).hasSizeGreaterThan(60);
    assertThat(result.isExhaustive()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(Model.class)
  void randomWalks_overUpdatesOfOneLocation_reachEveryExecution(Model model) {
    LitmusThread adder = new LitmusThread().update(0, 0, Rmw.ADD, 1, Mode.VOLATILE);
    LitmusThread swapper = new LitmusThread().cas(0, 0, 0, 5, Mode.ACQUIRE);
    LitmusThread writer = new LitmusThread().write(0, 7, Mode.OPAQUE).write(0, 0, Mode.OPAQUE);
    Program updates = new LitmusProgram(List.of(adder, swapper, writer));
    Set<String> all = new ConcurrentSkipListSet<>();
    Search.of(() -> updates, Options.of(model)).visiting(x -> all.add(x.id())).run();
    Set<String> walked = new ConcurrentSkipListSet<>();
    Search.of(() -> updates, Options.of(model)).visiting(x -> walked.add(x.id())).walk(7, 4_000);

    assertThat(walked).isEqualTo(all);
  }

  @Test
  void progress_atTheEnd_isTheWhole() {
    for (int workers = 1; workers <= 2; workers++) {
      List<Double> estimates = new ArrayList<>();
      Search.of(SearchTest::program, Options.of(Model.RC11).withWorkers(workers))
          .reporting((executions, whole) -> estimates.add(whole))
          .run();

      assertThat(estimates.get(estimates.size() - 1)).isEqualTo(2258);
    }
  }

  /** After 20,000 executions, where the share of the tree alone is wrong by a factor of 50. */
  @Test
  void estimate_early_isOfTheOrderOfTheWhole() {
    Options options = Options.of(Model.RC11).withLimits(20_000, Duration.ZERO);
    double fib = Search.of(() -> ParametricTest.fib(5), options).run().whole();
    double coA = Search.of(() -> ParametricTest.coA(5), options).run().whole();

    assertThat(fib).isBetween(525_630 / 3.0, 525_630 * 3.0);
    assertThat(coA).isBetween(57_600 / 3.0, 57_600 * 3.0);
  }

  @Test
  void program_thatIsNotAFunctionOfWhatItReads_isRefused() {
    LitmusThread writer = new LitmusThread().write(0, 1, Mode.VOLATILE);
    LitmusThread reader = new LitmusThread().read(0, 1, Mode.VOLATILE).read(1, 0, Mode.VOLATILE);
    Program wild = new Wild(new LitmusProgram(List.of(reader, writer)));

    assertThatThrownBy(() -> Search.of(() -> wild, Options.of(Model.JMM)).run())
        .isInstanceOf(NondeterminismException.class)
        .hasMessageContaining("uncontrolled nondeterminism")
        .hasMessageContaining("instruction 0");
  }

  /** Reads another location first in every later run. */
  private static final class Wild implements Program {
    private final LitmusProgram inner;
    private int runs;

    Wild(LitmusProgram inner) {
      this.inner = inner;
    }

    @Override
    public int restart() {
      runs++;
      return inner.restart();
    }

    @Override
    public Op resume(int thread, long result) {
      Op op = inner.resume(thread, result);
      boolean first = thread == 0 && op.kind() == Kind.READ && op.site() == 0;
      return first ? op.read(runs + 1, Mode.VOLATILE, 0) : op;
    }

    @Override
    public long initialValue(int location) {
      return 0;
    }

    @Override
    public String outcome() {
      return inner.outcome();
    }

    @Override
    public String describeLocation(int location) {
      return inner.describeLocation(location);
    }

    @Override
    public String describeSite(int site) {
      return inner.describeSite(site);
    }

    @Override
    public String describeValue(int location, long value) {
      return inner.describeValue(location, value);
    }
  }
}
