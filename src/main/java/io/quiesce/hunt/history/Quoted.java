package io.quiesce.hunt.history;

/** Text as a literal of Java. */
final class Quoted {
  private Quoted() {}

  /** In quotes, with what must be escaped. */
  static String of(String text) {
    return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n") + '"';
  }
}
