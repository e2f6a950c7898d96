package io.quiesce.cli.bugs;

import io.quiesce.bugs.corpus.Bug;
import io.quiesce.bugs.corpus.Corpus;
import io.quiesce.bugs.corpus.Forecast;
import io.quiesce.bugs.corpus.Tool;
import io.quiesce.bugs.place.Product;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code quiesce bugs show SLUG}: what is known of a bug, its lesson and its diff. */
@Command(
    name = "show",
    mixinStandardHelpOptions = true,
    description = "Prints what is known of a bug, its lesson and its diff.")
final class ShowCommand extends CorpusCommand {
  @Parameters(paramLabel = "SLUG", description = "the bug's name, as listed")
  private String slug;

  @Override
  int run(Product product, Corpus corpus) {
    Bug bug = corpus.find(slug);
    say(bug.slug() + ": " + bug.title());
    say("");
    field("origin", bug.origin() + " (" + bug.origin().confidence() + ")");
    field("component", bug.component());
    field("invariant", bug.invariant());
    field("kind", bug.kind().label() + ", from " + bug.threads() + " thread(s) on");
    field("stands in", bug.nearest());
    field("absent", bug.absent());
    for (Tool tool : Tool.values()) {
      Forecast forecast = bug.tools().get(tool);
      if (forecast != null) {
        field(tool.label(), forecast.expect().label() + ": " + forecast.why());
      }
    }
    say("");
    say(bug.lesson().strip());
    if (!bug.isAbsent()) {
      say("");
      say(bug.patch().strip());
    }
    return 0;
  }

  private void field(String name, String value) {
    if (!value.isEmpty()) {
      say(String.format(Locale.ROOT, "%-10s %s", name, value));
    }
  }
}
