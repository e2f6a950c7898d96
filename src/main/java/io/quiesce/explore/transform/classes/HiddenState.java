package io.quiesce.explore.transform.classes;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.objectweb.asm.Type;

/**
 * Calls that change an object of the JDK whose class is not rewritten: the position of an iterator
 * over an immutable list, the text of a builder. Such a change is no access to memory, and nothing
 * else shows that a turn of a loop has made it.
 */
public final class HiddenState {
  private static final Set<String> ITERATORS =
      inUtil(
          "Iterator ListIterator PrimitiveIterator PrimitiveIterator$OfInt"
              + " PrimitiveIterator$OfLong PrimitiveIterator$OfDouble Enumeration Spliterator"
              + " Spliterator$OfInt Spliterator$OfLong Spliterator$OfDouble");

  private static final Set<String> OTHERS =
      inUtil(
          "EnumMap EnumSet Formatter IntSummaryStatistics LongSummaryStatistics Random"
              + " StringJoiner StringTokenizer regex/Matcher");

  private static final Set<String> BUILDERS =
      Set.of("java/lang/StringBuilder", "java/lang/StringBuffer");

  private static final Set<String> QUESTIONS =
      Set.of(
          "charAt",
          "contains",
          "containsKey",
          "containsValue",
          "end",
          "equals",
          "get",
          "group",
          "hasMoreElements",
          "hasMoreTokens",
          "hasNext",
          "hasPrevious",
          "hashCode",
          "isEmpty",
          "length",
          "nextIndex",
          "previousIndex",
          "size",
          "start",
          "toString");

  private HiddenState() {}

  private static Set<String> inUtil(String names) {
    return Stream.of(names.split(" "))
        .map(name -> "java/util/" + name)
        .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether a type is one of iterators. */
  public static boolean isIterator(Type type) {
    return type.getSort() == Type.OBJECT && ITERATORS.contains(type.getInternalName());
  }

  /** Whether a call of an instance's method may change it. */
  public static boolean isChangedBy(String owner, String name) {
    boolean known = ITERATORS.contains(owner) || OTHERS.contains(owner) || BUILDERS.contains(owner);
    return known && !QUESTIONS.contains(name);
  }
}
