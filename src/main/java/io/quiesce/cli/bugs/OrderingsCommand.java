package io.quiesce.cli.bugs;

import io.quiesce.bugs.corpus.Bug;
import io.quiesce.bugs.corpus.Corpus;
import io.quiesce.bugs.orderings.Orderings;
import io.quiesce.bugs.orderings.Survey;
import io.quiesce.bugs.orderings.Surveyed;
import io.quiesce.bugs.place.Product;
import io.quiesce.bugs.place.Workbench;
import java.io.IOException;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code quiesce bugs orderings}: every atomic access with the next weaker mode. */
@Command(
    name = "orderings",
    mixinStandardHelpOptions = true,
    description = {
      "Lists every atomic access of the subject with the next weaker mode as a bug of its own;"
          + " 'bugs matrix --orderings' measures them with several tools, slowly; --measure with the"
          + " explorer alone, in minutes."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:listed; with --measure, each is shown wrong by a scenario or explained",
      "1:some mutant is neither, or its explanation is out of date",
      "2:the command line is wrong, or something that is needed is missing"
    })
final class OrderingsCommand extends CorpusCommand {
  private static final int PROBLEMS = 1;

  @Option(
      names = "--only",
      defaultValue = "",
      paramLabel = "REGEX",
      description = "only those whose name contains a match")
  private Pattern only;

  @Option(names = "--diff", description = "with the diff of each")
  private boolean diff;

  @Option(
      names = "--measure",
      description =
          "asks the explorer's scenarios which of them are wrong, and what explains the rest")
  private boolean measure;

  @Option(
      names = "--seconds",
      defaultValue = "1",
      paramLabel = "N",
      description = "with --measure: time for each exploration (default: ${DEFAULT-VALUE})")
  private long seconds;

  @Option(
      names = "--test",
      defaultValue = "",
      paramLabel = "REGEX",
      description = "with --measure: only scenarios whose class name contains a match")
  private Pattern scenarios;

  @Mixin private BenchOptions options = new BenchOptions();

  @Override
  int run(Product product, Corpus corpus) throws IOException {
    if (measure) {
      return seconds > 0
          ? measure(options.bench(product))
          : fail("--seconds must be positive, not " + seconds);
    }
    List<Bug> mutants = matching(product, only);
    for (Bug mutant : mutants) {
      say(mutant.slug());
      if (diff) {
        say(mutant.patch());
      }
    }
    return mutants.isEmpty() ? fail("no access matches '" + only + "'") : 0;
  }

  private int measure(Workbench bench) throws IOException {
    List<Surveyed> all =
        new Survey(bench, Duration.ofSeconds(seconds), this::say).run(only, scenarios);
    if (all.isEmpty()) {
      return fail("no access matches '" + only + "'");
    }
    say("");
    Map<Surveyed.State, Integer> counts = new EnumMap<>(Surveyed.State.class);
    for (Surveyed one : all) {
      say(one.line());
      counts.merge(one.state(), 1, Integer::sum);
    }
    say(all.size() + " mutants: " + counts);
    return all.stream().anyMatch(Surveyed::isProblem) ? PROBLEMS : 0;
  }

  /** The mutants whose name contains a match. */
  static List<Bug> matching(Product product, Pattern only) throws IOException {
    return Orderings.of(product).stream()
        .filter(mutant -> only.matcher(mutant.slug()).find())
        .toList();
  }
}
