package io.quiesce.cli.bugs;

import io.quiesce.bugs.corpus.Bug;
import io.quiesce.bugs.corpus.Corpus;
import io.quiesce.bugs.orderings.Orderings;
import io.quiesce.bugs.place.Product;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code quiesce bugs orderings}: every atomic access with the next weaker mode. */
@Command(
    name = "orderings",
    mixinStandardHelpOptions = true,
    description = {
      "Lists every atomic access of the subject with the next weaker mode as a bug of its own;"
          + " 'bugs matrix --orderings' measures them."
    })
final class OrderingsCommand extends CorpusCommand {
  @Option(
      names = "--only",
      defaultValue = "",
      paramLabel = "REGEX",
      description = "only those whose name contains a match")
  private Pattern only;

  @Option(names = "--diff", description = "with the diff of each")
  private boolean diff;

  @Override
  int run(Product product, Corpus corpus) throws IOException {
    List<Bug> mutants = matching(product, only);
    for (Bug mutant : mutants) {
      say(mutant.slug());
      if (diff) {
        say(mutant.patch());
      }
    }
    return mutants.isEmpty() ? fail("no access matches '" + only + "'") : 0;
  }

  /** The mutants whose name contains a match. */
  static List<Bug> matching(Product product, Pattern only) throws IOException {
    return Orderings.of(product).stream()
        .filter(mutant -> only.matcher(mutant.slug()).find())
        .toList();
  }
}
