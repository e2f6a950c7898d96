package io.quiesce.hunt.source;

/** Text as a literal of Java. */
public final class Quoted {
  private Quoted() {}

  /** In quotes, with what must be escaped. */
  public static String of(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }
}
