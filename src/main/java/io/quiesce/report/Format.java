package io.quiesce.report;

import java.util.Locale;

/** What a report can be written as. */
public enum Format {
  /** Pages of the nights and an index. */
  HTML,
  /** {@code findings.sarif}. */
  SARIF,
  /** {@code junit.xml}. */
  JUNIT,
  /** {@code night.json}. */
  JSON,
  /** Annotations, on standard output. */
  GITHUB;

  /** The word of the command line. */
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }
}
