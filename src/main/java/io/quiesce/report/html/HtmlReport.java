package io.quiesce.report.html;

import io.quiesce.report.view.NightSummary;
import io.quiesce.report.view.NightView;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Writes the pages into a directory. */
public final class HtmlReport {
  private final Path directory;

  /** Into a directory that exists. Pages that lie there already stay, if not written again. */
  public HtmlReport(Path directory) {
    this.directory = directory;
  }

  /** Writes the page of a night and that of its jobs. */
  public Path night(NightView night) throws IOException {
    Files.writeString(
        directory.resolve(EvidencePage.fileName(night)), new EvidencePage(night).page());
    return Files.writeString(
        directory.resolve(NightPage.fileName(night)), new NightPage(night).page());
  }

  /**
   * Writes the index; it links to those pages that lie in the directory.
   *
   * @param nights all, the oldest first; at least one
   * @param last the last of them
   */
  public Path index(List<NightSummary> nights, NightView last) throws IOException {
    IndexPage page = new IndexPage(nights, last, name -> Files.exists(directory.resolve(name)));
    return Files.writeString(directory.resolve("index.html"), page.page());
  }
}
