package io.quiesce.bugs.worker;

import java.io.PrintStream;

/** The lines of a worker's standard output that are meant for the JVM that forked it. */
public final class Wire {
  /** Starts each of them; all other lines are for the log. */
  public static final String MARK = "@@bugs\t";

  /** {@code BEGIN test}: it runs now. */
  public static final String BEGIN = "BEGIN";

  /** {@code FOUND test message replay}: it failed; nothing else runs. */
  public static final String FOUND = "FOUND";

  /** {@code DONE note}: all ended well. */
  public static final String DONE = "DONE";

  private Wire() {}

  /** Prints one line from its fields. */
  static void say(PrintStream out, String... fields) {
    StringBuilder line = new StringBuilder(MARK.strip());
    for (String field : fields) {
      line.append('\t').append(field.replaceAll("\\s+", " ").strip());
    }
    out.println(line);
    out.flush();
  }

  /** The fields of a line that starts with the mark. */
  public static String[] fields(String line) {
    return line.substring(MARK.length()).split("\t", -1);
  }
}
