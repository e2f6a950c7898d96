package io.quiesce.hunt.minimise;

/**
 * Another name for the class of a source file.
 *
 * @param oldPath of the file below its root
 * @param name the new simple name
 */
record Renaming(String oldPath, String name) {
  private static final String SUFFIX = ".java";

  /** The old simple name. */
  String from() {
    return oldPath.substring(slash(), oldPath.length() - SUFFIX.length());
  }

  /** The new path. */
  String path() {
    return oldPath.substring(0, slash()) + name + SUFFIX;
  }

  /** A text, with the new name wherever the old one was a word. */
  String text(String old) {
    return old.replaceAll("\\b" + from() + "\\b", name);
  }

  /** The internal name of the class, or of one nested in it. */
  String className(String old) {
    return old.substring(0, slash()) + name + old.substring(slash() + from().length());
  }

  private int slash() {
    return oldPath.lastIndexOf('/') + 1;
  }
}
