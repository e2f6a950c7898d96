package io.quiesce.bugs.orderings;

/**
 * One weakening of one access.
 *
 * @param file the source, as {@code io/quiesce/...java}
 * @param line where the access begins, from 1
 * @param receiver the expression whose method is called
 * @param method the method
 * @param weaker the method of the weaker mode
 * @param start the first character to replace
 * @param end the character behind the last
 * @param replacement what to put there
 */
record Access(
    String file,
    long line,
    String receiver,
    String method,
    String weaker,
    int start,
    int end,
    String replacement) {
  /** The source with this access weakened. */
  String apply(String source) {
    return source.substring(0, start) + replacement + source.substring(end);
  }
}
