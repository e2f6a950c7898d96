package io.quiesce.explore.transform.classes;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The classes of the JDK, by how rewritten code may use them: cloned, passed through, or refused.
 *
 * <p>Passed through are classes without shared mutable state of their own. Everything that is
 * neither cloned, modelled nor passed through is refused by name when a call to it is reached.
 */
public final class Platform {
  /** Cloned: outer classes; their nested classes follow. */
  private static final Set<String> CLONED =
      Stream.of(
              under(
                  "java/util/concurrent/atomic/",
                  "AtomicBoolean AtomicInteger AtomicIntegerArray AtomicLong AtomicLongArray"
                      + " AtomicMarkableReference AtomicReference AtomicReferenceArray"
                      + " AtomicStampedReference"),
              under(
                  "java/util/concurrent/locks/",
                  "AbstractOwnableSynchronizer AbstractQueuedSynchronizer ReentrantLock"
                      + " ReentrantReadWriteLock"),
              under(
                  "java/util/concurrent/",
                  "ArrayBlockingQueue ConcurrentLinkedDeque ConcurrentLinkedQueue"
                      + " CopyOnWriteArrayList CountDownLatch CyclicBarrier Helpers"
                      + " LinkedBlockingQueue Semaphore"),
              under(
                  "java/util/",
                  "AbstractCollection AbstractList AbstractMap AbstractQueue"
                      + " AbstractSequentialList AbstractSet ArrayDeque ArrayList BitSet HashMap"
                      + " HashSet LinkedHashMap LinkedHashSet LinkedList PriorityQueue TreeMap"
                      + " TreeSet"))
          .flatMap(names -> names)
          .collect(Collectors.toUnmodifiableSet());

  /** Passed through whole: packages whose classes are immutable, pure or interfaces. */
  private static final List<String> PURE_PACKAGES =
      List.of(
          "java/lang/annotation/",
          "java/lang/constant/",
          "java/lang/invoke/",
          "java/lang/runtime/",
          "java/math/",
          "java/time/",
          "java/util/function/",
          "java/util/stream/",
          "java/util/regex/",
          "java/nio/charset/",
          "java/text/");

  /** Passed through in {@code java.lang}; exceptions and errors are as well. */
  private static final Set<String> PURE =
      Stream.of(
              under(
                  "java/lang/",
                  "Object String StringBuilder StringBuffer Math StrictMath Integer Long Short"
                      + " Byte Character Boolean Float Double Number Enum Record Comparable"
                      + " Iterable CharSequence Throwable Class Runnable AutoCloseable Cloneable"
                      + " Void StackTraceElement System Appendable Readable Package ClassLoader"
                      + " AssertionStatusDirectives Runtime MatchException"),
              under(
                  "java/util/",
                  "Objects Optional OptionalInt OptionalLong OptionalDouble Arrays Collections"
                      + " Collection List Set Map Queue Deque Iterator ListIterator Comparator"
                      + " SortedMap SortedSet NavigableMap NavigableSet RandomAccess Spliterator"
                      + " Spliterators StringJoiner Locale UUID Enumeration PrimitiveIterator"
                      + " SequencedCollection SequencedMap SequencedSet ImmutableCollections"
                      + " Random IntSummaryStatistics LongSummaryStatistics Formatter HexFormat"
                      + " ConcurrentModificationException StringTokenizer Base64 EnumMap EnumSet"),
              under(
                  "java/util/concurrent/",
                  "Callable TimeUnit Executor BlockingQueue BlockingDeque ConcurrentMap Delayed"
                      + " TransferQueue"),
              under("java/util/concurrent/locks/", "Lock ReadWriteLock Condition"),
              under(
                  "java/io/",
                  "ObjectStreamField Serializable PrintStream Closeable Flushable Externalizable"),
              under("java/nio/", "ByteOrder"),
              under("jdk/internal/util/", "ArraysSupport Preconditions"))
          .flatMap(names -> names)
          .collect(Collectors.toUnmodifiableSet());

  private Platform() {}

  private static Stream<String> under(String prefix, String names) {
    return Arrays.stream(names.split(" ")).map(name -> prefix + name);
  }

  private static String outer(String name) {
    int nested = name.indexOf('$');
    return nested < 0 ? name : name.substring(0, nested);
  }

  /** Whether the class is rewritten under a name of ours. */
  static boolean isCloned(String name) {
    return name.startsWith("java/util/") && CLONED.contains(outer(name));
  }

  /** Whether a name is of a class that comes with the JDK. */
  public static boolean isPlatform(String name) {
    return name.startsWith("java/")
        || name.startsWith("javax/")
        || name.startsWith("jdk/")
        || name.startsWith("sun/")
        || name.startsWith("com/sun/");
  }

  /** Whether calls to the class may be left as they are. */
  static boolean isPure(String name) {
    return PURE.contains(outer(name))
        || PURE_PACKAGES.stream().anyMatch(name::startsWith)
        || (isPlatform(name) && (name.endsWith("Exception") || name.endsWith("Error")));
  }
}
