package io.quiesce.hunt.engine;

import io.quiesce.bugs.overlay.Overlay;
import io.quiesce.bugs.place.Product;
import io.quiesce.bugs.tool.ChaosProgram;
import io.quiesce.bugs.tool.Fork;
import io.quiesce.hunt.finding.Evidence;
import io.quiesce.hunt.finding.FindingKind;
import io.quiesce.hunt.model.Engine;
import io.quiesce.hunt.model.Job;
import io.quiesce.hunt.model.Scenario;
import io.quiesce.hunt.model.Verdict;
import io.quiesce.hunt.worker.Answer;
import io.quiesce.hunt.worker.Found;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The random program on the whole runtime: one run a job, with the job's seed. */
public final class ChaosRunner implements Runner {
  private static final int WRONG_USAGE = 2;
  private static final int LINES_OF_EVIDENCE = 80;

  /** Cycles print lines all the time; a run that says nothing for so long does not end. */
  private static final Duration LONGEST_SILENCE = Duration.ofSeconds(30);

  /** A JVM must start, and the program winds down after its time. */
  private static final Duration GRACE = Duration.ofSeconds(60);

  private final Product product;
  private final Path directory;
  private final Jdks jdks;

  /**
   * A runner.
   *
   * @param overlay goes before the product
   * @param directory where the JVMs run
   */
  public ChaosRunner(Product product, Overlay overlay, List<Jdk> jdks, Path directory) {
    this.product = product;
    this.directory = directory;
    this.jdks = new Jdks(jdks, overlay);
  }

  /** What can be run: both protocols, on two Ps and on four. */
  public static List<Scenario> scenarios() {
    List<Scenario> all = new ArrayList<>();
    for (String protocol : List.of("ragged", "two-step")) {
      for (String procs : List.of("2", "4")) {
        all.add(new Scenario("chaos." + protocol + "." + procs, Engine.CHAOS));
      }
    }
    return all;
  }

  @Override
  public void run(List<Job> jobs, Sink sink) throws IOException {
    for (Job job : jobs) {
      sink.accept(job, run(job));
    }
  }

  private Answer run(Job job) throws IOException {
    Path log = directory.resolve(job.scenario().name() + "-" + job.seed() + ".txt");
    List<String> lines = new ArrayList<>();
    try (Fork fork = new Fork(directory, log, job.budget().plus(GRACE))) {
      Fork.Exit exit =
          fork.run(
              command(job),
              line -> {
                synchronized (lines) {
                  lines.add(line);
                }
              },
              LONGEST_SILENCE);
      synchronized (lines) {
        return judge(exit, lines);
      }
    } finally {
      Files.deleteIfExists(log);
    }
  }

  private static Answer judge(Fork.Exit exit, List<String> lines) {
    List<String> said = lines.stream().filter(line -> !line.startsWith("gc ")).toList();
    long cycles = lines.stream().filter(line -> line.startsWith("gc ")).count();
    String last = said.isEmpty() ? "it said nothing" : said.get(said.size() - 1);
    if (exit.end() == Fork.End.SILENT) {
      String broken = "chaos hangs: silent for " + LONGEST_SILENCE.toSeconds() + " s";
      return found(FindingKind.CRASH, cycles, broken, lines);
    } else if (exit.end() == Fork.End.LATE) {
      return Answer.nothing(Verdict.NEVER_RAN, "did not end in time: " + last);
    } else if (exit.status() == WRONG_USAGE) {
      return Answer.nothing(Verdict.NEVER_RAN, "status " + exit.status() + ": " + last);
    } else if (exit.status() != 0) {
      String broken = said.isEmpty() ? "failed without a word" : said.get(0);
      return found(FindingKind.INVARIANT, cycles, broken, lines);
    }
    return cycles == 0
        ? Answer.nothing(Verdict.VACUOUS, "not one cycle ended: " + last)
        : new Answer(Verdict.PASSED, cycles, List.of(), false, last, List.of());
  }

  private static Answer found(FindingKind kind, long cycles, String broken, List<String> lines) {
    String end =
        String.join(
            "\n", lines.subList(Math.max(0, lines.size() - LINES_OF_EVIDENCE), lines.size()));
    Found one = new Found(kind, broken, List.of(), "", "", Evidence.of(end));
    return new Answer(Verdict.FOUND, cycles, List.of(), false, broken, List.of(one));
  }

  private List<String> command(Job job) {
    String[] name = job.scenario().name().split("\\.", -1);
    double seconds = Math.max(1, job.budget().toMillis() / 1e3);
    return new ChaosProgram(name[1], name[2], seconds, job.seed())
        .command(jdks.command(job.jdk(), product));
  }
}
