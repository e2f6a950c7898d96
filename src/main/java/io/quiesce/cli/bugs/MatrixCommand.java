package io.quiesce.cli.bugs;

import io.quiesce.bugs.corpus.Bug;
import io.quiesce.bugs.corpus.Corpus;
import io.quiesce.bugs.matrix.Campaign;
import io.quiesce.bugs.matrix.Matrix;
import io.quiesce.bugs.matrix.Pages;
import io.quiesce.bugs.matrix.Plan;
import io.quiesce.bugs.orderings.Orderings;
import io.quiesce.bugs.place.Product;
import io.quiesce.bugs.place.Workbench;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code quiesce bugs matrix}: measures all bugs with all tools. */
@Command(
    name = "matrix",
    mixinStandardHelpOptions = true,
    description = {
      "Runs every tool against every bug, and against the unpatched subject, and compares with what"
          + " the bugs promise. Writes matrix.md, index.html and matrix.json, and what each tool"
          + " printed."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:everything is as promised",
      "1:something contradicts a promise, a bug was caught by nothing, or there was a false alarm",
      "2:the command line is wrong, or something that is needed is missing"
    })
final class MatrixCommand extends CorpusCommand {
  private static final int PROBLEMS = 1;

  @Option(
      names = "--budget",
      defaultValue = "30s",
      paramLabel = "TIME",
      converter = Seconds.class,
      description = "time for each tool and bug (default: ${DEFAULT-VALUE})")
  private Duration budget;

  @Option(
      names = "--only",
      defaultValue = "",
      paramLabel = "REGEX",
      description = "only bugs whose name contains a match")
  private Pattern only;

  @Option(
      names = "--jobs",
      defaultValue = "0",
      paramLabel = "N",
      description = "JVMs that work at a time; jcstress works alone (default: one for each CPU)")
  private int jobs;

  @Option(
      names = "--baseline",
      defaultValue = "-1",
      paramLabel = "N",
      description =
          "runs of each tool on the unpatched subject (default: 3; 0 with --fast or --orderings)")
  private int baseline;

  @Option(
      names = "--fast",
      description = "each bug only by the fastest tool that must catch it; for every push")
  private boolean fast;

  @Option(
      names = "--orderings",
      description =
          "instead of the corpus, every atomic access with the next weaker mode, by explore, unit"
              + " and jcstress until one catches it")
  private boolean orderings;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "where the pages and the evidence go (default: target/matrix, or target/orderings)")
  private Path out;

  @Option(
      names = "--readme",
      paramLabel = "FILE",
      description = "also put the summary between the marks of this Markdown file")
  private Path readme;

  @Mixin private BenchOptions options = new BenchOptions();

  @Override
  int run(Product product, Corpus corpus) throws IOException {
    List<Bug> bugs = orderings ? OrderingsCommand.matching(product, only) : corpus.matching(only);
    if (bugs.isEmpty()) {
      return fail("no bug matches '" + only + "'; 'bugs list' shows all");
    } else if (out == null) {
      out = Path.of("target", orderings ? "orderings" : "matrix");
    }
    Workbench bench = options.bench(product);
    Plan plan = plan(bugs, bench);
    if (plan.cells().isEmpty()) {
      return fail("none of these bugs has a patch and a tool that can run here");
    } else if (plan.needsCheckout()) {
      bench.checkout();
    }
    int rounds = baseline >= 0 ? baseline : fast || orderings ? 0 : 3;
    int workers = jobs > 0 ? jobs : Runtime.getRuntime().availableProcessors();
    Campaign campaign = new Campaign(bench, plan, out, budget, rounds, this::say);
    return report(campaign.run(bugs.stream().filter(Bug::isAbsent).toList(), workers));
  }

  private Plan plan(List<Bug> bugs, Workbench bench) throws IOException {
    if (orderings) {
      return Plan.inTurn(bugs, Orderings.TOOLS);
    }
    return fast ? Plan.fastest(bugs, bench.anyCheckout().isPresent()) : Plan.whole(bugs);
  }

  private int report(Matrix matrix) throws IOException {
    Pages pages = new Pages(matrix);
    pages.write(out);
    if (readme != null) {
      pages.summarise(readme);
    }
    List<String> problems = matrix.problems();
    say("");
    problems.forEach(problem -> say("PROBLEM  " + problem));
    say(matrix.line());
    say("pages: " + out.resolve("index.html"));
    return problems.isEmpty() ? 0 : PROBLEMS;
  }
}
