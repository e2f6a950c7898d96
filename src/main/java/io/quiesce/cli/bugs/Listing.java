package io.quiesce.cli.bugs;

import io.quiesce.bugs.corpus.Bug;
import io.quiesce.bugs.corpus.Corpus;
import io.quiesce.bugs.corpus.Expectation;
import io.quiesce.bugs.corpus.Tool;
import io.quiesce.bugs.place.Product;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.CommandLine.Option;

/** One line a bug: what {@code quiesce bugs} and {@code quiesce bugs list} print. */
abstract class Listing extends CorpusCommand {
  @Option(names = "--plain", description = "only the names, one a line")
  private boolean plain;

  @Override
  final int run(Product product, Corpus corpus) {
    if (plain) {
      corpus.bugs().forEach(bug -> say(bug.slug()));
      return 0;
    }
    int slug = width(corpus, 4, Bug::slug);
    int kind = width(corpus, 4, bug -> bug.kind().label());
    int origin = width(corpus, 6, bug -> bug.origin().toString());
    String format = "%-" + slug + "s  %-" + kind + "s  %-" + origin + "s  %s";
    say(row(format, "name", "kind", "origin", "caught by"));
    for (Bug bug : corpus.bugs()) {
      say(row(format, bug.slug(), bug.kind().label(), bug.origin().toString(), caughtBy(bug)));
    }
    return 0;
  }

  private static int width(Corpus corpus, int least, java.util.function.Function<Bug, String> of) {
    return corpus.bugs().stream().mapToInt(b -> of.apply(b).length()).reduce(least, Math::max);
  }

  private static String row(String format, String a, String b, String c, String d) {
    return String.format(Locale.ROOT, format, a, b, c, d);
  }

  private static String caughtBy(Bug bug) {
    return bug.isAbsent()
        ? "no counterpart: " + bug.absent()
        : bug.toolsThat(Expectation.CAUGHT).stream()
            .map(Tool::label)
            .collect(Collectors.joining(" "));
  }
}
