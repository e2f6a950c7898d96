package io.quiesce.learn.page;

import io.quiesce.explore.report.Witness;
import java.util.List;

/** How tables and graphs are put into Markdown. */
interface Medium {
  /** A table; the first row is its head. */
  String table(List<List<String>> rows);

  /** An execution. */
  String graph(Witness witness);
}
