package io.quiesce.bugs.tool;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quiesce.bugs.place.Workbench;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A stress suite of the checkout, run by its own launcher until the first test fails: jcstress or
 * Lincheck, by leaving the classes of the other away.
 */
final class StressRunner implements Runner {
  private static final String HARDWARE = "jcstress";
  private static final int NONE_MATCHED = 1;

  /** Of so many parts of its time the launcher may plan so many: one that is late says nothing. */
  private static final int PARTS = 5;

  private static final int USED = 4;

  /** Verdicts that say that the subject did something wrong. */
  private static final Set<String> FINDINGS =
      Set.of("FORBIDDEN", "UNLISTED", "ERROR", "FORK_DIED", "TIMED_OUT", "INCORRECT", "STUCK");

  private final Workbench bench;
  private final StressClasses classes;
  private final String suite;

  StressRunner(Workbench bench, StressClasses classes, String suite) {
    this.bench = bench;
    this.classes = classes;
    this.suite = suite;
  }

  @Override
  public void prepare() throws IOException {
    classes.lincheck();
    if (suite.equals(HARDWARE)) {
      classes.jcstress();
    }
  }

  @Override
  public Finding run(Job job, Fork fork) throws IOException {
    Path reports = job.evidence().resolve(suite);
    Path summary = reports.resolve("summary.json");
    Files.deleteIfExists(summary);
    List<String> lines = new ArrayList<>();
    Fork.Exit exit = fork.run(command(job, fork, reports), lines::add);
    if (exit.end() == Fork.End.LATE) {
      long ended = lines.stream().filter(line -> line.matches("\\[ *\\d+/\\d+] .*")).count();
      return Finding.notCaught("budget over after " + ended + " tests");
    } else if (Files.exists(summary)) {
      return read(new ObjectMapper().readTree(summary.toFile()));
    }
    String last = lines.isEmpty() ? "nothing was printed" : lines.get(lines.size() - 1);
    return exit.status() == NONE_MATCHED && last.contains("match")
        ? Finding.notCaught("no " + suite + " test is near what was changed")
        : Finding.failed("status " + exit.status() + ": " + last);
  }

  private static Finding read(JsonNode summary) {
    int ended = 0;
    long samples = 0;
    for (JsonNode test : summary.path("tests")) {
      String verdict = test.path("verdict").asText();
      String problem = test.path("problems").path(0).asText();
      String line = verdict + ": " + problem.lines().findFirst().orElse("");
      if (FINDINGS.contains(verdict)) {
        return Finding.caught(test.path("test").asText(), line);
      } else if (!problem.isEmpty()) {
        return Finding.failed(test.path("test").asText() + ": " + line);
      }
      ended++;
      samples += test.path("samples").asLong();
    }
    return Finding.notCaught(ended + " tests, " + samples + " samples");
  }

  private List<String> command(Job job, Fork fork, Path reports) throws IOException {
    String mode = job.overlay().isPristine() || job.first().isEmpty() ? "sanity" : "quick";
    return new StressLauncher(bench.checkout(), classes, suite.equals(HARDWARE))
        .command(
            new JavaCommand(job.overlay(), bench.product()),
            "--fail-fast",
            mode,
            only(job),
            fork.left().multipliedBy(USED).dividedBy(PARTS),
            reports);
  }

  /** The tests asked for, or those of the packages that were changed. */
  private static String only(Job job) {
    if (!job.first().isEmpty() || job.overlay().packages().isEmpty()) {
      return job.first();
    }
    return job.overlay().packages().stream()
        .map(name -> "^" + name.replace(".", "[.]") + "[.][A-Z]")
        .collect(Collectors.joining("|"));
  }
}
