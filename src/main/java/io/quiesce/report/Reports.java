package io.quiesce.report;

import io.quiesce.hunt.ledger.Ledger;
import io.quiesce.report.html.HtmlReport;
import io.quiesce.report.machine.GithubReport;
import io.quiesce.report.machine.JsonReport;
import io.quiesce.report.machine.JunitReport;
import io.quiesce.report.machine.SarifReport;
import io.quiesce.report.machine.SourceRoots;
import io.quiesce.report.view.History;
import io.quiesce.report.view.NightSummary;
import io.quiesce.report.view.NightView;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Writes what a ledger knows into a directory. Not thread-safe. */
public final class Reports {
  private final Path directory;
  private final Set<Format> formats;
  private final SourceRoots sources;
  private final List<NightSummary> summaries = new ArrayList<>();
  private NightView last;
  private NightView chosen;

  /**
   * @param directory where to; made if it is not there
   * @param formats as what
   * @param checkout what paths of source files belong to
   */
  public Reports(Path directory, Set<Format> formats, Path checkout) {
    this.directory = directory;
    this.formats = Set.copyOf(formats);
    this.sources = new SourceRoots(checkout);
  }

  /**
   * Writes.
   *
   * @param ledger what is known
   * @param only the name of a night, to write its page alone and the machine formats of it; empty
   *     for the pages of all nights and the machine formats of the last
   * @throws NoNightException if the ledger has no night, or none of that name; nothing is written
   * @throws IOException if a file cannot be written
   */
  public Written write(Ledger ledger, String only) throws IOException {
    History history = new History(ledger);
    if (history.size() == 0) {
      throw new NoNightException("the ledger has no night; 'quiesce hunt' adds one");
    } else if (!only.isEmpty() && !history.has(only)) {
      throw new NoNightException("the ledger has no night '" + only + "'; " + names(ledger));
    }
    Files.createDirectories(directory);
    try {
      history.forEach(night -> visit(night, only));
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return new Written(chosen, history.size(), files(), annotations());
  }

  private static String names(Ledger ledger) {
    List<String> all = ledger.nights().stream().map(night -> night.id()).toList();
    List<String> newest = all.subList(Math.max(0, all.size() - 5), all.size());
    return "the newest are " + String.join(", ", newest);
  }

  private void visit(NightView night, String only) {
    boolean wanted = only.isEmpty() || night.isNamed(only);
    summaries.add(NightSummary.of(night));
    last = night;
    if (!wanted) {
      return;
    }
    chosen = night;
    if (formats.contains(Format.HTML)) {
      try {
        new HtmlReport(directory).night(night);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private List<Path> files() throws IOException {
    List<Path> files = new ArrayList<>();
    if (formats.contains(Format.HTML)) {
      files.add(new HtmlReport(directory).index(summaries, last));
    }
    if (formats.contains(Format.SARIF)) {
      files.add(write("findings.sarif", new SarifReport(sources).of(chosen)));
    }
    if (formats.contains(Format.JUNIT)) {
      files.add(write("junit.xml", JunitReport.of(chosen)));
    }
    if (formats.contains(Format.JSON)) {
      files.add(write("night.json", JsonReport.of(chosen)));
    }
    return files;
  }

  private Path write(String name, String text) throws IOException {
    return Files.writeString(directory.resolve(name), text);
  }

  private List<String> annotations() {
    return formats.contains(Format.GITHUB) ? new GithubReport(sources).of(chosen) : List.of();
  }
}
