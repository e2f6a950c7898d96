package io.quiesce.explore.search;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiesce.explore.litmus.LitmusProgram;
import io.quiesce.explore.litmus.LitmusThread;
import io.quiesce.explore.model.Model;
import io.quiesce.explore.program.Fence;
import io.quiesce.explore.program.Mode;
import io.quiesce.explore.program.Rmw;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The classical shapes: numbers of graphs under the calibration models, numbers of final states and
 * the weak outcome under jmm.
 *
 * <p>A shape is threads separated by {@code |}, statements by blanks: {@code Wx1} writes, {@code
 * Rx} reads, {@code Ax} adds 1 and reads, {@code F}, {@code FA}, {@code FR} are fences.
 */
final class LitmusTableTest {

  static LitmusProgram parse(String shape, Mode read, Mode write, Mode update) {
    List<LitmusThread> threads = new ArrayList<>();
    for (String text : shape.split("\\|", -1)) {
      LitmusThread thread = new LitmusThread();
      int register = 0;
      for (String s : text.trim().split(" ", -1)) {
        int location = s.length() > 1 ? "xyzuvw".indexOf(s.charAt(1)) : -1;
        switch (s.charAt(0)) {
          case 'W' -> thread.write(location, s.charAt(2) - '0', write);
          case 'R' -> thread.read(register++, location, read);
          case 'A' -> thread.update(register++, location, Rmw.ADD, 1, update);
          default ->
              thread.fence(
                  s.equals("F") ? Fence.FULL : s.equals("FA") ? Fence.ACQUIRE : Fence.RELEASE);
        }
      }
      threads.add(thread);
    }
    return new LitmusProgram(threads);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
      Wx1 Ry | Wy1 Rx                           ; 3; 4; 4; 4; 3
      Wx1 Wy1 | Ry Rx                           ; 3; 3; 4; 3; 3
      Rx Wy1 | Ry Wx1                           ; 3; 3; 3; 3; 3
      Wx1 | Rx Rx                               ; 3; 3; 3; 3; 3
      Wx1 | Wx2 | Rx Rx | Rx Rx                 ; 72; 72; 72; 72; 72
      Wx1 | Wy1 | Rx Ry | Ry Rx                 ; 15; 15; 16; 16; 15
      Wx1 Wy2 | Wy1 Wx2                         ; 3; 3; 4; 4; 3
      Wx1 Wy1 | Wy2 Rx                          ; 3; 4; 4; 4; 3
      Wx2 Wy1 | Ry Wx1                          ; 3; 3; 4; 3; 3
      Wx1 | Rx Wy1 | Ry Rx                      ; 7; 7; 8; 7; 7
      Wx2 | Rx Wy1 | Ry Wx1                     ; 9; 9; 10; 9; 9
      Wx1 Wy1 | Ry Wz1 | Rz Rx                  ; 7; 7; 8; 7; 7
      Wx1 | Rx Ry | Wy1 Rx                      ; 7; 8; 8; 8; 7
      Wx1 Wz1 | Rz Ry | Wy1 Rx                  ; 7; 8; 8; 8; 7
      Wx1 Wy1 | Ry Wz1 | Wz2 Rx                 ; 7; 8; 8; 8; 7
      Wx1 Ry | Wy1 Rz | Wz1 Rx                  ; 7; 8; 8; 8; 7
      Wx1 Ry | Wy1 Rz | Wz1 Ru | Wu1 Rx         ; 15; 16; 16; 16; 15
      Wx1 Ry | Wy1 Rz | Wz1 Ru | Wu1 Rv | Wv1 Rw | Ww1 Rx ; 63; 64; 64; 64; 63
      Rx Wy1 | Ry Wz1 | Rz Wx1                  ; 7; 7; 7; 7; 7
      Wx1 Wy2 | Wy1 Wz2 | Wz1 Wx2               ; 7; 7; 8; 8; 7
      Rx Ry | Ry Rx | Rx Ry | Wx1 | Wy1         ; 57; 57; 64; 64; 57
      Wx1 | Wx2 | Wx3 | Rx | Rx                 ; 96; 96; 96; 96; 96
      """)
  void graphs_ofAShape_areAsManyAsPublished(
      String shape, long sc, long tso, long relaxed, long acquireRelease, long volatiles) {
    assertThat(graphs(shape, Mode.OPAQUE, Mode.OPAQUE, Model.SC)).as("sc").isEqualTo(sc);
    assertThat(graphs(shape, Mode.OPAQUE, Mode.OPAQUE, Model.TSO)).as("tso").isEqualTo(tso);
    assertThat(graphs(shape, Mode.OPAQUE, Mode.OPAQUE, Model.RC11)).as("rlx").isEqualTo(relaxed);
    assertThat(graphs(shape, Mode.ACQUIRE, Mode.RELEASE, Model.RC11))
        .as("acqrel")
        .isEqualTo(acquireRelease);
    assertThat(graphs(shape, Mode.VOLATILE, Mode.VOLATILE, Model.RC11))
        .as("sc accesses")
        .isEqualTo(volatiles);
  }

  private static long graphs(String shape, Mode read, Mode write, Model model) {
    Result result =
        Search.of(() -> parse(shape, read, write, write), Options.of(model).withSelfCheck(true))
            .run();
    assertThat(result.duplicates()).isZero();
    return result.complete();
  }

  /**
   * Columns: shape; final states in plain, opaque, acquire/release and volatile mode. The weak
   * outcome is allowed exactly where the number is the greater one. Plain load buffering is
   * forbidden here, by decision, and plain shapes have fewer states than JAM21 where those come
   * from it.
   */
  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      textBlock =
          """
      Wx1 Ry | Wy1 Rx               ; 4; 4; 4; 3
      Wx1 Wy1 | Ry Rx               ; 4; 4; 3; 3
      Rx Wy1 | Ry Wx1               ; 3; 3; 3; 3
      Wx1 | Rx Rx                   ; 4; 3; 3; 3
      Wx1 | Wy1 | Rx Ry | Ry Rx     ; 16; 16; 16; 15
      Wx1 Wy2 | Wy1 Wx2             ; 4; 4; 4; 3
      Wx1 Wy1 | Wy2 Rx              ; 4; 4; 4; 3
      Wx2 Wy1 | Ry Wx1              ; 4; 4; 3; 3
      Wx1 | Rx Wy1 | Ry Rx          ; 8; 8; 7; 7
      Wx1 Wy1 | Ry Wz1 | Rz Rx      ; 8; 8; 7; 7
      Wx1 | Rx Ry | Wy1 Rx          ; 8; 8; 8; 7
      Wx1 Wz1 | Rz Ry | Wy1 Rx      ; 8; 8; 8; 7
      Wx1 Wy1 | Ry Wz1 | Wz2 Rx     ; 8; 8; 8; 7
      Wx2 | Rx Wy1 | Ry Wx1         ; 10; 10; 9; 9
      Wx1 Ry | Wy1 Rz | Wz1 Rx      ; 8; 8; 8; 7
      Rx Wy1 | Ry Wz1 | Rz Wx1      ; 7; 7; 7; 7
      Wx1 F Ry | Wy1 F Rx           ; 3; 3; 3; 3
      Wx1 F Wy2 | Wy1 F Wx2         ; 3; 3; 3; 3
      Wx1 F Wy1 | Wy2 F Rx          ; 3; 3; 3; 3
      Wx1 | Wy1 | Rx F Ry | Ry F Rx ; 15; 15; 15; 15
      Wx1 FR Wy1 | Ry FA Rx         ; 3; 3; 3; 3
      Wx1 F Wy1 | Ry F Rx           ; 3; 3; 3; 3
      Rx F Wy1 | Ry F Wx1           ; 3; 3; 3; 3
      Wx1 Wy1 F | Ry F Rx           ; 4; 4; 3; 3
      Wx1 Wy1 F Wz1 | Ry F Rx       ; 3; 3; 3; 3
      Ax Ry | Ay Rx                 ; 4; 4; 4; 3
      Ax | Ax                       ; 2; 2; 2; 2
      Ax | Ax | Ax                  ; 6; 6; 6; 6
      """)
  void states_ofAShape_areAsManyAsTheModelSays(
      String shape, int plain, int opaque, int acquireRelease, int volatiles) {
    assertThat(states(shape, Mode.PLAIN, Mode.PLAIN)).as("plain").hasSize(plain);
    assertThat(states(shape, Mode.OPAQUE, Mode.OPAQUE)).as("opaque").hasSize(opaque);
    assertThat(states(shape, Mode.ACQUIRE, Mode.RELEASE)).as("acqrel").hasSize(acquireRelease);
    assertThat(states(shape, Mode.VOLATILE, Mode.VOLATILE)).as("volatile").hasSize(volatiles);
  }

  /** Reads by two threads of two writes: final registers only, as the table counts them. */
  @ParameterizedTest
  @CsvSource({"PLAIN, PLAIN, 81", "OPAQUE, OPAQUE, 47", "ACQUIRE, RELEASE, 47"})
  void registers_ofCoherentReads_areAsManyAsTheModelSays(Mode read, Mode write, int count) {
    Set<String> outcomes = new TreeSet<>();
    Search.of(() -> parse("Wx1 | Wx2 | Rx Rx | Rx Rx", read, write, write), Options.of(Model.JMM))
        .visiting(x -> outcomes.add(x.outcome()))
        .run();
    assertThat(outcomes).hasSize(count);
  }

  private static Set<String> states(String shape, Mode read, Mode write) {
    Set<String> states = new TreeSet<>();
    Search.of(() -> parse(shape, read, write, Mode.VOLATILE), Options.of(Model.JMM))
        .visiting(
            x -> {
              Set<String> state = new TreeSet<>(Set.of(x.outcome()));
              for (int i = 0; i < x.graph().locations(); i++) {
                int location = x.graph().usedLocation(i);
                int top = x.graph().top(location);
                long last = top == 0 ? 0 : x.graph().valueWritten(x.graph().writeAt(location, top));
                state.add(location + "=" + last);
              }
              states.add(state.toString());
            })
        .run();
    return states;
  }
}
