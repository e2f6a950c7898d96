package io.quiesce.bugs.tool;

import io.quiesce.bugs.place.Workbench;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The recorded traces, replayed one after the other. */
final class ReplayRunner implements Runner {
  private static final String MAIN = "io.quiesce.cli.Quiesce";
  private static final int BAD_FILE = 2;

  /** A trace takes a second or two. */
  private static final Duration LONGEST = Duration.ofSeconds(20);

  private final Workbench bench;

  ReplayRunner(Workbench bench) {
    this.bench = bench;
  }

  @Override
  public Finding run(Job job, Fork fork) throws IOException {
    int ended = 0;
    for (Path trace : bench.traces()) {
      List<String> lines = new ArrayList<>();
      Fork.Exit exit = fork.run(command(job, trace), lines::add, LONGEST);
      String name = String.valueOf(trace.getFileName());
      if (exit.end() == Fork.End.SILENT) {
        return Finding.caught(name, "hangs: did not end in " + LONGEST.toSeconds() + " s");
      } else if (exit.end() == Fork.End.LATE) {
        return ended == 0
            ? Finding.failed("not one trace was replayed in the budget")
            : Finding.notCaught("budget over in trace " + (ended + 1));
      } else if (exit.status() == BAD_FILE) {
        return Finding.failed(name + ": status " + exit.status() + ": " + lines);
      } else if (exit.status() != 0) {
        return Finding.caught(name, disagreement(lines));
      }
      ended++;
    }
    return Finding.notCaught(ended + " traces agree");
  }

  private List<String> command(Job job, Path trace) {
    return new JavaCommand(job.overlay(), bench.product())
        .with("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1")
        .of(MAIN, List.of("replay-trace", trace.toString()));
  }

  private static String disagreement(List<String> lines) {
    return lines.stream()
        .filter(line -> line.contains("first disagreement"))
        .map(String::strip)
        .findFirst()
        .orElse(lines.isEmpty() ? "failed without a word" : lines.get(0));
  }
}
