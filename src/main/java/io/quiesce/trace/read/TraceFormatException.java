package io.quiesce.trace.read;

import java.io.IOException;

/** A file that is not a complete trace of the format that this package reads. */
public final class TraceFormatException extends IOException {
  private static final long serialVersionUID = 1L;

  private final long line;

  /**
   * The complaint {@code file:line: problem}; without the line where none was reached.
   *
   * @param file the file as the user named it
   * @param line the line, from 1; 0 when the file could not be read at all
   * @param problem what was expected and what was found
   */
  TraceFormatException(String file, long line, String problem) {
    super(line == 0 ? file + ": " + problem : file + ":" + line + ": " + problem);
    this.line = line;
  }

  /** The line of the complaint, from 1; 0 when the file could not be read at all. */
  public long line() {
    return line;
  }
}
