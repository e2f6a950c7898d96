package io.quiesce.report;

import io.quiesce.report.view.NightView;
import java.nio.file.Path;
import java.util.List;

/**
 * What a report has written.
 *
 * @param night the night that machine formats are of
 * @param nights how many nights the ledger has
 * @param files the files to read first: the index, and one for each machine format
 * @param annotations lines for GitHub, if they were asked for
 */
public record Written(NightView night, int nights, List<Path> files, List<String> annotations) {
  /** Copies the lists. */
  public Written {
    files = List.copyOf(files);
    annotations = List.copyOf(annotations);
  }
}
