package io.quiesce.trace;

import static org.assertj.core.api.Assertions.assertThat;

import io.quiesce.trace.check.Disagreement;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Paths that small recorded traces do not contain, and the border of what is tolerated. */
final class SyntheticReplayTest {
  private static final String GROW =
      "0,-1,0,0,HEAPGROW,c000000000,4194304,0,0,4194304,0,0,0,0,0,4194304";
  private static final String MARK = "0,0,0,1,PHASE,1,0";

  @TempDir static Path folder;

  private ReplayReport replay(List<String> events) throws IOException {
    return Replay.of(TraceText.of(events.toArray(String[]::new)).writeTo(folder.resolve("t.csv")));
  }

  private ReplayReport replay(String... events) throws IOException {
    return replay(Arrays.asList(events));
  }

  private static LevelReport level(ReplayReport report, String name) {
    return report.levels().stream().filter(l -> l.level().equals(name)).findFirst().orElseThrow();
  }

  /** Of the heap's levels: these traces have phases without the rest of a cycle. */
  private static long disagreements(ReplayReport report) {
    return report.levels().stream()
        .filter(l -> !l.level().equals("cycle"))
        .mapToLong(l -> l.tally().disagreements())
        .sum();
  }

  private static String first(ReplayReport report, String level) {
    return level(report, level).tally().first().map(Disagreement::toString).orElse("");
  }

  /** A manual span of {@code npages} at the heap's first address, the only one. */
  private static String alloc(String head, int typ, int npages) {
    long bytes = npages * 8192L;
    return head
        + ",ALLOCSPAN,"
        + typ
        + ","
        + npages
        + ",c000000000,0,"
        + bytes
        + ",1,-1,"
        + figures(typ, bytes, bytes);
  }

  private static String free(String head, int typ, int npages) {
    long bytes = npages * 8192L;
    return head + ",FREESPAN," + typ + "," + npages + ",c000000000,1," + figures(typ, 0, bytes);
  }

  private static String figures(int typ, long live, long touched) {
    long released = 4194304 - touched;
    long[] in = new long[4];
    in[typ] = live;
    return String.format(
        "0,%d,%d,%d,%d,%d,%d,%d,%d",
        touched - live, released, in[0], in[1], in[3], in[2], touched, released);
  }

  @Test
  void span_manualSpanFreedWhileMarking_isRefusedExceptPointerBits() throws IOException {
    ReplayReport stack = replay(GROW, alloc("0,0,0,0", 1, 4), MARK, free("0,0,0,1", 1, 4));
    ReplayReport workBuf = replay(GROW, alloc("0,0,0,0", 3, 4), MARK, free("0,0,0,1", 3, 4));
    ReplayReport bits = replay(GROW, alloc("0,0,0,0", 2, 4), MARK, free("0,0,0,1", 2, 4));

    assertThat(first(stack, "span")).contains("the event itself", "PhaseException");
    assertThat(first(workBuf, "span")).contains("the event itself", "PhaseException");
    assertThat(disagreements(bits)).as("%s", bits).isZero();
  }

  @Test
  void stack_preemptoffOrNoP_usesThePool() throws IOException {
    for (String why : List.of("0,0,0,0,2", "0,-1,0,0,1", "0,-1,0,0,3")) {
      String head = why.substring(0, why.lastIndexOf(','));
      String bits = why.substring(why.lastIndexOf(',') + 1);
      ReplayReport report =
          replay(
              GROW,
              alloc(head, 1, 4),
              head + ",POOLSPAN,1,c000000000,4",
              head + ",POOLALLOC,1,c000007000,c000000000,1,0",
              head + ",SALLOC,2,4096,1,c000007000,-1," + bits,
              head + ",SFREE,2,4096,1,c000007000,-1," + bits,
              head + ",POOLFREE,1,c000007000,c000000000,0,1,0",
              free(head, 1, 4));

      assertThat(disagreements(report)).as("%s", report).isZero();
    }
  }

  @Test
  void stack_lastStackBackWhileMarking_staysUntilFreeStackSpans() throws IOException {
    String off = "0,0,0,0";
    String mark = "0,0,0,1";
    List<String> events =
        new ArrayList<>(
            List.of(
                GROW,
                alloc(off, 1, 4),
                off + ",POOLSPAN,1,c000000000,4",
                off + ",POOLALLOC,1,c000007000,c000000000,1,0",
                off + ",SALLOC,2,4096,1,c000007000,-1,2",
                MARK,
                mark + ",SFREE,2,4096,1,c000007000,-1,2",
                mark + ",POOLFREE,1,c000007000,c000000000,0,2,0",
                "0,0,0,2,PHASE,2,1",
                "0,0,0,0,PHASE,0,2",
                off + ",FSSBEGIN",
                off + ",FSSSPAN,0,1,c000000000,4",
                free(off, 1, 4),
                off + ",FSSEND,1,0"));
    assertThat(disagreements(replay(events))).isZero();

    events.set(13, off + ",FSSEND,0,0");
    events.remove(12);
    events.remove(11);
    assertThat(first(replay(events), "stack")).contains("empty pool spans of order 1");
  }

  @Test
  void stack_clearOfAnotherP_claimsIt() throws IOException {
    String owner = "0,0,0,0";
    String other = "1,1,0,0";
    List<String> events = new ArrayList<>(List.of(GROW, alloc(owner, 1, 4)));
    events.add(owner + ",POOLSPAN,3,c000000000,4");
    events.add(owner + ",POOLALLOC,3,c000004000,c000000000,1,0");
    events.add(owner + ",CREFILL,3,16384,0,16384");
    events.add(owner + ",SALLOC,1,16384,3,c000004000,0,0");
    events.add(owner + ",SFREE,0,16384,3,c000004000,16384,0");
    for (int order = 0; order < 3; order++) {
      events.add(other + ",CCLEAR," + order + ",0,0,0");
    }
    events.add(other + ",POOLFREE,3,c000004000,c000000000,0,1,0");
    events.add(free(other, 1, 4));
    events.add(other + ",CCLEAR,3,0,16384,1");

    assertThat(disagreements(replay(events))).isZero();
    events.set(12, other + ",CCLEAR,3,1,16384,1");
    assertThat(first(replay(events), "stack")).contains("ownerP of all orders: Go 1, ours 0");
  }

  /** Two large stacks of one size; M1 frees its own while M0 is about to allocate another. */
  private static List<String> lateLarge(String between, String beforeIt) {
    List<String> events = new ArrayList<>(List.of(GROW));
    events.add(alloc("1,1,5,0", 1, 4));
    events.add("1,1,5,0,SALLOC,4,32768,2,c000000000,-1,0");
    events.add(MARK);
    events.add(beforeIt);
    events.add(between);
    events.add(
        "0,0,4,1,ALLOCSPAN,1,4,c000008000,0,32768,1,-1,0,0,4128768,0,65536,0,0,65536,4128768");
    events.add("0,0,4,1,SALLOC,4,32768,2,c000008000,-1,0");
    return events;
  }

  @Test
  void stack_largeFreedAfterTheLook_isTolerated() throws IOException {
    String freed = "1,1,5,1,SFREE,4,32768,2,c000000000,-1,0";
    ReplayReport report = replay(lateLarge(freed, "0,0,4,1,STW,0"));

    assertThat(disagreements(report)).as("%s", report).isZero();
    assertThat(report.races())
        .containsOnlyKeys("stackLarge filled after a stackalloc found it empty");
    assertThat(report.toString()).contains("found it empty=1");
  }

  @Test
  void stack_largeFreedBeforeTheMsLastEvent_isADisagreement() throws IOException {
    String freed = "1,1,5,1,SFREE,4,32768,2,c000000000,-1,0";
    ReplayReport report = replay(lateLarge("0,0,4,1,STW,0", freed));

    assertThat(report.races()).isEmpty();
    assertThat(first(report, "stack")).contains("path: Go 4, ours 3");
  }

  @Test
  void stack_tracesEndsInTheMiddleOfACall_isNotJudged() throws IOException {
    ReplayReport report = replay(GROW, alloc("0,-1,0,0", 1, 4));

    assertThat(disagreements(report)).as("%s", report).isZero();
  }

  @Test
  void goroutine_startingSizeChanged_reusedStackIsReplaced() throws IOException {
    List<String> events =
        new ArrayList<>(
            List.of(
                "0,0,1,0,SALLOC,0,2048,0,c000000000,0,0",
                "0,0,1,0,NEWG,7,1,c000000000,2048",
                "0,0,0,0,GFPUT,7,2048,0,2048,1",
                "0,0,0,2,STARTSTACK,4096,2048,6200,2",
                "0,0,1,0,GFGET,7,1,2048,0",
                "0,0,1,0,SFREE,0,2048,0,c000000000,0,0",
                "0,0,1,0,SALLOC,0,4096,1,c000002000,0,0",
                "0,0,1,0,NEWG,8,0,c000002000,4096"));
    assertThat(first(replay(events), "goroutine")).isEmpty();

    events.set(6, "0,0,1,0,SALLOC,0,2048,0,c000002000,0,0");
    assertThat(first(replay(events), "goroutine")).contains("starting size: Go 4096, ours 2048");
  }

  /** M1's batch reaches the global list between M0's detaching of it and M0's FGSBEGIN. */
  @Test
  void goroutine_listFilledBeforeFgsbegin_isToleratedOnlyIfLate() throws IOException {
    List<String> events = new ArrayList<>();
    for (int i = 0; i < 64; i++) {
      long lo = 0xc000000000L + 2048L * i;
      String hex = Long.toHexString(lo);
      events.add("1,1,1,0,SALLOC,0,2048,0," + hex + ",0,0");
      events.add("1,1,1,0,NEWG," + (100 + i) + ",1," + hex + ",2048");
    }
    events.add("0,0,4,1,ROOTJOB,1,9,0");
    for (int i = 0; i < 64; i++) {
      events.add("1,1,0,0,GFPUT," + (100 + i) + ",2048,0,2048," + (i + 1));
    }
    events.add("1,1,0,0,GFPUTB,33,33,0");
    events.add("0,0,4,1,FGSBEGIN");
    events.add("0,0,4,1,FGSEND,0");
    ReplayReport late = replay(events);
    assertThat(first(late, "goroutine")).isEmpty();
    assertThat(late.races()).containsEntry("list of dead goroutines filled before FGSBEGIN", 33L);

    events.add(events.size() - 2, "0,0,4,1,ROOTJOB,1,9,0");
    assertThat(first(replay(events), "goroutine")).contains("goroutine skipped");
  }
}
