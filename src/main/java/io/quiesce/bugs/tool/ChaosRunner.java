package io.quiesce.bugs.tool;

import io.quiesce.bugs.place.Workbench;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The random program on the whole runtime, short runs of both protocols with one seed each. */
final class ChaosRunner implements Runner {
  private static final int WRONG_USAGE = 2;
  private static final int RUN_SECONDS = 2;
  private static final List<String> PROTOCOLS = List.of("ragged", "two-step");
  private static final List<String> PROCS = List.of("2", "4");

  /** Cycles print lines all the time; a run that says nothing for so long does not end. */
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(20);

  private final Workbench bench;

  ChaosRunner(Workbench bench) {
    this.bench = bench;
  }

  @Override
  public Finding run(Job job, Fork fork) throws IOException {
    int runs = 0;
    while (runs == 0 || fork.left().toSeconds() > RUN_SECONDS) {
      String protocol = PROTOCOLS.get(runs % PROTOCOLS.size());
      String procs = PROCS.get(runs / PROTOCOLS.size() % PROCS.size());
      int seed = runs + 1;
      String name = "chaos, " + protocol + ", " + procs + " Ps, seed " + seed;
      List<String> errors = new ArrayList<>();
      Consumer<String> listener = line -> keep(line, errors);
      Fork.Exit exit = fork.run(command(job, protocol, procs, seed), listener, LONGEST_SILENCE);
      String said = errors.isEmpty() ? "failed without a word" : errors.get(0);
      if (exit.end() == Fork.End.LATE) {
        break;
      } else if (exit.end() == Fork.End.SILENT) {
        return Finding.caught(name, "hangs: silent for " + LONGEST_SILENCE.toSeconds() + " s");
      } else if (exit.status() == WRONG_USAGE) {
        return Finding.failed(name + ": " + said);
      } else if (exit.status() != 0) {
        return Finding.caught(name, said);
      }
      runs++;
    }
    return runs == 0
        ? Finding.failed("not one run ended in the budget")
        : Finding.notCaught(runs + " runs ended well");
  }

  private static void keep(String line, List<String> errors) {
    if (!line.startsWith("gc ")) {
      errors.add(line);
    }
  }

  private List<String> command(Job job, String protocol, String procs, int seed) {
    return new ChaosProgram(protocol, procs, RUN_SECONDS, seed)
        .command(new JavaCommand(job.overlay(), bench.product()));
  }
}
