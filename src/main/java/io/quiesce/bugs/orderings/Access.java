package io.quiesce.bugs.orderings;

import java.util.Locale;
import java.util.stream.Stream;

/**
 * One weakening of one access.
 *
 * @param file the source, as {@code io/quiesce/...java}
 * @param line where the access begins, from 1
 * @param within the method or field that it is in
 * @param type the class whose method is called, without its package
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
    String within,
    String type,
    String receiver,
    String method,
    String weaker,
    int start,
    int end,
    String replacement) {
  /** As the explorer names the place. */
  String site() {
    String name = file.substring(file.lastIndexOf('/') + 1);
    return name + ":" + line + " (" + type + "." + method + ")";
  }

  /** The weaker mode as the explorer names it: a mode of an access, or a fence. */
  String weakerMode() {
    return switch (weaker) {
      case "acquireFence" -> "ACQUIRE";
      case "releaseFence" -> "RELEASE";
      case "loadLoadFence" -> "LOAD_LOAD";
      case "storeStoreFence" -> "STORE_STORE";
      default ->
          Stream.of("Acquire", "Release", "Opaque")
              .filter(weaker::endsWith)
              .findFirst()
              .orElse("Plain")
              .toUpperCase(Locale.ROOT);
    };
  }

  /** The source with this access weakened. */
  String apply(String source) {
    return source.substring(0, start) + replacement + source.substring(end);
  }
}
