package io.quiesce.explore.transform.classes;

import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.objectweb.asm.commons.Remapper;

/**
 * What becomes of each class name in a rewritten class file.
 *
 * <ul>
 *   <li><b>User classes</b> keep their name and are rewritten.
 *   <li><b>Clones</b>: classes of the JDK that are ordinary Java code over shared memory, such as
 *       {@code AtomicInteger} or {@code ArrayList}. The running JDK's own class file is rewritten
 *       under a name of ours, so its real algorithm is what is explored.
 *   <li><b>Models</b>: classes that the JVM treats specially ({@code Thread}, {@code VarHandle}),
 *       replaced by classes of ours.
 *   <li><b>Passed through</b>: immutable or pure classes, see {@link Platform}.
 * </ul>
 */
public final class Names extends Remapper {
  /** Where clones live: the name of the JDK's class follows. */
  public static final String CLONES = "quiesce/jdk/";

  /** Where models live. */
  public static final String MODELS = "io/quiesce/explore/java/model/";

  /** What replaces {@code VarHandle}. */
  public static final String HANDLE = MODELS + "Handle";

  /** What replaces {@code new Object()}. */
  public static final String PLAIN_OBJECT = MODELS + "PlainObject";

  /** What replaces the JDK's internal {@code Unsafe}. */
  public static final String OFFSETS = MODELS + "Offsets";

  private static final String ATOMIC = "java/util/concurrent/atomic/";

  private static final Map<String, String> MODELLED =
      Map.ofEntries(
          Map.entry("java/lang/Thread", MODELS + "ModelThread"),
          Map.entry("java/lang/ThreadLocal", MODELS + "ModelThreadLocal"),
          Map.entry("java/lang/invoke/VarHandle", HANDLE),
          Map.entry("java/util/concurrent/locks/LockSupport", MODELS + "Parking"),
          Map.entry("java/util/concurrent/ThreadLocalRandom", MODELS + "FixedRandom"),
          Map.entry(ATOMIC + "AtomicIntegerFieldUpdater", MODELS + "IntUpdater"),
          Map.entry(ATOMIC + "AtomicLongFieldUpdater", MODELS + "LongUpdater"),
          Map.entry(ATOMIC + "AtomicReferenceFieldUpdater", MODELS + "ReferenceUpdater"),
          Map.entry("jdk/internal/misc/Unsafe", OFFSETS));

  private final Predicate<String> user;

  /**
   * Names for one set of user classes.
   *
   * @param user whether an internal name is a class of the user, to be rewritten in place
   */
  public Names(Predicate<String> user) {
    super(org.objectweb.asm.Opcodes.ASM9);
    this.user = user;
  }

  @Override
  public String map(String internalName) {
    if (internalName == null) {
      return null;
    }
    String model = MODELLED.get(internalName);
    if (model != null) {
      return model;
    }
    return Platform.isCloned(internalName) ? CLONES + internalName : internalName;
  }

  /** Whether a (new) name is of a class that this tool rewrites. */
  public boolean isRewritten(String name) {
    boolean model = name.startsWith(MODELS) && !name.endsWith("Hooks");
    return name.startsWith(CLONES) || model || user.test(name);
  }

  /** Whether a (new) name is of a clone or a model, so not of the user's code. */
  public static boolean isLibrary(String name) {
    return name.startsWith(CLONES) || name.startsWith(MODELS);
  }

  /** The name under which the bytes of a class are found. */
  public String original(String name) {
    return name.startsWith(CLONES) ? name.substring(CLONES.length()) : name;
  }

  /** A name as the user's source has it, with dots. */
  public static String shown(String name) {
    String source = name.startsWith(CLONES) ? name.substring(CLONES.length()) : name;
    for (Map.Entry<String, String> entry : MODELLED.entrySet()) {
      if (entry.getValue().equals(name)) {
        source = entry.getKey();
      }
    }
    return source.replace('/', '.');
  }

  /** The models, for a check that each exists. */
  static Set<String> models() {
    return Set.copyOf(MODELLED.values());
  }
}
