package io.quiesce.explore.report;

/** Text in XML. */
final class Xml {
  private Xml() {}

  /** Escapes what XML would misread, and drops what it cannot hold. */
  static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replaceAll("[\\x00-\\x08\\x0b\\x0c\\x0e-\\x1f]", "?");
  }
}
